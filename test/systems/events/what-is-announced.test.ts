// Every kind of change, and who hears of it: everybody whom it concerns, and nobody else.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AnnouncingSystems, startAnnouncingSystems } from './announcing-systems.ts';
import { eventTypes } from './event-check.ts';
import { type EventReceiver, startReceiver } from './event-receiver.ts';

type SystemName = 'erp' | 'pim' | 'oms';

let receiver: EventReceiver;
let running: AnnouncingSystems;
const seen = new Set<string>();
beforeAll(async () => {
  receiver = await startReceiver();
  running = await startAnnouncingSystems([receiver.url]);
});
afterEach(() => {
  for (const { type } of receiver.attempts) seen.add(type);
  receiver.clear();
});
afterAll(async () => {
  await running.close();
  await receiver.close();
});

const acmeFamily = ['acme', 'acme-dayton', 'acme-houston'];
const contracts = (accounts: readonly string[]) => accounts.map((id) => `erp.contract.changed account/${id}`);
const customers = (accounts: readonly string[]) => accounts.map((id) => `erp.customer.updated account/${id}`);
const prices = (accounts: readonly string[], sku: string) =>
  accounts.map((id) => `erp.price.changed account/${id}/item/${sku}`);
const products = (...skus: string[]) => skus.map((sku) => `pim.product.updated product/${sku}`);
const categories = (...codes: string[]) => codes.map((code) => `pim.category.updated category/${code}`);

/** What has been accepted once a system has nothing left to tell. */
async function announced(...systems: SystemName[]): Promise<string[]> {
  for (const system of systems) {
    await expect
      .poll(() => running.read<{ left: number }>(system, 'SELECT count(*) AS left FROM outbox')[0]?.left, {
        timeout: 10_000,
      })
      .toBe(0);
  }
  return receiver.accepted().toSorted();
}

async function after(system: SystemName, statement: string): Promise<string[]> {
  running.change(system, statement);
  return announced(system);
}

describe('the first start', () => {
  it('announces nothing of what it imports: nobody has read it yet', async () => {
    expect(await announced('erp', 'pim', 'oms')).toEqual([]);
  });
});

describe('an order', () => {
  const lines = [
    { sku: 'BRG-6205-2RS', quantity: '10', uom: 'EA' },
    { sku: 'BLT-4017-M12X50-88', quantity: '200', uom: 'EA' },
  ];
  const place = async (submission: object, key: string) =>
    running.oms.send('POST', '/orders', { body: submission, headers: { 'idempotency-key': key } });

  it('is announced when it is placed, with the stock and the credit that it takes', async () => {
    const order = { accountId: 'borealis', placedBy: 'ada', poNumber: 'PO-1', lines };
    const { status, body } = await place(order, 'announced-1');
    expect(status).toBe(201);
    const { id } = body as { id: string };
    expect(await announced('erp', 'oms')).toEqual([
      'erp.credit.changed account/borealis',
      'erp.inventory.changed item/BLT-4017-M12X50-88',
      'erp.inventory.changed item/BRG-6205-2RS',
      `oms.order.created account/borealis/order/${id}`,
    ]);
    receiver.clear();
    expect((await place(order, 'announced-1')).status).toBe(200);
    expect(await announced('erp', 'oms')).toEqual([]);
  });

  it('that is refused is announced to nobody', async () => {
    const { status } = await place(
      { accountId: 'borealis', placedBy: 'ada', lines: [{ sku: 'NONE', quantity: '1' }] },
      'no',
    );
    expect(status).toBe(422);
    expect(await announced('erp', 'oms')).toEqual([]);
  });

  it('that the ERP reserves late is created first, and changes later', async () => {
    running.systems.erp.switches.failNext(1000, { status: 503 }, '/reservations');
    const order = { accountId: 'borealis', placedBy: 'ada', poNumber: 'PO-2', lines };
    const { status, body } = await place(order, 'announced-2');
    expect(status).toBe(201);
    const subject = `account/borealis/order/${(body as { id: string }).id}`;
    expect(await announced('oms')).toEqual([`oms.order.created ${subject}`]);
    running.systems.erp.switches.failNext(0, { status: 503 }, '/reservations');
    await expect.poll(() => receiver.accepted(), { timeout: 10_000 }).toContain(`oms.order.updated ${subject}`);
    expect(await announced('erp', 'oms')).toEqual([
      'erp.credit.changed account/borealis',
      'erp.inventory.changed item/BLT-4017-M12X50-88',
      'erp.inventory.changed item/BRG-6205-2RS',
      `oms.order.created ${subject}`,
      `oms.order.updated ${subject}`,
    ]);
  });

  it('on a project takes of what the project has left', async () => {
    const [price] = running.read<{ sku: string; project: string; account_id: string }>(
      'erp',
      `SELECT p.sku, p.project, j.account_id FROM prices p JOIN projects j ON j.id = p.project
       WHERE p.remaining_quantity IS NOT NULL AND j.id = 'shaft-7'`,
    );
    if (price === undefined) return expect.unreachable('Northline has a project with limited quantities.');
    running.change('erp', `UPDATE prices SET called_off = '1' WHERE project = 'shaft-7' AND sku = '${price.sku}'`);
    expect(await announced('erp')).toEqual(prices([price.account_id], price.sku));
    return undefined;
  });
});

