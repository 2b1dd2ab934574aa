// How much stands in a document, fragments once each: what can be counted in one walk, before anybody looks at meaning.
import { type DocumentNode, Kind, visit } from 'graphql';

export interface DocumentSize {
  /** Operations and fragments. */
  readonly definitions: number;
  /** Braces and brackets within each other: selections, lists and objects. */
  readonly nesting: number;
  /** Lists and objects within each other in one literal. */
  readonly literalDepth: number;
  readonly directives: number;
  /** On one field, fragment, variable or operation. */
  readonly directivesAtOnePlace: number;
  /** Of the longest list literal. */
  readonly listItems: number;
}

const literals: ReadonlySet<string> = new Set([Kind.LIST, Kind.OBJECT]);
const nested: ReadonlySet<string> = new Set([...literals, Kind.SELECTION_SET, Kind.LIST_TYPE]);

export function measureDocument(document: DocumentNode): DocumentSize {
  let [depth, nesting, inLiteral, literalDepth] = [0, 0, 0, 0];
  let [directives, directivesAtOnePlace, listItems] = [0, 0, 0];
  visit(document, {
    enter(node) {
      if (nested.has(node.kind)) nesting = Math.max(nesting, (depth += 1));
      if (literals.has(node.kind)) literalDepth = Math.max(literalDepth, (inLiteral += 1));
      if (node.kind === Kind.LIST) listItems = Math.max(listItems, node.values.length);
      if ('directives' in node && node.directives !== undefined) {
        directives += node.directives.length;
        directivesAtOnePlace = Math.max(directivesAtOnePlace, node.directives.length);
      }
    },
    leave(node) {
      if (nested.has(node.kind)) depth -= 1;
      if (literals.has(node.kind)) inLiteral -= 1;
    },
  });
  const definitions = document.definitions.length;
  return { definitions, nesting, literalDepth, directives, directivesAtOnePlace, listItems };
}
