// Turns criteria into Akeneo's product filters, or finds that nothing can match.
import type { ProductCriteria } from '../pim-connector.ts';
import type { Search } from './akeneo-api.ts';
import type { AkeneoMapping } from './akeneo-mapping.ts';
import type { Structure } from './structure.ts';
import { readLabels } from './values.ts';

/** Disabled products are drafts or withdrawn: nobody outside the PIM sees them. */
export const isEnabled: Search = { enabled: [{ operator: '=', value: true }] };

/**
 * Undefined when nothing can match. Akeneo refuses filters that name a family or an option it does not have; for a
 * caller, such a filter simply finds nothing.
 */
export async function formatCriteria(
  { categoryCode, familyCode, brand }: ProductCriteria,
  structure: Structure,
  mapping: AkeneoMapping,
): Promise<Search | undefined> {
  const filters: Record<string, Search[string]> = { ...isEnabled };
  if (categoryCode !== undefined) filters['categories'] = [{ operator: 'IN CHILDREN', value: [categoryCode] }];
  if (familyCode !== undefined) {
    if (!(await structure.families.get([familyCode])).has(familyCode)) return undefined;
    filters['family'] = [{ operator: 'IN', value: [familyCode] }];
  }
  if (brand !== undefined) {
    const filter = await formatBrand(brand, structure, mapping.brand);
    if (filter === undefined) return undefined;
    filters[mapping.brand] = [filter];
  }
  return filters;
}

async function formatBrand(
  brand: string,
  structure: Structure,
  attribute: string,
): Promise<Search[string][number] | undefined> {
  const type = (await structure.attributes.get([attribute])).get(attribute)?.type;
  if (type === undefined) return undefined;
  if (type !== 'pim_catalog_simpleselect') return { operator: '=', value: brand };
  const options = (await structure.options.get([attribute])).get(attribute) ?? [];
  const wanted = brand.toLowerCase();
  const option = options.find(
    ({ code, labels }) =>
      code.toLowerCase() === wanted || [...readLabels(labels).values()].some((label) => label.toLowerCase() === wanted),
  );
  return option && { operator: 'IN', value: [option.code] };
}
