import { describe, expect, it } from 'vitest';
import { handMadeProducts } from './hand-made-products.ts';
import type { CatalogueProduct, ProductContent, ProductTrade } from './product.ts';
import { findProductFaults } from './product-faults.ts';

const skus = new Set(handMadeProducts.map(({ sku }) => sku));

function findFaultsOf(sku: string, changes: { content?: Partial<ProductContent>; trade?: Partial<ProductTrade> }) {
  const product = handMadeProducts.find((candidate) => candidate.sku === sku);
  if (product === undefined) throw new Error(`no ${sku}`);
  const changed: CatalogueProduct = {
    ...product,
    content: { ...product.content, ...changes.content },
    trade: { ...product.trade, ...changes.trade },
  };
  return findProductFaults(changed, skus);
}

const each = { uom: 'EA', denominator: '1', minimumOrderQuantity: '1', orderIncrement: '1' } as const;

describe('faults of a product', () => {
  it('are none where a product is sound', () => {
    expect(findFaultsOf('PX-200', {})).toEqual([]);
  });

  it('are found in texts and pictures', () => {
    expect(findFaultsOf('PX-200', { content: { name: { en_US: 'Pump' } } })).toEqual([
      'PX-200: the name "Pump" is too short or too long',
    ]);
    expect(findFaultsOf('PX-200', { content: { description: { en_US: 'Pump' }, images: [] } })).toHaveLength(2);
    expect(findFaultsOf('LUB-PEN-400', { content: { documents: [] } })).toEqual([
      'LUB-PEN-400: it is dangerous and lacks safety data sheets',
    ]);
  });

  it('are found in specifications', () => {
    const specifications = {
      thread: '',
      pipe_size: { amount: '1/2', unit: 'INCH' },
      body_material: 'cheese',
      head: { amount: '1', unit: 'FOOT' },
      threads_per_inch: 'many',
    };
    expect(findFaultsOf('FIT-ELB-NPT12-BR', { content: { specifications } })).toEqual([
      'FIT-ELB-NPT12-BR: thread cannot be ""',
      'FIT-ELB-NPT12-BR: pipe_size cannot be {"amount":"1/2","unit":"INCH"}',
      'FIT-ELB-NPT12-BR: body_material cannot be "cheese"',
      'FIT-ELB-NPT12-BR: head is none of family pipe_fitting',
      'FIT-ELB-NPT12-BR: threads_per_inch cannot be "many"',
    ]);
    expect(findFaultsOf('FIT-ELB-NPT12-BR', { content: { specifications: {} } })).toHaveLength(3);
  });

  it('are found in prices', () => {
    const findPriceFaults = (amount: string, ...breaks: [string, string][]) =>
      findFaultsOf('PX-200', { trade: { listPrice: { per: '1', amount, breaks } } });
    expect(findPriceFaults('1e3')).toEqual(['PX-200: 1e3 is no decimal']);
    expect(findPriceFaults('0.00')).toEqual(['PX-200: it costs nothing']);
    expect(findPriceFaults('5.00', ['10', '6.00'])).toEqual(['PX-200: it gets dearer in quantity']);
    expect(findPriceFaults('5.00', ['10', '4.00'], ['5', '3.00'])).toEqual([
      'PX-200: its price breaks are out of order',
    ]);
    expect(findFaultsOf('PX-200', { trade: { stock: {} } })).toEqual(['PX-200: no warehouse keeps it']);
  });

  it('are found in units and relations', () => {
    expect(findFaultsOf('PX-200', { trade: { sellingUnits: [{ ...each, numerator: '2' }] } })).toEqual([
      'PX-200: EA is 2/1 base units instead of 1',
    ]);
    expect(
      findFaultsOf('PX-200', {
        trade: { sellingUnits: [{ ...each, uom: 'CS12', numerator: '10', orderIncrement: '0' }] },
      }),
    ).toEqual(['PX-200: CS12 has a figure of 0', 'PX-200: CS12 is 10/1 base units instead of 12']);
    expect(findFaultsOf('PX-200', { trade: { associations: { SUBSTITUTE: ['PX-200', 'PX-999'] } } })).toEqual([
      'PX-200: it cannot relate to PX-200',
      'PX-200: it cannot relate to PX-999',
    ]);
  });
});
