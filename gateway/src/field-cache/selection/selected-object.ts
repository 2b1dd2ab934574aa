// What a fetch selects of an object of one type, with all that the cache does with it worked out once.
import type { ArgumentKey } from './argument-key.ts';
import type { FieldCounts } from '../field-counters.ts';
import type { CacheTag } from './cache-tag.ts';
import type { CellPolicy } from './cell-policy.ts';

export interface SelectedObject {
  readonly typeName: string;
  /** The names under which an entity of the type may be meant. */
  readonly typeNames: readonly string[];
  /** Of the names of its records. */
  readonly recordPrefix: string;
  /** Undefined for a value, which is part of the cell that holds it. */
  readonly identity: ObjectIdentity | undefined;
  readonly fields: readonly SelectedField[];
  /** Those that are more than the name of the type. */
  readonly members: readonly SelectedField[];
  /** What the members are kept by in a value. Undefined where variables decide it. */
  readonly memberKeys: readonly string[] | undefined;
  /** Of an entity. */
  readonly cacheTags: readonly CacheTag[];
  /** The member that says until when the object may be shown, where it has one. */
  readonly expiry: { readonly responseName: string; readonly text: string } | undefined;
  /**
   * The member that names the account of an entity which is found by it. It is asked for all the same, so that a subgraph
   * which gives another entity in place of the one that it was asked for is noticed.
   */
  readonly echo: { readonly responseName: string; readonly keyName: string; readonly text: string } | undefined;
  /** For objects that are kept on their own: those fields that are cells, by the identity that they depend on. */
  readonly cellGroups: readonly CellGroup[];
}

/** An entity that its subgraph can be asked for by itself. */
export interface ObjectIdentity {
  /** The key by which the subgraph is asked. */
  readonly keyNames: readonly string[];
  /** Under which response names the key stands in an answer. */
  readonly keyAliases: readonly string[];
}

export interface CellGroup {
  readonly varyBy: readonly string[];
  readonly fields: readonly SelectedField[];
}

/**
 * `typename` is known from the object's type and `key` from its key. A `cell` is kept by itself, or as a part of what it
 * stands in. `passing` fields are never kept.
 */
export type SelectedFieldKind = 'typename' | 'key' | 'cell' | 'passing';

export interface SelectedField {
  readonly kind: SelectedFieldKind;
  readonly responseName: string;
  readonly name: string;
  readonly coordinate: string;
  readonly owner: string | undefined;
  readonly counts: FieldCounts;
  /** Of a root field. */
  readonly cacheTags: readonly CacheTag[];
  /** Of the value with everything in it that is not kept by itself. */
  readonly policy: CellPolicy;
  readonly argumentKey: ArgumentKey;
  /** Whether it depends on what the representation says besides the key. */
  readonly hasRequirements: boolean;
  /** The objects of the value. Undefined for leaves. */
  readonly value: SelectedValue | undefined;
  /** As it stands in a document. */
  readonly text: string;
  /** The same for the same text. Empty for leaves. */
  readonly signature: string;
  /** The variables in it. */
  readonly variables: readonly string[];
}

export interface SelectedValue {
  /** For an object of this type, or of the field's own where objects do not say their type. */
  objectFor(typename: unknown): SelectedObject | undefined;
  /** For each type that an object of the value may have. */
  readonly objects: readonly SelectedObject[];
}
