// The keys under `limits`: how much one request may be and ask for.
import { z } from 'zod';
import { byteSize } from './byte-size.ts';

export function limitsConfig() {
  return z
    .strictObject({
      http_max_request_bytes: byteSize().default(2_000_000).describe('The largest request body.'),
      http1_max_request_headers: z.int().min(1).max(1000).default(100).describe('The most headers of a request.'),
      http1_max_request_buf_size: byteSize()
        .refine((size) => size >= 8192, 'must be at least 8KiB')
        .prefault('16KiB')
        .describe('The most bytes of the headers of a request, its URL included.'),
      parser_max_tokens: z.int().min(1).default(15_000).describe('The longest document, in tokens.'),
      max_depth: z.int().min(1).optional().describe('The most fields from the root to a leaf. Default: no limit.'),
      max_height: z
        .int()
        .min(1)
        .default(10_000)
        .describe('The most fields of an operation, those of a fragment as often as it is spread.'),
      max_aliases: z.int().min(0).optional().describe('The most aliases, counted alike. Default: no limit.'),
      max_root_fields: z.int().min(1).optional().describe('The most fields at the root. Default: no limit.'),
    })
    .prefault({});
}
