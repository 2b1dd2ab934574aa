// Compiles the filters on products and product models to SQL over `e`, the row that is filtered.
import { Problem } from '../../server/problem.ts';
import { compareAttribute } from './attribute-condition.ts';
import { compareCategories } from './category-condition.ts';
import { compareCompleteness } from './completeness-condition.ts';
import { type Criterion, requireBoolean, requireString, requireStrings, unsupportedFilter } from './criterion.ts';
import { compareDate } from './date-condition.ts';
import type { ProductSearch } from './product-search.ts';
import { isAmong } from './sql-condition.ts';
import { compareText } from './text-condition.ts';

/** The most identifiers that one filter may list. */
const identifierLimit = 100;

/** @throws Problem 400 for too many identifiers, 422 for what cannot be filtered. */
export function compileCriterion(criterion: Criterion, search: ProductSearch): string {
  const { kind, structure, now, binder } = search;
  const { property, operator, value } = criterion;
  const attribute = structure.find('attribute', property);
  if (attribute?.code === structure.mainIdentifier.code && kind === 'product')
    return compareIdentifier(criterion, search);
  if (attribute !== undefined) {
    return compareAttribute({ criterion, attribute, structure, binder, hasOptionIndex: kind === 'product' });
  }
  switch (property) {
    case 'identifier':
      return compareIdentifier(criterion, search);
    case 'categories':
      return compareCategories(criterion, search);
    case 'family':
      return compareFamily(criterion, search);
    case 'parent':
      return compareParent(criterion, search);
    case 'created':
      return compareDate('e.created', criterion, 'server', now, binder);
    case 'updated':
      // A variant counts as changed when one of its product models is.
      return compareDate(operator === '>' ? 'e.lineage_updated' : 'e.updated', criterion, 'server', now, binder);
  }
  if (kind === 'product_model') throw unsupportedFilter(criterion);
  switch (property) {
    case 'uuid':
      if (operator !== 'IN' && operator !== 'NOT IN') throw unsupportedFilter(criterion);
      return `${operator === 'IN' ? '' : 'NOT '}${isAmong('e.uuid', requireUuids(value), binder)}`;
    case 'enabled':
      if (operator !== '=' && operator !== '!=') throw unsupportedFilter(criterion);
      return `e.enabled = ${requireBoolean(value, property) === (operator === '=') ? 1 : 0}`;
    case 'completeness':
      return compareCompleteness(criterion, structure, binder);
    case 'groups':
      return compareGroups(criterion);
    default:
      throw unsupportedFilter(criterion);
  }
}

function compareIdentifier(criterion: Criterion, { kind, binder }: ProductSearch): string {
  const { operator, property, value } = criterion;
  // No product is without its identifier.
  if (operator === 'EMPTY') return '0';
  if (operator === 'NOT EMPTY') return '1';
  if (operator === 'IN' && new Set(requireStrings(value, property)).size > identifierLimit) {
    throw new Problem({
      status: 400,
      detail: `The filter on "${property}" may list at most ${identifierLimit} codes.`,
    });
  }
  return compareText(kind === 'product' ? 'e.identifier' : 'e.code', criterion, binder);
}

function compareFamily(criterion: Criterion, { structure, binder }: ProductSearch): string {
  const { operator, property, value } = criterion;
  // The import takes no product without a family.
  if (operator === 'EMPTY') return '0';
  if (operator === 'NOT EMPTY') return '1';
  if (operator !== 'IN' && operator !== 'NOT IN') throw unsupportedFilter(criterion);
  const codes = requireStrings(value, property).map((code) => {
    const family = structure.find('family', code);
    if (family !== undefined) return family.code;
    throw new Problem({ status: 422, detail: `There is no family "${code}" to filter on.` });
  });
  return `${operator === 'IN' ? '' : 'NOT '}${isAmong('e.family', codes, binder)}`;
}

function compareParent(criterion: Criterion, { kind, binder, hasProductModel }: ProductSearch): string {
  const { operator, property, value } = criterion;
  const requireModel = (code: string): string => {
    if (hasProductModel(code)) return code;
    throw new Problem({ status: 422, detail: `There is no product model "${code}" to filter on.` });
  };
  switch (operator) {
    case 'EMPTY':
      return 'e.parent IS NULL';
    case 'NOT EMPTY':
      return 'e.parent IS NOT NULL';
    case 'IN':
      return isAmong('e.parent', requireStrings(value, property).map(requireModel), binder);
    case '=': {
      if (kind === 'product_model') throw unsupportedFilter(criterion);
      const code = binder.bind(requireModel(requireString(value, property)));
      return `(e.parent = ${code} OR e.root_parent = ${code})`;
    }
    default:
      throw unsupportedFilter(criterion);
  }
}

/** Product groups are not part of this PIM: no product is in one, and none can be named. */
function compareGroups(criterion: Criterion): string {
  const { operator, property, value } = criterion;
  if (operator === 'EMPTY') return '1';
  if (operator === 'NOT EMPTY') return '0';
  if (operator !== 'IN' && operator !== 'NOT IN') throw unsupportedFilter(criterion);
  const [code] = requireStrings(value, property);
  if (code === undefined) return operator === 'IN' ? '0' : '1';
  throw new Problem({ status: 422, detail: `There is no group "${code}" to filter on.` });
}

function requireUuids(value: unknown): string[] {
  return requireStrings(value, 'uuid').map((uuid) => {
    if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid)) return uuid.toLowerCase();
    throw new Problem({ status: 422, detail: `The filter on "uuid" needs UUIDs: "${uuid}" is none.` });
  });
}
