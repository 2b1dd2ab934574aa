// Short ways to write agreed prices.
import type { PriceSeed } from '../../erp/seed.ts';

type Tier = readonly [minimumQuantity: string, amount: string];

/** An agreed price of one base unit, with its quantity breaks in base units. */
export function agreeEach(sku: string, amount: string, ...breaks: Tier[]): PriceSeed {
  return { sku, tiers: createTiers(amount, breaks) };
}

/** An agreed price of a hundred base units. */
export function agreePerHundred(sku: string, amount: string, ...breaks: Tier[]): PriceSeed {
  return { sku, basisQuantity: '100', tiers: createTiers(amount, breaks) };
}

/** The first tier counts from nothing on. */
export function createTiers(amount: string, breaks: readonly Tier[]): PriceSeed['tiers'] {
  return [
    { minimumQuantity: '0', amount },
    ...breaks.map(([minimumQuantity, price]) => ({ minimumQuantity, amount: price })),
  ];
}
