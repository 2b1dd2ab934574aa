// Prices, as the contract tells them: a few queries for all the lines together, then the rules.
import type { operations } from '@commerce-graph/schema/erp-integration';
import type { ContractHandlers } from '../../server/contract-routes.ts';
import { type PricedQuestion, priceLine, priceOrder } from '../rules/line-price.ts';
import { permitSellingUoms } from '../rules/sellable-line.ts';
import type { BuyingAccount } from '../store/account-store.ts';
import type { ErpStore } from '../store/erp-store.ts';
import type { StoredCandidate } from '../store/price-store.ts';
import { refuseRepeatedLines } from './refuse-repeated-lines.ts';
import { requireAccount } from './require-account.ts';

type PriceQuery = operations['queryPrices']['requestBody']['content']['application/json'];
type Answers = Pick<ContractHandlers<operations>, 'queryPrices'>;

export function createPriceAnswers(store: ErpStore, clock: () => Date): Answers {
  return {
    queryPrices({ body }) {
      const { accountId, purpose, lines } = body;
      refuseRepeatedLines(lines);
      const pricedAt = clock().toISOString();
      const account = accountId === undefined ? undefined : requireAccount(store, accountId);
      const terms = account === undefined ? anonymousTerms : readTerms(store, account, { body, pricedAt });
      const questions = lines.map((line): PricedQuestion => {
        const candidates = terms.candidatesBySku.get(line.sku) ?? [];
        const isProjectRunning = terms.runningProjects.has(line.projectId ?? '');
        const context = {
          at: pricedAt,
          purpose,
          account,
          item: terms.itemBySku.get(line.sku),
          // A project's prices are for lines that name it.
          candidates: candidates.filter(({ projectId }) => projectId === null || projectId === line.projectId),
          isProjectRunning,
        };
        return { line, context };
      });
      // Firm prices are those of an order; while browsing, lines are alternatives, and their answers are kept one by one.
      const answers =
        purpose === 'FIRM' ? priceOrder(questions) : questions.map(({ line, context }) => priceLine(line, context));
      return { status: 200, body: { pricedAt, lines: answers } };
    },
  };
}

const anonymousTerms = {
  itemBySku: new Map<string, never>(),
  candidatesBySku: new Map<string, never>(),
  runningProjects: new Set<string>(),
};

/** What the account's prices depend on, for all the lines of a query. */
function readTerms(store: ErpStore, account: BuyingAccount, query: { body: PriceQuery; pricedAt: string }) {
  const { body, pricedAt } = query;
  const skus = [...new Set(body.lines.map(({ sku }) => sku))];
  const projectIds = [...new Set(body.lines.flatMap(({ projectId }) => projectId ?? []))];
  const permittedUoms = store.items.permittedUomsBySku(skus, account.lineage);
  const itemBySku = new Map(
    [...store.items.itemsBySku(skus)].map(([sku, item]) => {
      const sellingUoms = permitSellingUoms(item.sellingUoms, permittedUoms.get(sku));
      return [sku, { ...item, sellingUoms }];
    }),
  );
  const projects = store.prices.findProjects(account, projectIds);
  const candidatesBySku: Map<string, StoredCandidate[]> = store.prices.candidatesBySku({
    account,
    skus,
    projectIds: projects.map(({ id }) => id),
    at: pricedAt,
  });
  const today = pricedAt.slice(0, 10);
  const running = projects.filter(
    ({ validFrom, validTo }) => (validFrom ?? '') <= today && (validTo === null || today <= validTo),
  );
  return { itemBySku, candidatesBySku, runningProjects: new Set(running.map(({ id }) => id)) };
}
