// What two texts of the same document have in common: neither layout, nor comments, nor the order of the definitions.
import {
  type DefinitionNode,
  type DocumentNode,
  type ExecutableDefinitionNode,
  Kind,
  parse,
  print,
  type SelectionSetNode,
  visit,
} from 'graphql';

export interface CanonicalDocument {
  readonly text: string;
  /** Whether it asks about the schema alone, in all of its operations. */
  readonly isIntrospection: boolean;
  /** Its text without what a person may have put into it: literals are replaced by empty ones. */
  describe(): string;
}

const schemaFields: ReadonlySet<string> = new Set(['__schema', '__type', '__typename']);

/** Undefined for what is no document that can be executed. */
export function readCanonicalDocument(text: string, maxTokens: number): CanonicalDocument | undefined {
  let document: DocumentNode;
  try {
    document = parse(text, { noLocation: true, maxTokens });
  } catch {
    // Whoever sent it learns what is wrong from the one that executes, if it gets there.
    return undefined;
  }
  const { definitions } = document;
  if (!definitions.every(isExecutable)) return undefined;
  // A client's bundler knows all operations and fragments, and not in which order they come.
  const sorted = definitions.toSorted((a, b) => compare(nameKey(a), nameKey(b)));
  return {
    text: print({ ...document, definitions: sorted }),
    isIntrospection: asksAboutSchema(definitions),
    describe: () => print(withoutLiterals(document)),
  };
}

function isExecutable(definition: DefinitionNode): definition is ExecutableDefinitionNode {
  return definition.kind === Kind.OPERATION_DEFINITION || definition.kind === Kind.FRAGMENT_DEFINITION;
}

function nameKey({ kind, name }: ExecutableDefinitionNode): string {
  return `${kind === Kind.OPERATION_DEFINITION ? 0 : 1}${name?.value ?? ''}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function asksAboutSchema(definitions: readonly ExecutableDefinitionNode[]): boolean {
  const fragments = new Map<string, SelectionSetNode>();
  for (const each of definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each.selectionSet);
  }
  const visited = new Set<string>();
  const isOfSchema = ({ selections }: SelectionSetNode): boolean =>
    selections.every((selection) => {
      if (selection.kind === Kind.FIELD) return schemaFields.has(selection.name.value);
      if (selection.kind === Kind.INLINE_FRAGMENT) return isOfSchema(selection.selectionSet);
      const name = selection.name.value;
      const fragment = fragments.get(name);
      if (fragment === undefined) return false;
      // Once is enough, and one that holds itself would never end.
      if (visited.has(name)) return true;
      visited.add(name);
      return isOfSchema(fragment);
    });
  const operations = definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  return operations.length > 0 && operations.every(({ selectionSet }) => isOfSchema(selectionSet));
}

function withoutLiterals(document: DocumentNode): DocumentNode {
  return visit(document, {
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, value: '0' }),
    StringValue: (node) => ({ ...node, value: '', block: false }),
    ListValue: (node) => ({ ...node, values: [] }),
    ObjectValue: (node) => ({ ...node, fields: [] }),
  });
}
