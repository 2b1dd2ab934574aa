// Mistakes a cache could make, put into one that works, to see that they are noticed.
import * as fc from 'fast-check';
import type { CacheRun } from '../../gateway/src/field-cache/fetch/cache-run.ts';
import type { Cell } from '../../gateway/src/field-cache/cells/cell-record.ts';
import type { CellStore } from '../../gateway/src/field-cache/cells/cell-store.ts';
import type { FieldCache } from '../../gateway/src/field-cache/field-cache.ts';
import type { Invalidation } from '../../gateway/src/field-cache/invalidation/invalidation.ts';
import { EntityReference, StoredObject, type StoredValue } from '../../gateway/src/field-cache/cells/stored-value.ts';
import type { Principal } from '../../gateway/src/authentication/principal.ts';
import { requiring } from '../execution/graph-sdl.ts';
import { operationSpec } from '../execution/operation-spec.ts';
import { type CacheCase, cacheCase } from './cache-case.ts';
import type { PolicySpec } from './policy-spec.ts';

export interface SeededBug {
  readonly title: string;
  /** The number of a case that notices it. Tried first; when it no longer does, one of the others has to. */
  readonly noticedBy: number;
  /** For a mistake that hardly any case shows: cases of which more do. */
  readonly cases?: fc.Arbitrary<CacheCase>;
  readonly alterCache: (cache: FieldCache) => FieldCache;
}

const forAccount: PolicySpec = { maxAge: 0, varyBy: 2, isPrivate: true, stale: 0, refreshedBy: 0 };
const forEverybody: PolicySpec = { ...forAccount, varyBy: 0, isPrivate: false };

/**
 * Entities whose fields often require others, which are more often the fields of an account; nothing changes, and the
 * value of a field depends on what was sent of those that it requires.
 */
const requiringCase: fc.Arbitrary<CacheCase> = fc
  .tuple(
    cacheCase.filter(({ sequence }) => !sequence.steps.some(({ kind }) => kind === 'change')),
    fc.array(operationSpec, { minLength: 5, maxLength: 10, size: 'max' }),
  )
  .map(([{ graph, policies, sequence }, operations]) => ({
    graph: {
      ...graph,
      entities: graph.entities.slice(0, 2).map((entity) => ({
        ...entity,
        fields: entity.fields.map((field) => (field.owner % 2 === 0 ? { ...field, twist: requiring } : field)),
      })),
      values: [],
      enums: [],
      unions: [],
      interfaces: [],
      families: [],
    },
    policies: { ...policies, policies: [forEverybody, forAccount] },
    operations,
    sequence: { ...sequence, seed: sequence.seed * 2 },
  }));

export const seededBugs: readonly SeededBug[] = [
  {
    title: 'the identity of who asks is no part of the key',
    noticedBy: 2,
    alterCache: alterPrincipal(({ account: _a, priceGroup: _p, catalog: _c, ...principal }) => ({
      ...principal,
      subject: 'somebody',
      issuer: 'somewhere',
      account: 'A',
      accounts: [],
      priceGroup: 'gold',
      catalog: 'eu',
      isAnonymous: false,
    })),
  },
  {
    title: 'further accounts are no part of the key',
    noticedBy: 2,
    alterCache: alterPrincipal((principal) => ({ ...principal, accounts: [] })),
  },
  {
    title: 'users of different issuers are the same',
    noticedBy: 7,
    alterCache: alterPrincipal((principal) => ({ ...principal, issuer: 'any' })),
  },
  {
    title: 'a missing claim is a claim like others',
    noticedBy: 28,
    alterCache: alterPrincipal((principal) =>
      principal.isAnonymous ? principal : { account: '', priceGroup: 'none', catalog: 'none', ...principal },
    ),
  },
  {
    title: 'arguments are no part of the key',
    noticedBy: 3,
    alterCache: alterRun((run) => ({
      ...run,
      keyOf: ({ name }) => name,
      cellKeyOf: ({ name }) => name,
      findRootTarget(root, field, subgraph) {
        const target = run.findRootTarget(root, field, subgraph);
        return target && { ...target, name: target.name.replace(run.keyOf(field), field.name) };
      },
    })),
  },
  {
    title: 'requirements are no part of the key',
    noticedBy: 7,
    cases: requiringCase,
    alterCache: alterRun((run) => ({ ...run, cellKeyOf: (field) => run.keyOf(field) })),
  },
  {
    title: 'the alias is the key',
    noticedBy: 41,
    alterCache: alterRun((run) => ({
      ...run,
      keyOf: ({ responseName }) => responseName,
      cellKeyOf: ({ responseName }) => responseName,
    })),
  },
  {
    title: 'a narrower value answers a wider selection',
    noticedBy: 22,
    alterCache: alterValue((value) =>
      value instanceof StoredObject
        ? new StoredObject(value.typeName, ForgivingKeys.from(value.keys), [...value.values, null])
        : value,
    ),
  },
  {
    title: 'what is false, 0 or empty is taken for nothing',
    noticedBy: 7,
    alterCache: alterValue((value) => (value === 0 || value === false || value === '' ? null : value)),
  },
  {
    title: 'an empty list is taken for nothing',
    noticedBy: 3,
    alterCache: alterValue((value) => (Array.isArray(value) && value.length === 0 ? null : value)),
  },
  {
    title: 'nulls are left out of lists',
    noticedBy: 3,
    alterCache: alterValue((value) => (Array.isArray(value) ? value.filter((item) => item !== null) : value)),
  },
  {
    title: 'an entity is taken for another',
    noticedBy: 22,
    alterCache: alterValue((value) =>
      value instanceof EntityReference ? new EntityReference(value.typeName, replaceNumber(value.key)) : value,
    ),
  },
  {
    title: 'values do not expire',
    noticedBy: 2,
    alterCache: alterCell((cell) => ({ ...cell, freshUntil: Infinity, revalidateUntil: Infinity })),
  },
  {
    title: 'what may stand in for failures is served at all times',
    noticedBy: 70,
    alterCache: alterCell((cell) => ({ ...cell, revalidateUntil: Math.max(cell.revalidateUntil, cell.errorUntil) })),
  },
  {
    title: 'invalidations of subgraphs and types do nothing',
    noticedBy: 2,
    alterCache: dropInvalidations(({ kind }) => kind === 'subgraph' || kind === 'type'),
  },
  {
    title: 'invalidations of entities do nothing',
    noticedBy: 42,
    alterCache: dropInvalidations(({ kind }) => kind === 'entity'),
  },
  { title: 'events do nothing', noticedBy: 41, alterCache: dropInvalidations(({ kind }) => kind === 'event') },
  {
    title: 'an event for one account is about another',
    noticedBy: 42,
    alterCache: alterInvalidations((each) =>
      each.kind === 'event' && each.accounts !== undefined ? { ...each, accounts: ['B'] } : each,
    ),
  },
];

