// Accounts as the ERP keeps them: profiles, credit, and the account that a question is asked for.
import type { components } from '@commerce-graph/schema/erp-integration';
import type { SystemDatabase } from '../../server/database.ts';
import type { CreditRecord } from '../rules/credit.ts';
import { ExactDecimal } from '../rules/exact-decimal.ts';
import { groupBy } from './group-by.ts';

type Account = components['schemas']['Account'];

/** The account that a question is asked for, with what its prices and reservations depend on. */
export interface BuyingAccount {
  readonly id: string;
  readonly status: Account['status'];
  readonly currencyCode: string;
  readonly customerGroup: string | null;
  readonly preferredWarehouse: string | null;
  readonly areBackordersAllowed: boolean;
  /** The ids of the account itself and of the accounts above it, from near to far. */
  readonly lineage: readonly string[];
}

export interface AccountStore {
  /** In the order asked; unknown ids have no entry. */
  findAccounts(ids: readonly string[]): Account[];
  /** In the order asked; unknown ids have no entry. */
  findCredit(ids: readonly string[]): CreditRecord[];
  findBuyingAccount(id: string): BuyingAccount | undefined;
  /** Adds to what the account has on order; a negative amount takes away. */
  changeOnOrder(id: string, amount: ExactDecimal): void;
}

export function createAccountStore(database: SystemDatabase): AccountStore {
  const profiles = database.prepare<ProfileRow>(`
    SELECT a.*, t.name AS terms_name, t.net_days, t.discount_percent, t.discount_days
    FROM json_each(@ids) k JOIN accounts a ON a.id = k.value LEFT JOIN payment_terms t ON t.code = a.payment_terms
    ORDER BY k.key`);
  const children = database.prepare<{ id: string; parent_id: string }>(`
    SELECT c.id, c.parent_id FROM json_each(@ids) k JOIN accounts c ON c.parent_id = k.value ORDER BY c.id`);
  const addresses = database.prepare<AddressRow>(`
    SELECT d.* FROM json_each(@ids) k JOIN addresses d ON d.account_id = k.value
    ORDER BY d.is_default DESC, d.id`);
  const lineage = database.prepare<{ id: string }>(`
    WITH RECURSIVE lineage (id, parent_id, distance) AS (
      SELECT id, parent_id, 0 FROM accounts WHERE id = @id
      UNION ALL
      SELECT a.id, a.parent_id, l.distance + 1 FROM lineage l JOIN accounts a ON a.id = l.parent_id
      -- Deeper than any company, and an end to a hierarchy that goes in a circle.
      WHERE l.distance < 20
    )
    SELECT id FROM lineage ORDER BY distance`);
  const setOnOrder = database.prepare('UPDATE accounts SET on_order = @onOrder WHERE id = @id');

  const findProfiles = (ids: readonly string[]): ProfileRow[] => profiles.all({ ids: JSON.stringify(ids) });

  return {
    findAccounts(ids) {
      const found = findProfiles(ids);
      const parameters = { ids: JSON.stringify(found.map(({ id }) => id)) };
      const childrenByParent = groupBy(children.all(parameters), (child) => child.parent_id);
      const addressesByAccount = groupBy(addresses.all(parameters), (address) => address.account_id);
      return found.map((row) =>
        describeAccount(row, {
          childIds: (childrenByParent.get(row.id) ?? []).map(({ id }) => id),
          addresses: addressesByAccount.get(row.id) ?? [],
        }),
      );
    },
    findCredit: (ids) =>
      findProfiles(ids).map((row) => ({
        accountId: row.id,
        accountStatus: row.status,
        currencyCode: row.currency_code,
        limit: row.credit_limit,
        balance: row.balance,
        onOrder: row.on_order,
        overdue: row.overdue,
        isOnHold: row.is_on_credit_hold === 1,
      })),
    findBuyingAccount(id) {
      const [row] = findProfiles([id]);
      if (row === undefined) return undefined;
      return {
        id: row.id,
        status: row.status,
        currencyCode: row.currency_code,
        customerGroup: row.customer_group,
        preferredWarehouse: row.preferred_warehouse,
        areBackordersAllowed: row.are_backorders_allowed === 1,
        lineage: lineage.all({ id }).map((ancestor) => ancestor.id),
      };
    },
    changeOnOrder(id, amount) {
      const [row] = findProfiles([id]);
      if (row === undefined) throw new Error(`There is no account ${id} whose orders could be counted.`);
      setOnOrder.run({ id, onOrder: new ExactDecimal(row.on_order).plus(amount).toFixed() });
    },
  };
}

interface ProfileRow {
  id: string;
  account_number: string;
  name: string;
  status: Account['status'];
  currency_code: string;
  language: string;
  parent_id: string | null;
  customer_group: string | null;
  payment_terms: string | null;
  terms_name: string | null;
  net_days: number | null;
  discount_percent: string | null;
  discount_days: number | null;
  preferred_warehouse: string | null;
  is_po_number_required: number;
  is_ship_complete_only: number;
  are_backorders_allowed: number;
  are_substitutions_allowed: number;
  credit_limit: string | null;
  balance: string;
  on_order: string;
  overdue: string;
  is_on_credit_hold: number;
}

interface AddressRow {
  account_id: string;
  id: string;
  type: Account['addresses'][number]['type'];
  is_default: number;
  name: string;
  lines: string;
  city: string;
  region: string | null;
  postal_code: string;
  country: string;
}

function describeAccount(row: ProfileRow, related: { childIds: string[]; addresses: AddressRow[] }): Account {
  const paymentTerms = describePaymentTerms(row);
  return {
    id: row.id,
    accountNumber: row.account_number,
    name: row.name,
    status: row.status,
    currencyCode: row.currency_code,
    language: row.language,
    ...(row.parent_id !== null && { parentId: row.parent_id }),
    childIds: related.childIds,
    ...(row.customer_group !== null && { customerGroup: row.customer_group }),
    ...(paymentTerms !== undefined && { paymentTerms }),
    ...(row.preferred_warehouse !== null && { preferredWarehouse: row.preferred_warehouse }),
    addresses: related.addresses.map((address) => ({
      id: address.id,
      type: address.type,
      isDefault: address.is_default === 1,
      name: address.name,
      lines: JSON.parse(address.lines) as string[],
      city: address.city,
      ...(address.region !== null && { region: address.region }),
      postalCode: address.postal_code,
      country: address.country,
    })),
    orderPolicy: {
      isPoNumberRequired: row.is_po_number_required === 1,
      isShipCompleteOnly: row.is_ship_complete_only === 1,
      areBackordersAllowed: row.are_backorders_allowed === 1,
      areSubstitutionsAllowed: row.are_substitutions_allowed === 1,
    },
  };
}

function describePaymentTerms(row: ProfileRow): Account['paymentTerms'] {
  const { payment_terms: code, terms_name: name, net_days: netDays } = row;
  if (code === null || name === null || netDays === null) return undefined;
  return {
    code,
    name,
    netDays,
    ...(row.discount_percent !== null && { discountPercent: row.discount_percent }),
    ...(row.discount_days !== null && { discountDays: row.discount_days }),
  };
}
