// Every code under which a governed graph is refused. `docs/composition-errors.md` is generated from it.

export interface ViolationEntry {
  /** What is wrong, for somebody who reads the code for the first time. */
  readonly meaning: string;
  /** What to do about it. */
  readonly remedy: string;
  /** `supergraph`: the gateway sees it in any supergraph. `subgraphs`: only composing sees it; merging hides it. */
  readonly seenIn: 'supergraph' | 'subgraphs';
}

export const violationRegistry = {
  ACCOUNT_SCOPE_ARGUMENT_INVALID: {
    meaning:
      'An argument or input field marked `@accountScope` cannot name an account, because it is no scalar, or the directive gives it a `field`.',
    remedy:
      'Mark an argument or input field that holds the account id itself (`ID`, `String` or an id scalar of your own, or a list of them), without `field`.',
    seenIn: 'supergraph',
  },
  ACCOUNT_SCOPE_CACHED_PUBLIC: {
    meaning:
      'A field belongs to an account, returns something that does, or takes an account as an argument, and yet would be kept for others than that account.',
    remedy: 'Give the field `scope: PRIVATE` and `@varyBy(claims: [ACCOUNT])`, or do not keep it (`maxAge: 0`).',
    seenIn: 'supergraph',
  },
  ACCOUNT_SCOPE_FIELD_UNKNOWN: {
    meaning: 'The `field` of an `@accountScope` on a type does not lead to one account id.',
    remedy:
      'Give the path from the type to a scalar field that holds the account id, such as `id` or `account { id }`, without lists, required arguments or `@inaccessible` fields on the way.',
    seenIn: 'supergraph',
  },
  AUDIENCE_CACHED_WIDER: {
    meaning:
      'The ownership matrix names the `audience` of a domain: its values differ by that claim and are for nobody else. A field of the domain, or one that returns a value of it, would be kept for others as well. Another claim does not do: one user may act for two accounts.',
    remedy:
      'Give the field `scope: PRIVATE` and `@varyBy` with the claim of the audience, or do not keep it (`maxAge: 0`). Where the value is the same for everybody, move the coordinate to a domain without an audience together with the steward.',
    seenIn: 'supergraph',
  },
  AUDIENCE_UNDECLARED: {
    meaning:
      'A field is kept per caller, and yet its domain in the ownership matrix names no `audience`: nothing but the directives would say that the value is not for everybody, and nothing would miss them.',
    remedy: 'Move the coordinate to a domain with the `audience` that the value differs by, together with the steward.',
    seenIn: 'supergraph',
  },
  CACHE_AGE_NEGATIVE: {
    meaning: '`@cacheControl(maxAge:)` is below zero.',
    remedy: 'Give an age of 0 seconds (not kept) or more.',
    seenIn: 'supergraph',
  },
  DIRECTIVE_NAMES_DIFFER: {
    meaning: 'Two subgraphs import a directive of the governance specification under different names.',
    remedy: 'Import it under the same name in every subgraph.',
    seenIn: 'subgraphs',
  },
  DIRECTIVE_NOT_COMPOSED: {
    meaning:
      'A subgraph uses a directive of the governance specification that its schema does not hand on to the supergraph, where it would be enforced.',
    remedy: 'Add `@composeDirective` for it to the schema of the subgraph.',
    seenIn: 'subgraphs',
  },
  EVENT_SUBJECT_UNKNOWN: {
    meaning:
      'The event catalogue says that the subject of an event names an entity by a key that the graph does not have, so nothing would be evicted for it.',
    remedy:
      'Correct the `x-subject` of the event: `{Type.field}` names an entity type and a field that is a key of it on its own; `{}` stands for what is no entity of the graph.',
    seenIn: 'supergraph',
  },
  EVENT_UNKNOWN: {
    meaning:
      '`@refreshedBy` names a change event that the event catalogue does not have, so nothing would ever evict the value.',
    remedy: 'Correct the name, or add the event to the catalogue.',
    seenIn: 'supergraph',
  },
  GOVERNANCE_NOT_LINKED: {
    meaning:
      'An ownership matrix or an event catalogue is given, and yet the graph does not link the governance specification: nothing would be enforced.',
    remedy:
      'Link the specification in every subgraph, or compose and configure the gateway without the matrix and the catalogue.',
    seenIn: 'supergraph',
  },
  GOVERNANCE_VERSION_UNKNOWN: {
    meaning: 'The graph links a version of the governance specification whose rules are not known here.',
    remedy: 'Link version 1.x, or use a release that knows the newer version.',
    seenIn: 'supergraph',
  },
  EXPIRES_AT_INVALID: {
    meaning: 'A field marked `@expiresAt` does not hold one moment of the value that it is part of.',
    remedy: 'Mark a scalar field of the type of the value, without arguments, such as `validTo: DateTime`.',
    seenIn: 'supergraph',
  },
  MUTATION_CACHED: {
    meaning: 'A mutation or subscription has a cache age. Neither is ever answered from a cache.',
    remedy: 'Remove the cache directives from it.',
    seenIn: 'supergraph',
  },
  MUTATION_OWNER_MISMATCH: {
    meaning:
      'A mutation returns an entity of which its owner owns nothing: it would write what another system has authority over.',
    remedy: 'Give the mutation to the owner of the entity, or return the entity through one that the mutation writes.',
    seenIn: 'supergraph',
  },
  OWNERSHIP_DOMAIN_CONFLICT: {
    meaning: 'A field is claimed by another system than the one to which the ownership matrix gives its domain.',
    remedy: 'Correct `@owner`, or change the matrix together with the stewards of both systems.',
    seenIn: 'supergraph',
  },
  OWNERSHIP_NOT_COVERED: {
    meaning: 'The ownership matrix has no domain for an entity field or a root field.',
    remedy: 'Add the coordinate to the domain that it belongs to.',
    seenIn: 'supergraph',
  },
  OWNERSHIP_OVERLAP: {
    meaning: 'The ownership matrix lists a coordinate more than once.',
    remedy: 'Keep it in the one domain that it belongs to.',
    seenIn: 'supergraph',
  },
  OWNERSHIP_UNKNOWN_COORDINATE: {
    meaning: 'The ownership matrix lists a coordinate that the graph does not have.',
    remedy: 'Correct the coordinate, or remove it.',
    seenIn: 'supergraph',
  },
  OWNER_CONFLICT: {
    meaning: 'Two systems claim a field.',
    remedy: 'Keep the `@owner` of the system with authority over it and remove the other.',
    seenIn: 'supergraph',
  },
  OWNER_MISSING: {
    meaning: 'An entity field, a key or a root field names no system of record.',
    remedy:
      'Add `@owner` to the field, or to the type in the subgraph that contributes the field. A key has the owner of its type only where one system alone claims the type; otherwise name the system that issues it on the key itself.',
    seenIn: 'supergraph',
  },
  OWNER_NOT_RESOLVER: {
    meaning: 'A field is resolved by a subgraph that does not speak for its owner, wholly or on some path.',
    remedy:
      'Resolve it in a subgraph of its owner only, or correct `@owner`. Key fields are exempt where a subgraph of the owner uses them as a key too.',
    seenIn: 'supergraph',
  },
  POLICY_AMBIGUOUS: {
    meaning:
      'A type to which several subgraphs contribute carries cache policy, and merging has hidden which of them wrote it.',
    remedy: 'Put the policy on the fields, or compose with `commerce-graph-gateway compose`, which does that.',
    seenIn: 'supergraph',
  },
  POLICY_CONFLICT: {
    meaning:
      'Two subgraphs give the same element different values of a directive. Composition would keep one and drop the other.',
    remedy: 'Give it the same values in both subgraphs, or in one only.',
    seenIn: 'subgraphs',
  },
  POLICY_WITHOUT_EFFECT: {
    meaning: 'A policy directive stands where nothing reads it, so it would promise what is not kept.',
    remedy: 'Move it to the entity field or root field that it is meant for.',
    seenIn: 'supergraph',
  },
  REFRESHED_BY_EMPTY: {
    meaning: '`@refreshedBy` names no event.',
    remedy: 'Name the change events that make the value wrong, or remove the directive.',
    seenIn: 'supergraph',
  },
  SHARED_FIELD_NOT_NULLABLE: {
    meaning:
      'A field of a type that several systems share can not be null: when its system fails, the fields of the others would be lost with it.',
    remedy: 'Make the field nullable.',
    seenIn: 'supergraph',
  },
  STALE_NEGATIVE: {
    meaning: '`@stale(whileRevalidate:)` or `@stale(ifError:)` is below zero.',
    remedy: 'Give 0 seconds (never stale) or more.',
    seenIn: 'supergraph',
  },
  STALE_WITHOUT_MAX_AGE: {
    meaning: 'A field may be served stale, and yet is not kept at all.',
    remedy: 'Give it `@cacheControl(maxAge:)` above 0, or remove `@stale`.',
    seenIn: 'supergraph',
  },
  SYSTEM_SUBGRAPH_WRONG: {
    meaning: 'A subgraph declares the system of another subgraph, or of one that does not exist.',
    remedy: 'Declare `@system` in the subgraph that it speaks of, under the name with which that subgraph is composed.',
    seenIn: 'subgraphs',
  },
  SYSTEM_UNDECLARED: {
    meaning: 'A subgraph of a governed graph does not say which system of record it speaks for.',
    remedy: 'Link the governance specification in it and add `@system` to its schema.',
    seenIn: 'supergraph',
  },
  VARY_BY_EMPTY: {
    meaning: '`@varyBy` names no claim.',
    remedy: 'Name the identity claims that the value depends on, or remove the directive.',
    seenIn: 'supergraph',
  },
  VARY_BY_PUBLIC: {
    meaning: 'A value depends on who asks, and yet is declared the same for everybody outside the gateway.',
    remedy:
      'Give the field `@cacheControl(scope: PRIVATE)`. Do not remove `@varyBy` instead: one caller’s value would be kept for everybody.',
    seenIn: 'supergraph',
  },
} as const satisfies Record<string, ViolationEntry>;

export type ViolationCode = keyof typeof violationRegistry;
