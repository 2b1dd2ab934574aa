// The fragments of a document, each after those that it spreads, so that whatever is known of those can be built upon.
import { type DocumentNode, type FragmentDefinitionNode, Kind, visit } from 'graphql';

export interface OrderedFragments {
  readonly fragments: readonly FragmentDefinitionNode[];
  /** The name of one that spreads itself, directly or through others. */
  readonly circular: string | undefined;
}

/** Without recursion: a chain of fragments can be as long as a document. */
export function orderFragments(document: DocumentNode): OrderedFragments {
  const known = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) known.set(definition.name.value, definition);
  }
  const spreadBy = new Map([...known].map(([name, fragment]) => [name, listSpreads(fragment)]));
  const done = new Set<string>();
  const open = new Set<string>();
  const ordered: FragmentDefinitionNode[] = [];
  for (const first of known.keys()) {
    const way = [first];
    for (let name = way.at(-1); name !== undefined; name = way.at(-1)) {
      if (done.has(name)) {
        way.pop();
        continue;
      }
      open.add(name);
      const ahead = (spreadBy.get(name) ?? []).filter((each) => known.has(each) && !done.has(each));
      const circular = ahead.find((each) => open.has(each));
      if (circular !== undefined) return { fragments: ordered, circular };
      if (ahead.length > 0) {
        way.push(...ahead.slice(0, 1));
        continue;
      }
      open.delete(name);
      done.add(name);
      way.pop();
      const fragment = known.get(name);
      if (fragment !== undefined) ordered.push(fragment);
    }
  }
  return { fragments: ordered, circular: undefined };
}

function listSpreads(fragment: FragmentDefinitionNode): string[] {
  const names = new Set<string>();
  visit(fragment, { FragmentSpread: ({ name }) => void names.add(name.value) });
  return [...names];
}