describe('a reservation', () => {
  const reservation = {
    reference: 'R-1',
    accountId: 'acme-houston',
    value: { amount: '10.00', currencyCode: 'USD' },
    lines: [{ lineId: '1', sku: 'BRG-6205-2RS', quantity: '1', uom: 'EA' }],
  };
  const events = ['erp.credit.changed account/acme-houston', 'erp.inventory.changed item/BRG-6205-2RS'];

  it('takes stock and credit, once, and gives them back', async () => {
    const reserve = () => running.erp.send('POST', '/reservations', { body: reservation });
    expect((await reserve()).status).toBe(201);
    expect(await announced('erp')).toEqual(events);
    receiver.clear();
    expect((await reserve()).status).toBe(200);
    expect(await announced('erp')).toEqual([]);
    expect((await running.erp.send('DELETE', '/reservations/R-1')).status).toBe(204);
    expect(await announced('erp')).toEqual(events);
  });

  it('that is refused changes nothing', async () => {
    const body = { ...reservation, reference: 'R-2', value: { amount: '99999999.00', currencyCode: 'USD' } };
    expect((await running.erp.send('POST', '/reservations', { body })).status).toBe(409);
    expect(await announced('erp')).toEqual([]);
  });
});

describe('in the ERP', () => {
  it.each<[what: string, statement: string, events: string[]]>([
    [
      'a tariff number concerns the item',
      `UPDATE items SET hs_code = '8482.99' WHERE sku = 'BRG-6205-2RS'`,
      ['erp.item.updated item/BRG-6205-2RS'],
    ],
    [
      'a status concerns the item and what can be had of it',
      `UPDATE items SET status = 'PHASE_OUT' WHERE sku = 'LUB-EP2'`,
      ['erp.inventory.changed item/LUB-EP2', 'erp.item.updated item/LUB-EP2'],
    ],
    [
      'a selling unit concerns the item',
      `UPDATE selling_uoms SET minimum_order_quantity = '2' WHERE sku = 'LUB-PEN-400' AND uom = 'CS12'`,
      ['erp.item.updated item/LUB-PEN-400'],
    ],
    [
      'a part number concerns the account and those below it',
      `UPDATE customer_part_numbers SET part_number = 'X' WHERE account_id = 'acme' AND sku = 'BRG-6205-2RS'`,
      customers(acmeFamily),
    ],
    [
      'a unit that an account may no longer buy in concerns it and those below it, in their prices too',
      `DELETE FROM uom_permissions WHERE account_id = 'acme' AND sku = 'LUB-PEN-400'`,
      [...customers(acmeFamily), ...prices(acmeFamily, 'LUB-PEN-400')],
    ],
    [
      'a count of stock concerns the item',
      `UPDATE stock_levels SET on_hand = '7' WHERE sku = 'BRG-6205-2RS' AND warehouse = 'CHI'`,
      ['erp.inventory.changed item/BRG-6205-2RS'],
    ],
    [
      'a purchase order concerns the item',
      `INSERT INTO future_supplies (sku, warehouse, date, quantity, type)
       VALUES ('BRG-6205-2RS', 'CHI', '2999-01-01', '100', 'PURCHASE_ORDER')`,
      ['erp.inventory.changed item/BRG-6205-2RS'],
    ],
    [
      'a name of a warehouse',
      `UPDATE warehouses SET name = 'Chicago II' WHERE code = 'CHI'`,
      ['erp.warehouse.updated warehouse/CHI'],
    ],
    ['a name of an account', `UPDATE accounts SET name = 'Acme' WHERE id = 'acme'`, customers(['acme'])],
    [
      'an address concerns its account',
      `UPDATE addresses SET city = 'Springfield' WHERE account_id = 'kyoto'`,
      customers(['kyoto']),
    ],
    [
      'payment terms concern the accounts that have them',
      `UPDATE payment_terms SET net_days = 31 WHERE code = 'NET45'`,
      customers(['borealis']),
    ],
    [
      'an invoice is posted',
      `UPDATE accounts SET balance = '1234.00' WHERE id = 'acme'`,
      ['erp.credit.changed account/acme'],
    ],
    [
      'a payment is applied',
      `UPDATE accounts SET balance = '0', overdue = '0' WHERE id = 'overdue'`,
      ['erp.credit.changed account/overdue'],
    ],
    [
      'credit control stops an account',
      `UPDATE accounts SET is_on_credit_hold = 1 WHERE id = 'kyoto'`,
      ['erp.credit.changed account/kyoto'],
    ],
    [
      'an account is blocked, and its credit with it',
      `UPDATE accounts SET status = 'BLOCKED' WHERE id = 'govfed'`,
      ['erp.credit.changed account/govfed', ...customers(['govfed'])],
    ],
    [
      'another customer group has other prices',
      `UPDATE accounts SET customer_group = 'OEM' WHERE id = 'kyoto'`,
      [...contracts(['kyoto']), ...customers(['kyoto'])],
    ],
    [
      'another price list has other prices',
      `UPDATE account_price_lists SET price_list = 'LIST-CAD' WHERE account_id = 'kyoto'`,
      contracts(['kyoto']),
    ],
    [
      'a contract that covers children concerns every one of them',
      `UPDATE agreements SET valid_to = '2999-12-31' WHERE number = 'CA-2201'`,
      contracts(acmeFamily),
    ],
    [
      'a contract that does not covers its account alone',
      `UPDATE agreements SET valid_to = '2999-12-31' WHERE number = 'CA-2215'`,
      contracts(['acme-houston']),
    ],
    [
      'a contract that no longer covers children concerns those that it did',
      `UPDATE agreements SET covers_children = 0 WHERE number = 'CA-2104'`,
      contracts(acmeFamily),
    ],
    [
      'a project concerns its account',
      `UPDATE projects SET valid_to = '2999-12-31' WHERE id = 'shaft-7'`,
      contracts(['borealis']),
    ],
    [
      'a contract price concerns whoever buys at it',
      `UPDATE prices SET valid_to = NULL WHERE sku = 'BRG-6205-2RS' AND agreement = 'CA-2201'`,
      prices(acmeFamily, 'BRG-6205-2RS'),
    ],
    [
      'a group price concerns the group',
      `UPDATE prices SET basis_quantity = '1' WHERE sku = 'LUB-EP2' AND customer_group = 'MINING'`,
      prices(['borealis'], 'LUB-EP2'),
    ],
    [
      'list prices are announced with their list, however many they are',
      `UPDATE prices SET basis_quantity = '1' WHERE price_list = 'LIST-MXN'`,
      ['erp.pricelist.updated price-list/LIST-MXN'],
    ],
    [
      'an account that moves changes for the one above and for all below',
      `UPDATE accounts SET parent_id = 'borealis' WHERE id = 'acme'`,
      [...contracts(acmeFamily), ...customers([...acmeFamily, 'borealis'])],
    ],
    [
      'a SKU with a slash is one part of the subject',
      `INSERT INTO items (sku, description, status, type, base_uom, is_backorder_allowed, updated_at)
       VALUES ('A/1 %ü', 'Odd', 'ACTIVE', 'INVENTORY', 'EA', 1, '2026-01-01T00:00:00.000Z')`,
      ['erp.inventory.changed item/A%2F1%20%25%C3%BC', 'erp.item.updated item/A%2F1%20%25%C3%BC'],
    ],
  ])('%s', async (_what, statement, events) => {
    expect(await after('erp', statement)).toEqual(events.toSorted());
  });

  it('a unit of measure concerns the items in it', async () => {
    const items = running.read<{ sku: string }>(
      'erp',
      `SELECT sku FROM items WHERE base_uom = 'M' UNION SELECT sku FROM selling_uoms WHERE uom = 'M'`,
    );
    expect(items.length).toBeGreaterThan(3);
    expect(await after('erp', `UPDATE units_of_measure SET name = 'Metre' WHERE code = 'M'`)).toEqual(
      items.map(({ sku }) => `erp.item.updated item/${sku}`).toSorted(),
    );
  });

  it('whose consignment stock it is concerns the items that lie there', async () => {
    const items = running.read<{ sku: string }>('erp', `SELECT sku FROM stock_levels WHERE warehouse = 'CONS-ACME'`);
    expect(await after('erp', `UPDATE warehouses SET account_id = 'acme-dayton' WHERE code = 'CONS-ACME'`)).toEqual(
      [
        ...items.map(({ sku }) => `erp.inventory.changed item/${sku}`),
        'erp.warehouse.updated warehouse/CONS-ACME',
      ].toSorted(),
    );
  });
});

