// A kept value: what a subgraph answered, under the names of fields and their arguments in place of those of a response,
// so that every operation that selects the same finds it.

/** The subgraph does not have the entity. */
export const absent = Symbol('absent');

export type StoredValue = typeof absent | StoredLeaf | StoredObject | EntityReference | readonly StoredValue[];

/** Objects among them are values of custom scalars. */
export type StoredLeaf = string | number | boolean | null | Readonly<Record<string, unknown>>;

/** An object that is part of the value. In lists, which take less room than a map: there are many such objects. */
export class StoredObject {
  readonly typeName: string;
  /** Field name and arguments of each member. One list for all objects that were selected by the same. */
  readonly keys: readonly string[];
  /** In the order of the keys. */
  readonly values: readonly StoredValue[];

  constructor(typeName: string, keys: readonly string[], values: readonly StoredValue[]) {
    this.typeName = typeName;
    this.keys = keys;
    this.values = values;
  }
}

/** An entity that stands in the value, and whose fields are kept by themselves. */
export class EntityReference {
  readonly typeName: string;
  readonly key: EntityKeyValues;

  constructor(typeName: string, key: EntityKeyValues) {
    this.typeName = typeName;
    this.key = key;
  }
}

/** What identifies an entity in one subgraph. */
export interface EntityKeyValues {
  /** Equal for equal keys, and for no others. */
  readonly text: string;
  /** By field name. */
  readonly values: Readonly<Record<string, unknown>>;
}
