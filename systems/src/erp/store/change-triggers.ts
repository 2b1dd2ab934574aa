// What the ERP announces, by the tables that hold it: everybody whom a change concerns, under the account or item concerned.
import { announce, type ChangeTrigger, watchRows } from '../../events/change-trigger.ts';

/**
 * Views that the triggers read. An account belongs to its own family, which is it and all accounts below it: those have
 * its part numbers, its permitted units, and the prices of agreements that cover them.
 */
export const changeViews = `
  CREATE VIEW account_families (head, member) AS
  WITH RECURSIVE families (head, member, distance) AS (
    SELECT id, id, 0 FROM accounts
    UNION ALL
    -- As deep as prices look for agreements.
    SELECT f.head, a.id, f.distance + 1 FROM families f JOIN accounts a ON a.parent_id = f.member WHERE f.distance < 20
  )
  SELECT DISTINCT head, member FROM families;
`;

const profileColumns = [
  'id',
  'account_number',
  'name',
  'status',
  'currency_code',
  'language',
  'parent_id',
  'customer_group',
  'payment_terms',
  'preferred_warehouse',
  'is_po_number_required',
  'is_ship_complete_only',
  'are_backorders_allowed',
  'are_substitutions_allowed',
];
const creditColumns = [
  'id',
  'status',
  'currency_code',
  'credit_limit',
  'balance',
  'on_order',
  'overdue',
  'is_on_credit_hold',
];
/** What an item's availability depends on besides its stock. */
const supplyColumns = [
  'sku',
  'status',
  'type',
  'base_uom',
  'is_backorder_allowed',
  'low_stock_threshold',
  'drop_ship_warehouse',
  'lead_time_business_days',
  'lead_time_basis',
];

const itemUpdated = (sku: string, from?: string) => announce('erp.item.updated', [`'item'`, sku], from);
const inventoryChanged = (sku: string, from?: string) => announce('erp.inventory.changed', [`'item'`, sku], from);
const warehouseUpdated = (code: string) => announce('erp.warehouse.updated', [`'warehouse'`, code]);
const customerUpdated = (id: string, from?: string) => announce('erp.customer.updated', [`'account'`, id], from);
const creditChanged = (id: string) => announce('erp.credit.changed', [`'account'`, id]);
const contractChanged = (id: string, from?: string) => announce('erp.contract.changed', [`'account'`, id], from);
const priceListUpdated = (code: string, from?: string) =>
  announce('erp.pricelist.updated', [`'price-list'`, code], from);
const priceChanged = (account: string, sku: string, from: string) =>
  announce('erp.price.changed', [`'account'`, account, `'item'`, sku], from);

const familyOf = (head: string) => `FROM account_families WHERE head = ${head}`;
const coveredBy = (account: string, coversChildren: string) =>
  `FROM account_families WHERE head = ${account} AND (member = head OR ${coversChildren} = 1)`;

/** A price or an agreement that starts or ends by its date is announced by nobody: every price says until when it holds. */
export const erpChangeTriggers: readonly ChangeTrigger[] = [
  ...watchRows('items', (row) => [itemUpdated(`${row}.sku`)]),
  ...watchRows('items', (row) => [inventoryChanged(`${row}.sku`)], supplyColumns),
  ...watchRows('selling_uoms', (row) => [itemUpdated(`${row}.sku`)]),
  ...watchRows('units_of_measure', (row) => [
    itemUpdated('sku', `FROM items WHERE base_uom = ${row}.code`),
    itemUpdated('sku', `FROM selling_uoms WHERE uom = ${row}.code`),
  ]),
  ...watchRows('customer_part_numbers', (row) => [customerUpdated('member', familyOf(`${row}.account_id`))]),
  ...watchRows('uom_permissions', (row) => [
    customerUpdated('member', familyOf(`${row}.account_id`)),
    priceChanged('member', `${row}.sku`, familyOf(`${row}.account_id`)),
  ]),

  ...watchRows('accounts', (row) => [customerUpdated(`${row}.id`)], profileColumns),
  ...watchRows('accounts', (row) => [creditChanged(`${row}.id`)], creditColumns),
  // The currency in which it buys, and the prices of its group.
  ...watchRows('accounts', (row) => [contractChanged(`${row}.id`)], ['id', 'currency_code', 'customer_group']),
  // Who is under whom: the one above lists it, and all below have what the ones above have agreed.
  ...watchRows(
    'accounts',
    (row) => [
      customerUpdated(`${row}.parent_id`, `WHERE ${row}.parent_id IS NOT NULL`),
      customerUpdated('member', familyOf(`${row}.id`)),
      contractChanged('member', familyOf(`${row}.id`)),
    ],
    ['id', 'parent_id'],
  ),
  ...watchRows('addresses', (row) => [customerUpdated(`${row}.account_id`)]),
  ...watchRows('payment_terms', (row) => [customerUpdated('id', `FROM accounts WHERE payment_terms = ${row}.code`)]),
  ...watchRows('account_price_lists', (row) => [contractChanged(`${row}.account_id`)]),

  ...watchRows('price_lists', (row) => [priceListUpdated(`${row}.code`)]),
  ...watchRows('agreements', (row) => [
    contractChanged('member', coveredBy(`${row}.account_id`, `${row}.covers_children`)),
  ]),
  ...watchRows('projects', (row) => [contractChanged(`${row}.account_id`)]),
  ...watchRows('prices', (row) => [
    priceListUpdated(`${row}.price_list`, `WHERE ${row}.price_list IS NOT NULL`),
    priceChanged('id', `${row}.sku`, `FROM accounts WHERE customer_group = ${row}.customer_group`),
    priceChanged(
      'f.member',
      `${row}.sku`,
      `FROM agreements a JOIN account_families f ON f.head = a.account_id AND (f.member = f.head OR a.covers_children = 1)
       WHERE a.number = ${row}.agreement`,
    ),
    priceChanged('account_id', `${row}.sku`, `FROM projects WHERE id = ${row}.project`),
  ]),

  ...watchRows('stock_levels', (row) => [inventoryChanged(`${row}.sku`)]),
  ...watchRows('future_supplies', (row) => [inventoryChanged(`${row}.sku`)]),
  ...watchRows('warehouses', (row) => [warehouseUpdated(`${row}.code`)]),
  // Whose stock counts for whom.
  ...watchRows('warehouses', (row) => [inventoryChanged('sku', `FROM stock_levels WHERE warehouse = ${row}.code`)], [
    'code',
    'type',
    'account_id',
  ]),
];
