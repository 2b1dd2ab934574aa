// Asks the ERP what only the ERP may decide: items, firm prices, accounts, credit, and whether stock can be reserved.
import type { components } from '@commerce-graph/schema/erp-integration';
import { Pool } from 'undici';
import { createErpToken } from './erp-token.ts';
import { ErpRefusedError, ErpUnavailableError } from './erp-errors.ts';

type Schemas = components['schemas'];

export interface ErpClientOptions {
  /** Base URL of an ERP that implements `erp.openapi.yml`. */
  url: string;
  clientId: string;
  clientSecret: string;
  /** How long one call may take, in milliseconds. Default 5000. */
  deadlineMs?: number;
}

export type ReservationAnswer =
  { outcome: 'RESERVED'; reservation: Schemas['Reservation'] } | { outcome: 'REFUSED'; problem: Schemas['Problem'] };

/**
 * Every method throws `ErpUnavailableError` when the ERP gave no answer, and `ErpRefusedError` when it would not take
 * the question.
 */
export interface ErpClient {
  /** The items that exist, with the units in which the account may buy. Any number of distinct SKUs. */
  queryItems(accountId: string, skus: readonly string[]): Promise<Schemas['Item'][]>;
  /** One answer for each line of an order, in the order asked, all in one call: lines may share what a project has left. */
  queryFirmPrices(accountId: string, lines: readonly Schemas['PriceQueryLine'][]): Promise<Schemas['PriceAnswer'][]>;
  findAccount(accountId: string): Promise<Schemas['Account'] | undefined>;
  findCredit(accountId: string): Promise<Schemas['Credit'] | undefined>;
  reserve(request: Schemas['ReservationRequest']): Promise<ReservationAnswer>;
  close(): Promise<void>;
}

/** Keys that the contract allows in one call. */
const batchSize = 200;

/** Why the ERP would not reserve this order, as opposed to not taking the question. */
const refusalCodes: ReadonlySet<string> = new Set<Schemas['ProblemCode']>([
  'INSUFFICIENT_STOCK',
  'CREDIT_LIMIT_EXCEEDED',
  'PROJECT_PRICE_UNAVAILABLE',
  'NOT_RESERVABLE',
]);

interface Answer {
  status: number;
  body: unknown;
}

export function createErpClient({ url, clientId, clientSecret, deadlineMs = 5000 }: ErpClientOptions): ErpClient {
  const pool = new Pool(new URL(url).origin, { connections: 16 });
  const basePath = new URL(url).pathname.replace(/\/$/, '');
  const token = createErpToken({
    clientId,
    clientSecret,
    post: (body, headers) => send('/oauth2/token', body, headers),
  });

  return {
    queryItems: (accountId, skus) =>
      inBatches(skus, async (batch) => {
        return (await query<Schemas['ItemQueryResult']>('/items/query', { accountId, skus: batch })).items;
      }),
    async queryFirmPrices(accountId, lines) {
      return (await query<Schemas['PriceQueryResult']>('/prices/query', { accountId, purpose: 'FIRM', lines })).lines;
    },
    async findAccount(accountId) {
      const { accounts } = await query<Schemas['AccountQueryResult']>('/accounts/query', { accountIds: [accountId] });
      return accounts.find(({ id }) => id === accountId);
    },
    async findCredit(accountId) {
      const { credits } = await query<Schemas['CreditQueryResult']>('/credit/query', { accountIds: [accountId] });
      return credits.find((credit) => credit.accountId === accountId);
    },
    async reserve(request) {
      const { status, body } = await call('/reservations', request);
      if (status === 200 || status === 201) {
        return { outcome: 'RESERVED', reservation: body as Schemas['Reservation'] };
      }
      const problem = body as Schemas['Problem'];
      if (refusalCodes.has(problem.code)) return { outcome: 'REFUSED', problem };
      throw new ErpRefusedError('/reservations', status, problem.code);
    },
    close: () => pool.close(),
  };

  /** The contract vouches for the shape of a 200; the ERP's conformance to it is tested by its own suite. */
  async function query<Result>(path: string, body: unknown): Promise<Result> {
    const answer = await call(path, body);
    if (answer.status === 200) return answer.body as Result;
    throw new ErpRefusedError(path, answer.status, (answer.body as Schemas['Problem']).code);
  }

  async function call(path: string, body: unknown): Promise<Answer> {
    const post = async (): Promise<Answer> =>
      send(path, JSON.stringify(body), {
        'content-type': 'application/json',
        authorization: `Bearer ${await token.read()}`,
      });
    const answer = await post();
    if (answer.status !== 401) return answer;
    // The token may have been revoked before its time: one more attempt with a new one.
    token.forget();
    const second = await post();
    if (second.status === 401) throw new ErpUnavailableError('The ERP does not take the tokens it issues to the OMS.');
    return second;
  }

  async function send(path: string, body: string, headers: Record<string, string>): Promise<Answer> {
    let status: number;
    let text: string;
    try {
      const signal = AbortSignal.timeout(deadlineMs);
      const response = await pool.request({ method: 'POST', path: `${basePath}${path}`, body, headers, signal });
      status = response.statusCode;
      text = await response.body.text();
    } catch (cause) {
      throw new ErpUnavailableError(`The ERP did not answer POST ${path} within ${deadlineMs} ms.`, { cause });
    }
    if (status >= 500 || status === 429 || status === 408) {
      throw new ErpUnavailableError(`The ERP answered POST ${path} with status ${status}.`);
    }
    try {
      return { status, body: JSON.parse(text) };
    } catch (cause) {
      throw new ErpUnavailableError(`The ERP answered POST ${path} with something that is not JSON.`, { cause });
    }
  }
}

async function inBatches<Item, Result>(
  items: readonly Item[],
  ask: (batch: readonly Item[]) => Promise<Result[]>,
): Promise<Result[]> {
  const batches = Array.from({ length: Math.ceil(items.length / batchSize) }, (_, index) =>
    items.slice(index * batchSize, (index + 1) * batchSize),
  );
  return (await Promise.all(batches.map(ask))).flat();
}
