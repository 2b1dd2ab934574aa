// Holds a document to the limits, the cheapest to measure first. It need not be valid: that is found out afterwards.
import { type DocumentNode, type GraphQLError, Kind } from 'graphql';
import { CodedError } from '../../error-codes/coded-error.ts';
import { countFieldComparisons } from './field-comparisons.ts';
import { measureDocument } from './document-size.ts';
import type { LimitGuard } from './limit-guard.ts';
import { createSizeMeter } from './operation-size.ts';
import { orderFragments } from './order-fragments.ts';

/** The first thing because of which it is refused. Each of its operations counts, whichever is asked for. */
export function checkDocument(document: DocumentNode, guard: LimitGuard): GraphQLError | undefined {
  const { definitions, nesting, literalDepth, directives, directivesAtOnePlace, listItems } = measureDocument(document);
  const refused =
    guard.check('parser_max_recursion', 'has a nesting', nesting) ??
    guard.check('parser_max_literal_depth', 'has a literal with a nesting', literalDepth) ??
    guard.check('max_definitions', 'has a number of operations and fragments', definitions) ??
    guard.check('max_directives', 'has a number of directives', directives) ??
    guard.check('max_directives_per_location', 'has a number of directives at one place', directivesAtOnePlace) ??
    guard.check('max_list_argument_items', 'has a list with a number of items', listItems);
  if (refused !== undefined) return refused;
  const { fragments, circular } = orderFragments(document);
  if (circular !== undefined) {
    return new CodedError('GRAPHQL_VALIDATION_FAILED', `Fragment "${circular}" spreads itself.`);
  }
  const measure = createSizeMeter(fragments);
  for (const operation of document.definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
    const size = measure(operation);
    const tooLarge =
      guard.check('max_depth', 'has a depth', size.depth) ??
      guard.check('max_height', 'has a number of fields', size.height) ??
      guard.check('max_aliases', 'has a number of aliases', size.aliases) ??
      guard.check('max_root_fields', 'has a number of root fields', size.roots) ??
      guard.check('max_introspection_lists', 'asks the schema for a number of lists', size.introspectionLists);
    if (tooLarge !== undefined) return tooLarge;
  }
  const { max_field_comparisons: limit = Infinity } = guard.limits;
  // Those who may measure what is too much still may not hold up everybody else by it.
  const comparisons = countFieldComparisons(document, fragments, limit);
  return guard.check('max_field_comparisons', 'has fields of the same names, and a number of pairs', comparisons);
}
