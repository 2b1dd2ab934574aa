// Which names the elements of a linked specification have in one document: `@link` may import, rename or prefix them.
import { type ConstDirectiveNode, type DocumentNode, Kind, valueFromASTUntyped } from 'graphql';

export interface LinkedSpec {
  /** The version after the last slash of the URL, without `v`: `1.0`. */
  readonly version: string;
  /** The name, without `@`, that a directive of the specification has in the document. */
  readonly nameOf: (directive: string) => string;
}

/**
 * Finds the links to a specification. `identity` is its URL without the version. Any schema directive with such a `url`
 * counts, whatever its name: `@link` may itself be renamed, and a link that goes unseen would switch the checks off.
 */
export function readLinkedSpecs(document: DocumentNode, identity: string): LinkedSpec[] {
  return document.definitions
    .flatMap((definition) =>
      definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
        ? (definition.directives ?? [])
        : [],
    )
    .flatMap((directive) => {
      const url = readArgument(directive, 'url');
      if (typeof url !== 'string' || !url.startsWith(`${identity}/v`)) return [];
      const version = url.slice(identity.length + 2).replace(/\/$/, '');
      return [{ version, nameOf: readNames(directive, identity) }];
    });
}

function readNames(link: ConstDirectiveNode, identity: string): (directive: string) => string {
  const imported = new Map<string, string>();
  const imports = readArgument(link, 'import');
  for (const entry of Array.isArray(imports) ? imports : []) {
    const { name, as = name } = typeof entry === 'string' ? { name: entry } : entry;
    if (typeof name === 'string' && typeof as === 'string') imported.set(name.slice(1), as.slice(1));
  }
  const as = readArgument(link, 'as');
  const specName = identity.slice(identity.lastIndexOf('/') + 1);
  const prefix = typeof as === 'string' ? as : specName;
  // The directive that is named as its specification needs no prefix.
  return (directive) => imported.get(directive) ?? (directive === specName ? prefix : `${prefix}__${directive}`);
}

function readArgument(directive: ConstDirectiveNode, name: string): unknown {
  const argument = directive.arguments?.find((each) => each.name.value === name);
  return argument && valueFromASTUntyped(argument.value);
}
