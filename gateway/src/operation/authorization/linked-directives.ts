// Under which names a supergraph applies the directives that protect fields, and what one application requires.
import { type ConstDirectiveNode, type DocumentNode, valueFromASTUntyped } from 'graphql';
import { readLinkedSpecs } from '../../supergraph/governance/linked-spec.ts';
import type { Requirement } from './requirement.ts';

type Kind = Requirement['kind'];

/** By kind of requirement: the directive, which is called like its specification, and its argument. */
const directives: Readonly<Record<Kind, { readonly name: string; readonly argument?: string }>> = {
  authenticated: { name: 'authenticated' },
  scopes: { name: 'requiresScopes', argument: 'scopes' },
  policies: { name: 'policy', argument: 'policies' },
};

/** The requirements of directives of a type or field. */
export type RequirementReader = (applied: readonly ConstDirectiveNode[]) => readonly Requirement[];

/** Undefined for a supergraph that links none of the specifications. */
export function createRequirementReader(supergraph: DocumentNode): RequirementReader | undefined {
  const kinds = new Map<string, Kind>();
  for (const kind of Object.keys(directives) as Kind[]) {
    const { name } = directives[kind];
    for (const spec of readLinkedSpecs(supergraph, `https://specs.apollo.dev/${name}`)) {
      for (const linkedName of [spec.defaultName, spec.nameOf(name)]) kinds.set(linkedName, kind);
    }
  }
  if (kinds.size === 0) return undefined;
  return (applied) =>
    applied.flatMap((directive) => {
      const kind = kinds.get(directive.name.value);
      return kind === undefined ? [] : [readRequirement(directive, kind)];
    });
}

function readRequirement(directive: ConstDirectiveNode, kind: Kind): Requirement {
  if (kind === 'authenticated') return { kind };
  const given = directive.arguments?.find(({ name }) => name.value === directives[kind].argument);
  // GraphQL takes a single item for a list of it.
  const sets = toList(given && valueFromASTUntyped(given.value)).map((set) => toList(set).map(String));
  return { kind, anyOf: sets };
}

function toList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
