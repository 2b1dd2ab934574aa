import type { components } from '@commerce-graph/schema/erp-integration';
import { afterAll, describe, expect, it } from 'vitest';
import { seed } from './seed.ts';
import { startErp } from './start-erp.ts';

type Schemas = components['schemas'];

const erp = await startErp();
afterAll(() => erp.stop());

async function queryItems(body: object): Promise<Schemas['Item'][]> {
  const answer = await erp.send('POST', '/items/query', { body });
  return (answer.body as Schemas['ItemQueryResult']).items;
}

describe('an item', () => {
  it('comes with its units, as fractions of the base unit', async () => {
    expect(await queryItems({ skus: ['BEARING', 'GLOVE'] })).toMatchObject([
      {
        sku: 'BEARING',
        status: 'ACTIVE',
        type: 'INVENTORY',
        hsCode: '8482.10',
        countryOfOrigin: 'DE',
        baseUom: { code: 'EA', unece: 'EA', decimals: 0 },
        sellingUoms: [
          { uom: { code: 'EA' }, numerator: '1', denominator: '1', isDefault: true },
          { uom: { code: 'CS12', unece: 'XCS' }, numerator: '12', denominator: '1', isDefault: false },
        ],
      },
      { baseUom: { code: 'DZN' }, sellingUoms: [{ uom: { code: 'EA' }, numerator: '1', denominator: '12' }] },
    ]);
  });

  it('comes with the part number of the account, which the accounts below it share', async () => {
    for (const accountId of ['contract', 'branch']) {
      expect(await queryItems({ skus: ['BEARING'], accountId })).toMatchObject([{ customerPartNumber: 'C-77' }]);
    }
    for (const body of [{ skus: ['BEARING'], accountId: 'list' }, { skus: ['BEARING'] }]) {
      expect((await queryItems(body))[0]).not.toHaveProperty('customerPartNumber');
    }
  });

  it('comes with the own part number and the own units of an account, before those of the account above it', async () => {
    for (const [accountId, partNumber, unit] of [
      ['branch', 'B-1', 'EA'],
      ['contract', 'C-78', 'CS12'],
    ]) {
      const items = await queryItems({ skus: ['BOLT', 'OFFER'], accountId });
      expect(items).toMatchObject([{ customerPartNumber: partNumber }, { sellingUoms: [{ uom: { code: unit } }] }]);
    }
  });

  it('comes without the units in which the account may not buy', async () => {
    const units = async (body: object) =>
      (await queryItems(body))[0]?.sellingUoms.map(({ uom, isDefault }) => [uom.code, isDefault]);
    expect(await units({ skus: ['PACKED'], accountId: 'contract' })).toEqual([['CS12', true]]);
    expect(await units({ skus: ['PACKED'] })).toEqual([
      ['EA', true],
      ['CS12', false],
    ]);
  });

  it('is not answered for an unknown account', async () => {
    const answer = await erp.send('POST', '/items/query', { body: { skus: ['BEARING'], accountId: 'nobody' } });
    expect(answer).toMatchObject({ status: 404, body: { code: 'UNKNOWN_ACCOUNT' } });
  });
});

describe('all items', () => {
  it('are paged to the end, each once', async () => {
    const pages: string[][] = [];
    let next = '';
    do {
      const { body } = await erp.send('GET', `/items?limit=5${next}`);
      const page = body as Schemas['ItemPage'];
      pages.push(page.items.map(({ sku }) => sku));
      next = page.nextCursor === undefined ? '' : `&cursor=${page.nextCursor}`;
    } while (next !== '');
    expect(pages.map((page) => page.length)).toEqual([5, 5, 5, 2]);
    expect(pages.flat()).toEqual(seed.items.map(({ sku }) => sku).toSorted());
  });

  it('have no next page when the last one is exactly full', async () => {
    const { body } = await erp.send('GET', `/items?limit=${seed.items.length}`);
    expect(body).not.toHaveProperty('nextCursor');
  });

  it('can be narrowed to those changed since, that instant included', async () => {
    const changed = async (since: string) => {
      const { body } = await erp.send('GET', `/items?updatedSince=${since}`);
      return (body as Schemas['ItemPage']).items.map(({ sku }) => sku);
    };
    expect(await changed('2026-06-01T00:00:00Z')).toEqual(['GLOVE']);
    expect(await changed('2026-06-01T00:00:00.001Z')).toEqual([]);
    expect(await changed('2025-01-01T00:00:00Z')).toHaveLength(seed.items.length);
  });
});
