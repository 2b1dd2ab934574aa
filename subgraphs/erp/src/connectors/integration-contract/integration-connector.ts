// Speaks the ERP integration contract (`schema/integration/erp.openapi.yml`), over any ERP or middleware that serves it.
import { CodedError, type SystemClient, SystemUnavailableError } from '@commerce-graph/subgraph-runtime';
import type { PriceResult } from '../../generated/resolver-types.ts';
import type { ErpConnector, PriceQuestion } from '../erp-connector.ts';
import { readAccountAnswer, readCreditAnswer } from './account-answer.ts';
import { readItemAnswer } from './item-answer.ts';
import { isKey } from './key-form.ts';
import { readPriceAnswer } from './price-answer.ts';
import { readStockAnswer, readWarehouseAnswer } from './stock-answer.ts';
import { answerUnaskableLine } from './unaskable-line.ts';
import { askForAccount, isUnknownAccount } from './unknown-account.ts';
import type { Schemas } from './value-answers.ts';

export function createErpIntegrationConnector(client: SystemClient): ErpConnector {
  /** Every POST of the contract that the graph makes only asks, so it may be repeated. */
  function ask<T>(path: string, body: object, read: (body: unknown) => T, signal: AbortSignal): Promise<T> {
    return client.request({ method: 'POST', path, body, signal, isIdempotent: true }, read);
  }

  return {
    async readItems(skus, accountId, signal) {
      const askable = skus.filter(isKey);
      if (askable.length === 0) return [];
      return askForAccount(accountId, (account) => {
        const body: Schemas['ItemQuery'] = { skus: askable, ...(account !== undefined && { accountId: account }) };
        return ask('/items/query', body, readItemAnswer, signal);
      });
    },

    async readPrices({ purpose, accountId, lines }, signal) {
      const refused = lines.map(answerUnaskableLine);
      const askable = lines.flatMap((line, index) => (refused[index] === undefined ? [writeLine(line, index)] : []));
      if (askable.length === 0) return refused.filter((answer) => answer !== undefined);
      const body: Schemas['PriceQuery'] = { purpose, lines: askable, ...(accountId !== undefined && { accountId }) };
      const answers = await ask('/prices/query', body, readPriceAnswer, signal).catch((error: unknown) => {
        throw isUnknownAccount(error) ? refuseAccount(accountId) : error;
      });
      return lines.map((_, index) => refused[index] ?? takeAnswer(client.name, answers, index));
    },

    async readStock(questions, accountId, signal) {
      const lines = questions.flatMap(({ sku, warehouses }, index): Schemas['AvailabilityQueryLine'][] =>
        isKey(sku) ? [{ lineId: String(index), sku, ...(warehouses && { warehouses: [...warehouses] }) }] : [],
      );
      if (lines.length === 0) return questions.map(() => null);
      const answers = await askForAccount(accountId, (account) => {
        const body: Schemas['AvailabilityQuery'] = { lines, ...(account !== undefined && { accountId: account }) };
        return ask('/availability/query', body, readStockAnswer, signal);
      });
      return questions.map((_, index) => answers.get(String(index)) ?? null);
    },

    readWarehouses: (signal) => client.request({ method: 'GET', path: '/warehouses', signal }, readWarehouseAnswer),

    async readAccounts(accountIds, signal) {
      const askable = accountIds.filter(isKey);
      return askable.length === 0 ? [] : ask('/accounts/query', { accountIds: askable }, readAccountAnswer, signal);
    },

    async readCredits(accountIds, signal) {
      const askable = accountIds.filter(isKey);
      return askable.length === 0 ? new Map() : ask('/credit/query', { accountIds: askable }, readCreditAnswer, signal);
    },
  };
}

/** Lines are told apart by their place: the same line may be asked twice. */
function writeLine(
  { sku, quantity, uom, currencyCode, projectId }: PriceQuestion,
  index: number,
): Schemas['PriceQueryLine'] {
  return {
    lineId: String(index),
    sku,
    quantity,
    ...(uom !== undefined && { uom }),
    ...(currencyCode !== undefined && { currencyCode }),
    ...(projectId !== undefined && { projectId }),
  };
}

function takeAnswer(system: string, answers: ReadonlyMap<string, PriceResult>, index: number): PriceResult {
  const answer = answers.get(String(index));
  if (answer !== undefined) return answer;
  throw new SystemUnavailableError(system, 'response', { cause: new Error(`price line ${index} is not answered`) });
}

/** An item can be shown to an account that the ERP does not have; a price cannot. */
function refuseAccount(accountId: string | undefined): CodedError {
  return new CodedError('FORBIDDEN', `The ERP has no account \`${accountId}\`, so it has no prices for it.`);
}
