// One request of a client, as the cache sees it: for whom, with which arguments, and what came from where.
import type { VariableSource } from '../../operation/variable-source.ts';
import type { CacheOutcome } from '../response/cache-outcome.ts';
import type { CellRecord, RecordTarget } from '../cells/cell-record.ts';
import type { Identity } from '../cells/identity.ts';
import type { SelectedField, SelectedObject } from '../selection/selected-object.ts';
import type { EntityKeyValues } from '../cells/stored-value.ts';

export interface CacheRun {
  readonly outcome: CacheOutcome;
  /** Whether what is served of kept values is fetched all the same, and compared. */
  readonly isCompared: boolean;
  /** The field's name with its arguments. */
  keyOf(field: SelectedField): string;
  /** Those of the object's members. The same list for the same object. */
  memberKeysOf(object: SelectedObject): readonly string[];
  /** The same for a cell: `requirements` is what else its value depends on. */
  cellKeyOf(field: SelectedField, requirements: string): string;
  /** Undefined when the token lacks a claim that the cells depend on, or the entity has no key. */
  findEntityTarget(
    object: SelectedObject,
    entity: EntityKeyValues,
    varyBy: readonly string[],
    subgraph: string,
  ): RecordTarget | undefined;
  findRootTarget(root: SelectedObject, field: SelectedField, subgraph: string): RecordTarget | undefined;
  findDimension: Identity['findDimension'];
  noteWritten(record: CellRecord): void;
}

export interface CacheRunOptions {
  readonly identity: Identity;
  readonly source: VariableSource;
  readonly outcome: CacheOutcome;
  readonly isCompared: boolean;
}

export function createCacheRun({ identity, source, outcome, isCompared }: CacheRunOptions): CacheRun {
  const keys = new Map<SelectedField, string>();
  const keyOf = (field: SelectedField): string => {
    let key = keys.get(field);
    if (key === undefined) keys.set(field, (key = field.argumentKey(source)));
    return key;
  };
  const memberKeys = new Map<SelectedObject, readonly string[]>();
  const listMemberKeys = (object: SelectedObject): readonly string[] => {
    let known = memberKeys.get(object);
    if (known === undefined) memberKeys.set(object, (known = object.members.map(keyOf)));
    return known;
  };
  return {
    outcome,
    isCompared,
    keyOf,
    memberKeysOf: (object) => object.memberKeys ?? listMemberKeys(object),
    cellKeyOf: (field, requirements) => (field.hasRequirements ? `${keyOf(field)} ${requirements}` : keyOf(field)),

    findEntityTarget({ identity: key, typeName, typeNames, recordPrefix }, entity, varyBy, subgraph) {
      const dimension = key && identity.findDimension(varyBy);
      if (dimension === undefined) return undefined;
      return {
        name: joinName(recordPrefix, entity.text, dimension.text),
        subgraph,
        typeName,
        typeNames,
        rootField: undefined,
        key: entity.values,
        accounts: dimension.accounts,
      };
    },

    findRootTarget({ recordPrefix, typeName, typeNames }, field, subgraph) {
      const dimension = identity.findDimension(field.policy.varyBy);
      if (dimension === undefined) return undefined;
      return {
        name: joinName(recordPrefix, keyOf(field), ' ', dimension.text),
        subgraph,
        typeName,
        typeNames,
        rootField: field.coordinate,
        key: undefined,
        accounts: dimension.accounts,
      };
    },

    findDimension: (varyBy) => identity.findDimension(varyBy),
    noteWritten: (record) => outcome.noteRecord(record),
  };
}

/** One text. Concatenated, it would be a tree of its parts for as long as a record is kept under it. */
const joinName = (...parts: readonly string[]): string => parts.join('');
