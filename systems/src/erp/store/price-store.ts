// Prices as the ERP keeps them: which ones an account could get for its items, and its running projects.
import type { SystemDatabase } from '../../server/database.ts';
import { ExactDecimal } from '../rules/exact-decimal.ts';
import type { PriceCandidate, PriceTier } from '../rules/price-choice.ts';
import type { BuyingAccount } from './account-store.ts';
import { groupBy } from './group-by.ts';

/** A project of the account, whose days may be over or still to come. */
export interface ProjectRecord {
  readonly id: string;
  readonly validFrom: string | null;
  readonly validTo: string | null;
}

export interface CandidateQuery {
  readonly account: BuyingAccount;
  readonly skus: readonly string[];
  readonly projectIds: readonly string[];
  /** Prices that ended by this instant are left out; those still to come are not. */
  readonly at: string;
}

/** A price that the account could get, and the project without which it does not. */
export type StoredCandidate = PriceCandidate & {
  readonly priceId: number;
  readonly sku: string;
  readonly projectId: string | null;
};

export interface PriceStore {
  /** Every price that the account could get, in one query whatever the number of SKUs. */
  candidatesBySku(query: CandidateQuery): Map<string, StoredCandidate[]>;
  /** Those of the projects that are the account's own. */
  findProjects(account: BuyingAccount, ids: readonly string[]): ProjectRecord[];
  /** Adds to what reservations have called off at a price; a negative quantity gives back. Base units. */
  changeCalledOff(priceId: number, quantity: ExactDecimal): void;
}

export function createPriceStore(database: SystemDatabase): PriceStore {
  // For each currency, the account's first price list in it: beside min(), SQLite takes the other columns of that row.
  const priceLists = database.prepare<{ code: string }>(`
    SELECT l.code, min(a.position) FROM account_price_lists a JOIN price_lists l ON l.code = a.price_list
    WHERE a.account_id = @id GROUP BY l.currency_code`);
  const agreements = database.prepare<AgreementRow>(`
    SELECT g.number, l.key AS distance FROM json_each(@lineage) l JOIN agreements g ON g.account_id = l.value
    WHERE l.key = 0 OR g.covers_children = 1`);
  const projects = database.prepare<{ id: string; valid_from: string | null; valid_to: string | null }>(`
    SELECT p.id, p.valid_from, p.valid_to FROM json_each(@ids) k JOIN projects p ON p.id = k.value
    WHERE p.account_id = @accountId`);
  const candidates = database.prepare<CandidateRow>(`
    SELECT p.*, coalesce(g.number, j.number) AS agreement_number, coalesce(g.name, j.name) AS agreement_name,
      coalesce(g.valid_from, j.valid_from) AS agreement_from, coalesce(g.valid_to, j.valid_to) AS agreement_to
    FROM json_each(@skus) k JOIN prices p ON p.sku = k.value
    LEFT JOIN agreements g ON g.number = p.agreement
    LEFT JOIN projects j ON j.id = p.project
    WHERE (p.valid_to IS NULL OR p.valid_to > @at) AND (
      p.price_list IN (SELECT value FROM json_each(@priceLists))
      OR p.customer_group = @customerGroup
      OR p.agreement IN (SELECT value FROM json_each(@agreements))
      OR p.project IN (SELECT value FROM json_each(@projects))
    )
    ORDER BY p.id`);
  const calledOff = database.prepare<{ called_off: string }>('SELECT called_off FROM prices WHERE id = @priceId');
  const setCalledOff = database.prepare('UPDATE prices SET called_off = @calledOff WHERE id = @priceId');

  return {
    candidatesBySku({ account, skus, projectIds, at }) {
      const reachable = agreements.all({ lineage: JSON.stringify(account.lineage) });
      const distanceByAgreement = new Map(reachable.map(({ number, distance }) => [number, distance]));
      const rows = candidates.all({
        skus: JSON.stringify(skus),
        at,
        priceLists: JSON.stringify(priceLists.all({ id: account.id }).map(({ code }) => code)),
        customerGroup: account.customerGroup,
        agreements: JSON.stringify([...distanceByAgreement.keys()]),
        projects: JSON.stringify(projectIds),
      });
      const found = rows.map((row) => describeCandidate(row, distanceByAgreement.get(row.agreement ?? '') ?? 0));
      return groupBy(found, ({ sku }) => sku);
    },
    findProjects(account, ids) {
      if (ids.length === 0) return [];
      const rows = projects.all({ ids: JSON.stringify(ids), accountId: account.id });
      return rows.map((row) => ({ id: row.id, validFrom: row.valid_from, validTo: row.valid_to }));
    },
    changeCalledOff(priceId, quantity) {
      const row = calledOff.first({ priceId });
      if (row === undefined) throw new Error(`There is no price ${priceId} at which anything could be called off.`);
      setCalledOff.run({ priceId, calledOff: new ExactDecimal(row.called_off).plus(quantity).toFixed() });
    },
  };
}

interface AgreementRow {
  number: string;
  distance: number;
}

interface CandidateRow {
  id: number;
  sku: string;
  promotion_code: string | null;
  customer_group: string | null;
  agreement: string | null;
  project: string | null;
  currency_code: string;
  basis_quantity: string;
  tiers: string;
  valid_from: string | null;
  valid_to: string | null;
  remaining_quantity: string | null;
  called_off: string;
  agreement_number: string | null;
  agreement_name: string | null;
  agreement_from: string | null;
  agreement_to: string | null;
}

function describeCandidate(row: CandidateRow, distance: number): StoredCandidate {
  const { agreement_number: number, agreement_name: name, remaining_quantity: agreed } = row;
  return {
    priceId: row.id,
    sku: row.sku,
    projectId: row.project,
    source: nameSource(row),
    currencyCode: row.currency_code,
    basisQuantity: row.basis_quantity,
    tiers: JSON.parse(row.tiers) as PriceTier[],
    validFrom: row.valid_from,
    validTo: row.valid_to,
    distance,
    remainingQuantity: agreed === null ? null : new ExactDecimal(agreed).minus(row.called_off).toFixed(),
    agreement:
      number === null || name === null
        ? null
        : { number, name, validFrom: row.agreement_from, validTo: row.agreement_to },
  };
}

function nameSource(row: CandidateRow): PriceCandidate['source'] {
  if (row.project !== null) return 'PROJECT';
  if (row.agreement !== null) return 'CONTRACT';
  if (row.customer_group !== null) return 'CUSTOMER_GROUP';
  return row.promotion_code === null ? 'LIST' : 'PROMOTION';
}