/** Has everything: what it lacks is null. */
/** What is not there has the place after the others. */
class ForgivingKeys extends Array<string> {
  override indexOf(key: string): number {
    const place = super.indexOf(key);
    return place < 0 ? this.length : place;
  }
}

function replaceNumber(key: EntityReference['key']): EntityReference['key'] {
  const replace = (text: string): string => text.replaceAll('id-0', 'id-1');
  return { text: replace(key.text), values: JSON.parse(replace(JSON.stringify(key.values))) as typeof key.values };
}

/** All that is not given is that of the cache, also what changes. */
function derive<Original extends object>(original: Original, changes: Partial<Original>): Original {
  return Object.create(original, Object.getOwnPropertyDescriptors(changes)) as Original;
}

function alterPrincipal(alter: (principal: Principal) => Principal): SeededBug['alterCache'] {
  return (cache) =>
    derive(cache, {
      createRun: (request, outcome) => cache.createRun({ ...request, principal: alter(request.principal) }, outcome),
    });
}

function alterRun(alter: (run: CacheRun) => CacheRun): SeededBug['alterCache'] {
  return (cache) => derive(cache, { createRun: (request, outcome) => alter(cache.createRun(request, outcome)) });
}

function alterStore(alter: (store: CellStore) => Partial<CellStore>): SeededBug['alterCache'] {
  return (cache) => derive(cache, { store: derive(cache.store, alter(cache.store)) });
}

function alterCell(alter: (cell: Cell) => Cell): SeededBug['alterCache'] {
  return alterStore((store) => ({
    write: (target, cells, fence) =>
      store.write(target, new Map([...cells].map(([name, cell]) => [name, alter(cell)])), fence),
  }));
}

function alterValue(alter: (value: StoredValue) => StoredValue): SeededBug['alterCache'] {
  const alterDeeply = (value: StoredValue): StoredValue => {
    if (Array.isArray(value)) return alter((value as readonly StoredValue[]).map(alterDeeply));
    if (!(value instanceof StoredObject)) return alter(value);
    return alter(new StoredObject(value.typeName, value.keys, value.values.map(alterDeeply)));
  };
  return alterCell((cell) => ({ ...cell, value: alterDeeply(cell.value) }));
}

function alterInvalidations(alter: (invalidation: Invalidation) => Invalidation | undefined): SeededBug['alterCache'] {
  return (cache) =>
    derive(cache, {
      invalidate: (invalidations) => cache.invalidate(invalidations.flatMap((each) => alter(each) ?? [])),
    });
}

function dropInvalidations(isDropped: (invalidation: Invalidation) => boolean): SeededBug['alterCache'] {
  return alterInvalidations((each) => (isDropped(each) ? undefined : each));
}
