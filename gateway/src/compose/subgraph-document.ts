// One subgraph as it goes into composition, and the names that federation and governance directives have in it.
import {
  type ConstDirectiveNode,
  type DocumentNode,
  Kind,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
  visit,
} from 'graphql';
import { readGovernanceLink } from '../supergraph/governance/governance-link.ts';
import { type LinkedSpec, readLinkedSpecs } from '../supergraph/governance/linked-spec.ts';

export interface SubgraphDocument {
  readonly name: string;
  /** Where the gateway reaches it. */
  readonly url: string;
  readonly document: DocumentNode;
}

export type ObjectDefinition = ObjectTypeDefinitionNode | ObjectTypeExtensionNode;

export interface SubgraphNames {
  /** Undefined where the subgraph does not link the governance specification. */
  readonly governance: LinkedSpec | undefined;
  /** Name of a federation directive. Without a link (federation 1) they have their plain names. */
  readonly federation: (directive: string) => string;
}

export function readSubgraphNames({ document }: SubgraphDocument): SubgraphNames {
  const [federation] = readLinkedSpecs(document, 'https://specs.apollo.dev/federation');
  return {
    governance: readGovernanceLink(document),
    federation: federation?.nameOf ?? ((directive) => directive),
  };
}

/** The directives of the schema itself, from its definition and its extensions. */
export function listSchemaDirectives({ document }: SubgraphDocument): ConstDirectiveNode[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.SCHEMA_DEFINITION || definition.kind === Kind.SCHEMA_EXTENSION
      ? [...(definition.directives ?? [])]
      : [],
  );
}

/** The names of all directives that are applied somewhere in the subgraph. */
export function listAppliedDirectives({ document }: SubgraphDocument): ReadonlySet<string> {
  const names = new Set<string>();
  visit(document, { Directive: ({ name }) => void names.add(name.value) });
  return names;
}

/** Object types, however they are written: `type` and `extend type` alike. */
export function listObjectDefinitions(document: DocumentNode): ObjectDefinition[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION
      ? [definition]
      : [],
  );
}
