// What a caller must have to be given a field or a type.
import type { Principal } from '../../authentication/principal.ts';

export type Requirement =
  | { readonly kind: 'authenticated' }
  /** `anyOf` are sets, of which one has to be granted whole. */
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

export function isMet(requirement: Requirement, principal: Principal): boolean {
  if (requirement.kind === 'authenticated') return !principal.isAnonymous;
  const { anyOf, kind } = requirement;
  const granted = principal[kind];
  // Apollo Router reads a directive that names nothing so, too.
  return anyOf.length === 0 || anyOf.some((set) => set.every((each) => granted.includes(each)));
}
