// What is wrong with a product, in sentences: texts, specifications, prices, units and relations that do not hold.
import type { AttributeDefinition } from '../attributes/attribute.ts';
import { specificationAttributes } from '../attributes/attributes.ts';
import type { SpecificationCode } from '../attributes/attributes.ts';
import { families } from './families.ts';
import type { FamilyRecord } from './families.ts';
import { measurementFamilies } from './measurement-families.ts';
import type { CatalogueProduct, SpecificationValue } from './product.ts';

const decimal = /^-?\d+(\.\d+)?$/;

/** @param skus All SKUs that a relation may name. Gives an empty list for a sound product. */
export function findProductFaults(product: CatalogueProduct, skus: ReadonlySet<string>): string[] {
  return [
    ...findTextFaults(product),
    ...findSpecificationFaults(product),
    ...findPriceFaults(product),
    ...findUnitFaults(product),
    ...findRelationFaults(product, skus),
  ].map((fault) => `${product.sku}: ${fault}`);
}

function findTextFaults({ content }: CatalogueProduct): string[] {
  const faults: string[] = [];
  const name = content.name.en_US;
  if (name.length < 6 || name.length > 255) faults.push(`the name "${name}" is too short or too long`);
  if (content.shortDescription.en_US.length < 6) faults.push('it has no short description');
  if (!content.description.en_US.endsWith('.')) faults.push('its description is no sentence');
  if (!content.images.some(({ role }) => role === 'primary')) faults.push('it has no primary picture');
  if (content.specifications.is_hazardous === true) {
    const languages = new Set(content.documents.filter(({ type }) => type === 'sds').map(({ language }) => language));
    if (languages.size < 3) faults.push('it is dangerous and lacks safety data sheets');
    if (content.specifications.un_number === undefined) faults.push('it is dangerous and has no UN number');
  }
  return faults;
}

function findSpecificationFaults({ content }: CatalogueProduct): string[] {
  const family: FamilyRecord = families[content.family];
  const faults: string[] = [];
  for (const code of family.required) {
    if (content.specifications[code] === undefined) faults.push(`${code} is missing`);
  }
  for (const [code, value] of Object.entries(content.specifications) as [SpecificationCode, SpecificationValue][]) {
    if (!family.specifications.includes(code)) faults.push(`${code} is none of family ${content.family}`);
    if (!isValueOf(specificationAttributes[code], value)) faults.push(`${code} cannot be ${JSON.stringify(value)}`);
  }
  return faults;
}

function isValueOf(definition: AttributeDefinition, value: SpecificationValue): boolean {
  switch (definition.type) {
    case 'metric': {
      if (typeof value !== 'object' || !('unit' in value)) return false;
      const family = measurementFamilies.find(({ code }) => code === definition.metricFamily);
      return decimal.test(value.amount) && family?.units.some(({ code }) => code === value.unit) === true;
    }
    case 'number':
      return typeof value === 'string' && decimal.test(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'select':
      return typeof value === 'string' && value in definition.options;
    case 'multiselect':
      return Array.isArray(value) && value.every((option) => option in definition.options);
    case 'text':
    case 'textarea':
    case 'identifier':
      return typeof value === 'string' && value !== '';
    case 'assets':
      return false;
  }
}

function findPriceFaults({ trade }: CatalogueProduct): string[] {
  const faults: string[] = [];
  const { per, amount, breaks } = trade.listPrice;
  const amounts = [amount, ...breaks.map(([, price]) => price)];
  const minimums = ['0', ...breaks.map(([minimum]) => minimum)];
  for (const text of [per, ...amounts, ...minimums]) {
    if (!decimal.test(text)) faults.push(`${text} is no decimal`);
  }
  if (!(Number(amount) > 0)) faults.push('it costs nothing');
  if (!isAscending(minimums)) faults.push('its price breaks are out of order');
  if (!isAscending(amounts.toReversed())) faults.push('it gets dearer in quantity');
  if (trade.priceOnRequestReason === undefined && Object.keys(trade.stock).length === 0) {
    faults.push('no warehouse keeps it');
  }
  return faults;
}

function isAscending(decimals: readonly string[]): boolean {
  return decimals.every((text, index) => index === 0 || Number(decimals[index - 1]) <= Number(text));
}

function findUnitFaults({ trade }: CatalogueProduct): string[] {
  const units = trade.sellingUnits ?? [];
  const faults: string[] = [];
  if (new Set(units.map(({ uom }) => uom)).size < units.length) faults.push('it is sold twice by the same unit');
  for (const { uom, numerator, denominator, minimumOrderQuantity, orderIncrement } of units) {
    const figures = [numerator, denominator, minimumOrderQuantity, orderIncrement];
    if (figures.some((figure) => !decimal.test(figure) || !(Number(figure) > 0)))
      faults.push(`${uom} has a figure of 0`);
    // A unit called after a number holds that number of base units, and the base unit itself holds one.
    const named = /^(?:BAG|BX|CS)(\d+)$/.exec(uom)?.[1];
    const expected = uom === (trade.baseUom ?? 'EA') ? '1' : named;
    if (expected !== undefined && (numerator !== expected || denominator !== '1')) {
      faults.push(`${uom} is ${numerator}/${denominator} base units instead of ${expected}`);
    }
  }
  return faults;
}

function findRelationFaults({ sku, trade }: CatalogueProduct, skus: ReadonlySet<string>): string[] {
  const related = [
    ...Object.values(trade.associations ?? {}).flat(),
    ...(trade.kitComponents ?? []).map((component) => component.sku),
  ];
  return related.filter((other) => other === sku || !skus.has(other)).map((other) => `it cannot relate to ${other}`);
}