describe('in the PIM', () => {
  it.each<[what: string, statement: string, events: string[]]>([
    [
      'content concerns its product',
      `UPDATE products SET "values" = json_set("values", '$.note', json('[]')) WHERE identifier = 'LUB-EP2'`,
      products('LUB-EP2'),
    ],
    [
      'a relationship concerns both ends, the old and the new',
      `UPDATE products SET associations = json_set(associations, '$.SUBSTITUTE.products',
         json('[{"uuid":"x","identifier":"LUB-EP2"}]')) WHERE identifier = 'BLT-4017-M12X50-A2'`,
      products('BLT-4017-M12X50-88', 'BLT-4017-M12X50-A2', 'LUB-EP2'),
    ],
    [
      'a product that joins a category concerns what the category lists',
      `INSERT INTO product_categories (category, uuid, is_direct)
       SELECT 'bearings', uuid, 1 FROM products WHERE identifier = 'LUB-EP2'`,
      categories('bearings'),
    ],
    [
      'an asset',
      `UPDATE assets SET updated = '2026-01-01T00:00:00Z' WHERE code = 'cad_90_elbow_npt_brass_2d'`,
      ['pim.asset.updated asset/cad_90_elbow_npt_brass_2d'],
    ],
    [
      'a file concerns the asset that holds it',
      `UPDATE media_files SET title = 'Elbow' WHERE code = (
         SELECT "values" ->> '$.media[0].data' FROM assets WHERE code = 'cad_90_elbow_npt_brass_2d')`,
      ['pim.asset.updated asset/cad_90_elbow_npt_brass_2d'],
    ],
  ])('%s', async (_what, statement, events) => {
    expect(await after('pim', statement)).toEqual(events.toSorted());
  });

  it('a category that is renamed concerns all below it, which show it, and the one above, which lists it', async () => {
    const branch = running.read<{ code: string }>(
      'pim',
      `WITH RECURSIVE b (code) AS (SELECT 'bearings' UNION SELECT s.code FROM b JOIN structure s
       ON s.kind = 'category' AND s.document ->> 'parent' = b.code) SELECT code FROM b`,
    );
    const [top] = running.read<{ parent: string }>(
      'pim',
      `SELECT document ->> 'parent' AS parent FROM structure WHERE kind = 'category' AND code = 'bearings'`,
    );
    expect(branch.length).toBeGreaterThan(1);
    const rename = `UPDATE structure SET document = json_set(document, '$.labels.en_US', 'All bearings')
      WHERE kind = 'category' AND code = 'bearings'`;
    expect(await after('pim', rename)).toEqual(
      categories(...branch.map(({ code }) => code), top?.parent ?? '').toSorted(),
    );
    const { url } = running.systems.pim;
    const token = await fetch(`${url}/api/oauth/v1/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from('test:test-secret').toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ grant_type: 'password', username: 'test', password: 'test-password' }),
    });
    const { access_token: bearer } = (await token.json()) as { access_token: string };
    const category = await fetch(`${url}/api/rest/v1/categories/bearings`, {
      headers: { authorization: `Bearer ${bearer}` },
    });
    // Whoever asks because of the event is told what it announced.
    expect(await category.json()).toMatchObject({ labels: { en_US: 'All bearings' } });
  });

  it('a variant concerns the others of its product model, and a model all of them', async () => {
    const variants = running
      .read<{ identifier: string }>('pim', `SELECT identifier FROM products WHERE parent = 'BRG_6205'`)
      .map(({ identifier }) => identifier);
    const [variant = ''] = variants;
    expect(variants.length).toBeGreaterThan(1);
    expect(await after('pim', `UPDATE products SET enabled = 0 WHERE identifier = '${variant}'`)).toEqual(
      expect.arrayContaining(products(...variants)),
    );
    receiver.clear();
    const change = `UPDATE product_models SET updated = '2026-01-01T00:00:00Z' WHERE code = 'BRG_6205'`;
    expect(await after('pim', change)).toEqual(products(...variants).toSorted());
  });

  it.each([
    ['a family', `kind = 'family' AND code = 'cable'`, `family = 'cable'`],
    [
      'an option',
      `kind = 'attribute_option' AND code = 'body_material/brass'`,
      `uuid IN (SELECT uuid FROM product_options WHERE attribute = 'body_material' AND option = 'brass')`,
    ],
    ['an attribute', `kind = 'attribute' AND code = 'ampacity'`, 'true'],
  ])('%s concerns the products that it says something about', async (_what, document, condition) => {
    const all = running.read<{ identifier: string }>('pim', `SELECT identifier FROM products WHERE ${condition}`);
    expect(all.length).toBeGreaterThan(1);
    const change = `UPDATE structure SET document = json_set(document, '$.labels.en_US', 'New') WHERE ${document}`;
    expect(await after('pim', change)).toEqual(products(...all.map(({ identifier }) => identifier)).toSorted());
  });
});

describe('in the OMS', () => {
  const of = (order: string) => `UPDATE orders SET document = ${order} WHERE id = 'so-100281'`;
  it.each<[what: string, statement: string, events: string[]]>([
    [
      'a shipment that arrives',
      of(`json_set(document, '$.shipments[2].deliveredAt', '2026-11-21T20:00:00.000Z')`),
      ['oms.shipment.updated account/acme/order/so-100281'],
    ],
    [
      'quantities that are cancelled',
      of(`json_set(document, '$.lines[1].cancelled', '1')`),
      ['oms.order.updated account/acme/order/so-100281'],
    ],
    [
      'a hold',
      of(`json_set(document, '$.holds', json('[{"type":"MANUAL","since":"2026-11-21T20:00:00.000Z","message":"-"}]'))`),
      ['oms.order.updated account/acme/order/so-100281'],
    ],
    ['a change that says nothing new', of(`json_set(document, '$.updatedAt', '2026-11-21T20:00:00.000Z')`), []],
    [
      'an order that is taken over from elsewhere',
      `INSERT INTO orders SELECT 'so-1', 'SO-1', account_id, po_number, placed_at, updated_at, status, stage, 999999,
         json_set(document, '$.id', 'so-1') FROM orders WHERE id = 'so-100290'`,
      ['oms.order.created account/acme/order/so-1'],
    ],
    ['an order that is removed', `DELETE FROM orders WHERE id = 'so-1'`, ['oms.order.updated account/acme/order/so-1']],
  ])('%s', async (_what, statement, events) => {
    expect(await after('oms', statement)).toEqual(events);
  });
});

it('every event of the catalogue is announced by somebody', () => {
  expect([...seen].toSorted()).toEqual([...eventTypes].toSorted());
});

/** Tables whose rows nobody is told of, and why. */
const silentTables: Readonly<Record<SystemName, readonly string[]>> = {
  // Names of groups are shown nowhere; reservations are shown by the stock and the credit that they take.
  erp: ['called_off_quantities', 'customer_groups', 'reservations', 'reserved_quantities'],
  // Indexes of what products hold, and the PIM's own tokens.
  pim: ['product_model_categories', 'product_options', 'tokens'],
  // An index of orders, and what is not seen of an order that is being placed.
  oms: ['counters', 'order_skus', 'reservations_due', 'submissions'],
};

it.each(['erp', 'pim', 'oms'] as const)('no table of the %s is forgotten', (system) => {
  const tables = running.read<{ name: string; operations: number }>(
    system,
    `SELECT t.name, count(DISTINCT substr(r.sql, instr(r.sql, ' AFTER '), 13)) AS operations FROM sqlite_schema t
     LEFT JOIN sqlite_schema r ON r.type = 'trigger' AND r.tbl_name = t.name AND r.name GLOB 'announce_*'
     WHERE t.type = 'table' AND t.name NOT GLOB 'sqlite_*' AND t.name NOT GLOB 'outbox*' GROUP BY t.name`,
  );
  const silent = tables.filter(({ operations }) => operations === 0).map(({ name }) => name);
  expect(silent.toSorted()).toEqual([...silentTables[system]].toSorted());
  // Rows that come, rows that go and rows that change.
  expect(tables.filter(({ operations }) => operations > 0 && operations < 3)).toEqual([]);
});
