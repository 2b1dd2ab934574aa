// The keys under `limits`: how much one request may be and ask for.
import { z } from 'zod';
import { byteSize } from './byte-size.ts';

export function limitsConfig() {
  const count = (least: number) => z.int().min(least);
  return z
    .strictObject({
      http_max_request_bytes: byteSize().default(2_000_000).describe('The largest request body.'),
      http1_max_request_headers: count(1).max(1000).default(100).describe('The most headers of a request.'),
      http1_max_request_buf_size: byteSize()
        .refine((size) => size >= 8192, 'must be at least 8KiB')
        .prefault('16KiB')
        .describe('The most bytes of the headers of a request, its URL included.'),
      parser_max_tokens: count(1).default(15_000).describe('The longest document, in tokens.'),
      parser_max_recursion: count(10)
        .max(1000)
        .default(500)
        .describe('The most braces and brackets of a document within each other.'),
      parser_max_literal_depth: count(1)
        .max(16)
        .default(12)
        .describe(
          'The most lists and objects within each other in a literal: planning takes twice as long for each. Variables may ' +
            'be deeper.',
        ),
      max_depth: count(1).default(200).describe('The most fields from the root to a leaf.'),
      max_height: count(1)
        .default(10_000)
        .describe('The most fields of an operation, those of a fragment as often as it is spread.'),
      max_aliases: count(0).optional().describe('The most aliases, counted alike. Default: no limit.'),
      max_root_fields: count(1).optional().describe('The most fields at the root. Default: no limit.'),
      max_definitions: count(1).default(500).describe('The most operations and fragments of a document.'),
      max_directives: count(0).default(1000).describe('The most directives of a document.'),
      max_directives_per_location: count(1)
        .default(20)
        .describe('The most directives on one field, fragment, variable or operation.'),
      max_field_comparisons: count(1)
        .default(50_000)
        .describe(
          'The most pairs of fields that validation compares because they have one name at one place of the response.',
        ),
      max_introspection_lists: count(1)
        .default(20)
        .describe('The most lists of the schema that introspection may ask for; the usual query has 10.'),
      max_list_argument_items: count(1).default(10_000).describe('The longest list in an argument or a variable.'),
      max_variables_bytes: byteSize().default(1_000_000).describe('The most that the variables of a request may be.'),
      max_variables_depth: count(1)
        .default(100)
        .describe('The most objects and lists of a variable within each other.'),
      max_validation_errors: count(1).default(20).describe('After how many mistakes validation of a document stops.'),
      warn_only: z
        .boolean()
        .default(false)
        .describe('What passes a `max_` limit is logged and counted in place of refused.'),
    })
    .prefault({});
}
