// The price lists. The pricing desk keeps the US list by hand and derives the others from it by a rate it fixes twice a year.
import { Decimal } from 'decimal.js';

export interface PriceListRecord {
  code: string;
  name: string;
  currencyCode: string;
  /** Units of the list's currency for a US dollar. */
  rate: string;
  /** Decimal places of the currency. */
  decimals: number;
  /** Top categories on the list; absent for all of them. */
  categories?: readonly string[];
}

export const priceLists: readonly PriceListRecord[] = [
  { code: 'LIST-USD', name: 'List price USA', currencyCode: 'USD', rate: '1', decimals: 2 },
  { code: 'LIST-CAD', name: 'List price Canada', currencyCode: 'CAD', rate: '1.37', decimals: 2 },
  {
    code: 'LIST-MXN',
    name: 'Lista de precios México',
    currencyCode: 'MXN',
    rate: '18.4',
    decimals: 2,
    categories: ['bearings', 'fasteners', 'hose_cable', 'lubricants'],
  },
  {
    code: 'LIST-JPY',
    name: 'List price Japan',
    currencyCode: 'JPY',
    rate: '148',
    decimals: 0,
    categories: ['bearings', 'pumps', 'fittings', 'motors_drives'],
  },
];

/**
 * A US amount in the currency of a list, rounded half up. A price finer than the cent stays as much finer than the
 * smallest coin of the other currency.
 */
export function convertListAmount(usAmount: string, list: Pick<PriceListRecord, 'rate' | 'decimals'>): string {
  if (list.rate === '1') return usAmount;
  const amount = new Decimal(usAmount);
  const finerThanCent = Math.max(0, (usAmount.split('.')[1] ?? '').length - 2);
  return amount.times(list.rate).toFixed(list.decimals + finerThanCent, Decimal.ROUND_HALF_UP);
}
