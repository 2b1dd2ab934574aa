// Short ways to write a list price in US dollars.
import type { ListPrice } from './product.ts';

type Break = readonly [minimumQuantity: string, amount: string];

/** The price of one base unit. */
export const priceEach = (amount: string, ...breaks: Break[]): ListPrice => ({ per: '1', amount, breaks });

/** The price of a hundred base units, as fasteners are priced. */
export const pricePerHundred = (amount: string, ...breaks: Break[]): ListPrice => ({ per: '100', amount, breaks });
