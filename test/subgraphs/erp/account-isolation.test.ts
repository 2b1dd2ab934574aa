// No account gets anything of another: by argument, by reference, through the hierarchy or in a list.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { queryEntities } from '../query-subgraph.ts';
import { type RunningErp, startErp } from './start-erp.ts';

let erp: RunningErp;
beforeAll(async () => {
  erp = await startErp();
});
afterAll(() => erp.close());

const readAccount = 'query ($id: ID) { account(id: $id) { id name credit { balance { amount } } } }';

describe('account(id)', () => {
  test('is the own account when none is named', async () => {
    const { data } = await erp.query({ query: readAccount, as: { account: 'borealis' } });
    expect(data?.['account']).toMatchObject({ id: 'borealis', name: 'The borealis company' });
  });

  test('refuses another account and one that does not exist in the same way, without asking the ERP', async () => {
    erp.countCalls();
    const messages: string[] = [];
    for (const id of ['acme', 'nobody']) {
      const { data, errors } = await erp.query({ query: readAccount, variables: { id }, as: { account: 'borealis' } });
      expect(data).toEqual({ account: null });
      expect(errors).toMatchObject([{ path: ['account'], extensions: { code: 'FORBIDDEN' } }]);
      messages.push(errors.map(({ message }) => message.replace(id, 'ID')).join(''));
    }
    expect(new Set(messages).size).toBe(1);
    expect(erp.countCalls()).toEqual({});
  });

  test('refuses anonymous visitors', async () => {
    for (const id of [null, 'acme']) {
      const { data, errors } = await erp.query({ query: readAccount, variables: { id } });
      expect(data).toEqual({ account: null });
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    }
  });

  test('asks a token that covers several accounts but none of its own which one it means', async () => {
    const as = { sub: 'portal', accounts: ['acme-dayton', 'borealis'] };
    const none = await erp.query({ query: readAccount, as });
    expect(none.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    const one = await erp.query({ query: readAccount, variables: { id: 'borealis' }, as });
    expect(one.data?.['account']).toMatchObject({ id: 'borealis' });
  });

  test('is null for an account that the token covers and the ERP does not have', async () => {
    const { data, errors } = await erp.query({ query: readAccount, as: { account: 'ghost' } });
    expect(errors).toEqual([]);
    expect(data).toEqual({ account: null });
  });
});

describe('references', () => {
  const keys = [{ id: 'acme' }, { id: 'borealis' }, { id: 'nobody' }, { id: '' }];
  const selection = 'id name credit { balance { amount } } addresses { id }';

  test('give the own account and null for every other', async () => {
    const { data, errors } = await erp.query({
      ...queryEntities('Account', keys, selection),
      as: { account: 'borealis' },
    });
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toMatchObject([null, { id: 'borealis' }, null, null]);
  });

  test('give anonymous visitors nothing', async () => {
    erp.countCalls();
    const { data } = await erp.query(queryEntities('Account', keys, selection));
    expect(data?.['_entities']).toEqual([null, null, null, null]);
    expect(erp.countCalls()).toEqual({});
  });
});

describe('hierarchy', () => {
  const query = '{ account { id parent { id name } children { id name children { id } } } }';

  test('a child does not see its parent, nor a parent its children, unless the token covers them', async () => {
    const child = await erp.query({ query, as: { account: 'acme-dayton' } });
    expect(child.data?.['account']).toEqual({ id: 'acme-dayton', parent: null, children: [] });
    const parent = await erp.query({ query, as: { account: 'acme' } });
    expect(parent.data?.['account']).toEqual({ id: 'acme', parent: null, children: [] });
  });

  test('only those children are seen that the token covers', async () => {
    const { data } = await erp.query({ query, as: { account: 'acme', accounts: ['acme-houston', 'borealis'] } });
    expect(data?.['account']).toEqual({
      id: 'acme',
      parent: null,
      children: [{ id: 'acme-houston', name: 'The acme-houston company', children: [] }],
    });
  });

  test('a child whose token covers the parent sees it', async () => {
    const { data } = await erp.query({ query, as: { account: 'acme-dayton', accounts: ['acme'] } });
    expect(data?.['account']).toMatchObject({ parent: { id: 'acme', name: 'The acme company' } });
  });
});

describe('products', () => {
  const selection = `customerPartNumber consignmentStock { warehouse { code } onHand { value } } sellingUoms { uom { code } }
    price { ... on Price { unitPrice { amount currencyCode } agreement { number } } ... on PriceUnavailable { code } }
    availability { totalAvailable { value } locations { warehouse { code } } }`;
  const shared = {
    totalAvailable: { value: '82' },
    locations: [{ warehouse: { code: 'CHI' } }, { warehouse: { code: 'DAY' } }],
  };
  const readProduct = (as: object) => erp.query({ ...queryEntities('Product', [{ sku: 'BRG-1' }], selection), as });

  test('each account sees its own part number, units, price and consignment', async () => {
    const ours = await readProduct({ account: 'acme' });
    expect(ours.data?.['_entities']).toMatchObject([
      {
        customerPartNumber: 'ACME-77',
        consignmentStock: [{ warehouse: { code: 'CONS-ACME' } }],
        sellingUoms: [{ uom: { code: 'EA' } }, { uom: { code: 'DZ' } }],
        price: { agreement: { number: 'CT-1' } },
        availability: shared,
      },
    ]);
    const theirs = await readProduct({ account: 'borealis' });
    expect(theirs.data?.['_entities']).toMatchObject([
      {
        customerPartNumber: 'BOR-5',
        consignmentStock: [],
        sellingUoms: [{ uom: { code: 'EA' } }],
        price: { unitPrice: { currencyCode: 'CAD' }, agreement: null },
        availability: shared,
      },
    ]);
  });

  test('anonymous visitors see what everybody may see', async () => {
    const { data, errors } = await readProduct({});
    expect(errors).toEqual([]);
    expect(data?.['_entities']).toMatchObject([
      {
        customerPartNumber: null,
        consignmentStock: [],
        sellingUoms: [{ uom: { code: 'EA' } }, { uom: { code: 'DZ' } }],
        price: { code: 'LOGIN_REQUIRED' },
        availability: shared,
      },
    ]);
  });

  test('an account that the token covers besides its own lends it neither prices nor stock', async () => {
    const { data } = await readProduct({ account: 'borealis', accounts: ['acme'] });
    expect(data?.['_entities']).toMatchObject([
      { customerPartNumber: 'BOR-5', consignmentStock: [], price: { agreement: null } },
    ]);
  });
});

test('the list of warehouses leaves out the consignment of others', async () => {
  const query = '{ warehouses { code } }';
  for (const as of [{ account: 'borealis' }, {}]) {
    const { data } = await erp.query({ query, as });
    expect(data?.['warehouses']).toEqual([{ code: 'CHI' }, { code: 'DAY' }]);
    const representations = [{ __typename: 'Warehouse', code: 'CONS-ACME' }];
    const reference =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Warehouse { name } } }';
    const foreign = await erp.query({ query: reference, variables: { representations }, as });
    expect(foreign.data?.['_entities']).toEqual([null]);
  }
});
