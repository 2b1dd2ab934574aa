// What every implementation of the ERP integration contract must do. Point it at a URL; it says what falls short.
import { randomUUID } from 'node:crypto';
import { contractPath } from '@commerce-graph/schema';
import type { components } from '@commerce-graph/schema/erp-integration';
import { describe, expect, it } from 'vitest';
import { loadContract } from '../../systems/src/server/contract.ts';
import {
  type ClientSecret,
  type HttpAnswer,
  type HttpRequest,
  createHttpClient,
  encodeClient,
  requestToken,
} from './http-client.ts';

type Schemas = components['schemas'];

export interface ErpContractTarget {
  /** Base URL of the implementation. */
  readonly url: string;
  readonly credentials: ClientSecret;
  readonly samples: {
    /** An account that may order. */
    readonly accountId: string;
    /** An item kept in stock, with a price for that account, of which at least one default selling unit is available. */
    readonly sku: string;
    /** Another item that exists. */
    readonly otherSku: string;
  };
}

const unknownSku = 'NO-SUCH-ITEM-4711';

/** Registers the suite with vitest. It makes one reservation of one unit at a time and releases it again. */
export function describeErpContract({ url, credentials, samples }: ErpContractTarget): void {
  const { accountId, sku, otherSku } = samples;
  const contract = loadContract(contractPath('integration/erp.openapi.yml'), { areUnknownPropertiesAllowed: true });
  const client = createHttpClient(url, credentials);

  /** Sends, and checks the answer against the document whatever its status. */
  async function call(operationId: string, path: string, request: HttpRequest = {}): Promise<HttpAnswer> {
    const operation = contract.operations.find((known) => known.operationId === operationId);
    if (operation === undefined) throw new Error(`The contract has no operation ${operationId}.`);
    const answer = await client.send(operation.method, path, request);
    const fault = operation.findResponseFault({
      status: answer.status,
      contentType: answer.headers.get('content-type') ?? undefined,
      payload: answer.body === undefined ? '' : JSON.stringify(answer.body),
    });
    expect(fault, `${operationId} ${answer.status}`).toBeUndefined();
    return answer;
  }

  async function expectProblem(answer: HttpAnswer, status: number, code: string): Promise<Schemas['Problem']> {
    expect(answer).toMatchObject({ status, body: { status, code } });
    return answer.body as Schemas['Problem'];
  }

  describe('access', () => {
    it('issues a token that nobody may keep, and says how long it is good for', async () => {
      const answer = await requestToken(url, encodeClient(credentials), 'grant_type=client_credentials');
      expect(answer).toMatchObject({ status: 200, body: { token_type: 'Bearer' } });
      expect(answer.headers.get('cache-control')).toContain('no-store');
      expect((answer.body as Schemas['AccessToken']).expires_in).toBeGreaterThan(0);
    });

    it('refuses a wrong secret and a wrong grant', async () => {
      const wrong = encodeClient({ ...credentials, clientSecret: 'wrong' });
      const refused = await requestToken(url, wrong, 'grant_type=client_credentials');
      expect(refused).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
      const password = await requestToken(url, encodeClient(credentials), 'grant_type=password');
      expect(password).toMatchObject({ status: 400, body: { error: 'unsupported_grant_type' } });
    });

    it.each(['', 'Bearer made-up', 'Basic abc'])(
      'answers 401 with a challenge to authorization "%s"',
      async (header) => {
        const answer = await call('listWarehouses', '/warehouses', { headers: { authorization: header } });
        await expectProblem(answer, 401, 'UNAUTHENTICATED');
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
      },
    );

    it('says without a token whether it is up', async () => {
      const answer = await call('readHealth', '/health', { headers: { authorization: '' } });
      expect(answer).toMatchObject({ status: 200, body: { status: 'OK' } });
    });
  });

  describe('requests that the contract refuses', () => {
    const prices = { purpose: 'BROWSE', lines: [{ lineId: '1', sku, quantity: '1' }] };
    it.each([
      ['a property it does not know', 'queryItems', '/items/query', { skus: [sku], locale: 'en' }, '/locale'],
      ['no keys', 'queryItems', '/items/query', { skus: [] }, '/skus'],
      ['a key twice', 'queryItems', '/items/query', { skus: [sku, sku] }, '/skus'],
      ['more than 200 keys', 'queryItems', '/items/query', { skus: Array.from({ length: 201 }, String) }, '/skus'],
      ['a missing property', 'queryPrices', '/prices/query', { lines: prices.lines }, '/purpose'],
      [
        'a number for a decimal',
        'queryPrices',
        '/prices/query',
        { ...prices, lines: [{ lineId: '1', sku, quantity: 1 }] },
        '/lines/0/quantity',
      ],
      [
        'an exponent',
        'queryPrices',
        '/prices/query',
        { ...prices, lines: [{ lineId: '1', sku, quantity: '1e3' }] },
        '/lines/0/quantity',
      ],
      [
        'a line id twice',
        'queryPrices',
        '/prices/query',
        { ...prices, lines: [prices.lines[0], prices.lines[0]] },
        '/lines/1/lineId',
      ],
      ['a null', 'queryAccounts', '/accounts/query', { accountIds: null }, '/accountIds'],
    ])('%s', async (_case, operationId, path, body, pointer) => {
      const problem = await expectProblem(await call(operationId, path, { body }), 400, 'INVALID_REQUEST');
      expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    });

    it('an unknown parameter, a page too large, a cursor of no page', async () => {
      for (const query of ['colour=red', 'limit=501', 'limit=many', 'cursor=%21']) {
        const answer = await call('listItems', `/items?${query}`);
        const problem = await expectProblem(answer, 400, 'INVALID_REQUEST');
        expect(problem.errors?.[0]?.pointer).toBe(`?${query.split('=')[0]}`);
      }
    });

    it('a body that is not JSON, or none', async () => {
      await expectProblem(await call('queryItems', '/items/query', { body: '{"skus":' }), 400, 'INVALID_REQUEST');
      await expectProblem(await call('queryItems', '/items/query'), 400, 'INVALID_REQUEST');
      const headers = { 'content-type': 'text/plain' };
      const text = await call('queryItems', '/items/query', { body: 'skus', headers });
      await expectProblem(text, 415, 'UNSUPPORTED_MEDIA_TYPE');
    });

    it('a path that is not part of it', async () => {
      await expectProblem(await client.send('GET', '/orders'), 404, 'NOT_FOUND');
    });
  });

  describe('items', () => {
    it('answers those that exist, in the order asked', async () => {
      const answer = await call('queryItems', '/items/query', {
        body: { skus: [otherSku, unknownSku, sku], accountId },
      });
      const { items } = answer.body as Schemas['ItemQueryResult'];
      expect(items.map((item) => item.sku)).toEqual([otherSku, sku]);
      for (const item of items) {
        const defaults = item.sellingUoms.filter(({ isDefault }) => isDefault);
        expect(defaults).toHaveLength(item.sellingUoms.length === 0 ? 0 : 1);
      }
    });

    it('pages through all of them once, in the order of their SKUs', async () => {
      const skus: string[] = [];
      let cursor: string | undefined;
      do {
        const query: string = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const { items, nextCursor } = (await call('listItems', `/items?limit=3${query}`)).body as Schemas['ItemPage'];
        expect(items.length).toBeLessThanOrEqual(3);
        skus.push(...items.map((item) => item.sku));
        cursor = nextCursor;
        // A real ERP may hold very many: a dozen pages show the order as well.
      } while (cursor !== undefined && skus.length < 36);
      expect(skus.length).toBeGreaterThan(1);
      expect(skus).toEqual([...new Set(skus)].toSorted());
    });

    it('answers 304 to a caller that has the page, and again in full to one that has another', async () => {
      await expectConditional('listItems', '/items?limit=2');
    });
  });

  describe('prices', () => {
    const query = (lines: object[], rest: object = {}): HttpRequest => ({
      body: { accountId, purpose: 'BROWSE', lines, ...rest },
    });

    it('answers every line, in the order asked, with a price or with why there is none', async () => {
      const answer = await call(
        'queryPrices',
        '/prices/query',
        query([
          { lineId: 'none', sku: unknownSku, quantity: '1' },
          { lineId: 'zero', sku, quantity: '0' },
          { lineId: 'negative', sku, quantity: '-1' },
          { lineId: 'unit', sku, quantity: '1', uom: 'NO-SUCH-UNIT' },
          { lineId: 'project', sku, quantity: '1', projectId: 'no-such-project' },
          { lineId: 'currency', sku, quantity: '1', currencyCode: 'XTS' },
          { lineId: 'good', sku, quantity: '1' },
        ]),
      );
      const { lines } = answer.body as Schemas['PriceQueryResult'];
      expect(lines.map((line) => [line.lineId, 'code' in line ? line.code : line.outcome])).toEqual([
        ['none', 'UNKNOWN_ITEM'],
        ['zero', 'INVALID_QUANTITY'],
        ['negative', 'INVALID_QUANTITY'],
        ['unit', 'UOM_NOT_PERMITTED'],
        ['project', 'UNKNOWN_PROJECT'],
        ['currency', 'NO_PRICE_IN_CURRENCY'],
        ['good', 'PRICED'],
      ]);
    });

    it('calls a price firm when asked for a firm one, and only then', async () => {
      for (const purpose of ['BROWSE', 'FIRM']) {
        const answer = await call(
          'queryPrices',
          '/prices/query',
          query([{ lineId: '1', sku, quantity: '1' }], { purpose }),
        );
        expect(answer.body).toMatchObject({ lines: [{ outcome: 'PRICED', isFirm: purpose === 'FIRM' }] });
      }
    });

    it('prices 500 lines in one call', async () => {
      const lines = Array.from({ length: 500 }, (_, index) => ({
        lineId: `l${index}`,
        sku,
        quantity: String(index + 1),
      }));
      const answer = await call('queryPrices', '/prices/query', query(lines));
      expect((answer.body as Schemas['PriceQueryResult']).lines).toHaveLength(500);
      const tooMany = [...lines, { lineId: 'one more', sku, quantity: '1' }];
      await expectProblem(await call('queryPrices', '/prices/query', query(tooMany)), 400, 'INVALID_REQUEST');
    });

    it('tells an anonymous visitor to sign in', async () => {
      const anonymous = query([{ lineId: '1', sku, quantity: '1' }], { accountId: undefined });
      const answer = await call('queryPrices', '/prices/query', anonymous);
      expect(answer.body).toMatchObject({ lines: [{ outcome: 'UNAVAILABLE', code: 'LOGIN_REQUIRED' }] });
    });

    it('does not know an unknown account', async () => {
      const unknown = query([{ lineId: '1', sku, quantity: '1' }], { accountId: 'no-such-account' });
      await expectProblem(await call('queryPrices', '/prices/query', unknown), 404, 'UNKNOWN_ACCOUNT');
    });
  });

  describe('availability and warehouses', () => {
    it('answers the lines whose items are kept in stock, in the order asked', async () => {
      const lines = [
        { lineId: 'a', sku: unknownSku },
        { lineId: 'b', sku },
        { lineId: 'c', sku, warehouses: ['NO-SUCH-WAREHOUSE'] },
      ];
      const answer = await call('queryAvailability', '/availability/query', { body: { accountId, lines } });
      const { lines: answers } = answer.body as Schemas['AvailabilityQueryResult'];
      expect(answers.map(({ lineId }) => lineId)).toEqual(['b', 'c']);
      expect(answers[0]).toHaveProperty('consignment');
      expect(answers[1]).toMatchObject({ totalAvailable: { value: '0' }, locations: [] });
    });

    it('tells consignment stock to nobody who is not named', async () => {
      const body = { lines: [{ lineId: '1', sku }] };
      const answer = await call('queryAvailability', '/availability/query', { body });
      expect((answer.body as Schemas['AvailabilityQueryResult']).lines[0]).not.toHaveProperty('consignment');
    });

    it('lists the warehouses, conditionally, and consignment warehouses with their account', async () => {
      const answer = await expectConditional('listWarehouses', '/warehouses');
      for (const warehouse of (answer.body as Schemas['WarehouseList']).warehouses) {
        expect('accountId' in warehouse).toBe(warehouse.type === 'CONSIGNMENT');
      }
    });
  });

  describe('accounts and credit', () => {
    it('answers those that exist', async () => {
      const body = { accountIds: ['no-such-account', accountId] };
      const accounts = await call('queryAccounts', '/accounts/query', { body });
      expect(accounts.body).toMatchObject({ accounts: [{ id: accountId }] });
      const credit = await call('queryCredit', '/credit/query', { body });
      expect(credit.body).toMatchObject({ credits: [{ accountId }] });
    });
  });

  describe('reservations', () => {
    const reserve = (reference: string, quantity = '1'): Promise<HttpAnswer> =>
      call('createReservation', '/reservations', {
        body: { reference, accountId, lines: [{ lineId: '1', sku, quantity }] },
      });

    it('are made once, however often the same request comes, and can be released', async () => {
      const reference = `contract-${randomUUID()}`;
      const made = await reserve(reference);
      expect(made.status).toBe(201);
      const again = await reserve(reference);
      expect(again).toMatchObject({ status: 200, body: made.body });
      await expectProblem(await reserve(reference, '2'), 409, 'REFERENCE_CONFLICT');
      expect(await call('readReservation', `/reservations/${reference}`)).toMatchObject({
        status: 200,
        body: made.body,
      });

      expect(await call('releaseReservation', `/reservations/${reference}`)).toMatchObject({ status: 204 });
      for (const operationId of ['readReservation', 'releaseReservation']) {
        await expectProblem(await call(operationId, `/reservations/${reference}`), 404, 'UNKNOWN_RESERVATION');
      }
    });

    it('name each line that cannot be ordered', async () => {
      const lines = [
        { lineId: '1', sku, quantity: '1' },
        { lineId: '2', sku: unknownSku, quantity: '1' },
      ];
      const body = { reference: `contract-${randomUUID()}`, accountId, lines };
      const problem = await expectProblem(
        await call('createReservation', '/reservations', { body }),
        422,
        'NOT_RESERVABLE',
      );
      expect(problem.errors).toMatchObject([{ pointer: '/lines/1', code: 'UNKNOWN_ITEM' }]);
    });

    it('never go beyond the credit of the account', async () => {
      const credit = await call('queryCredit', '/credit/query', { body: { accountIds: [accountId] } });
      const available = (credit.body as Schemas['CreditQueryResult']).credits[0]?.available;
      // An account without a limit has nothing to go beyond.
      if (available === undefined) return;
      const value = { ...available, amount: `9${available.amount.replace('-', '')}` };
      const reference = `contract-${randomUUID()}`;
      const body = { reference, accountId, value, lines: [{ lineId: '1', sku, quantity: '1' }] };
      const refused = await call('createReservation', '/reservations', { body });
      await expectProblem(refused, 409, 'CREDIT_LIMIT_EXCEEDED');
      const unknown = await call('readReservation', `/reservations/${reference}`);
      await expectProblem(unknown, 404, 'UNKNOWN_RESERVATION');
    });

    it('refuse a reference that could not stand in a URL', async () => {
      await expectProblem(await reserve('with a/slash'), 400, 'INVALID_REQUEST');
    });
  });

  async function expectConditional(operationId: string, path: string): Promise<HttpAnswer> {
    const first = await call(operationId, path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    const known = await call(operationId, path, { headers: { 'if-none-match': `"other", ${etag}` } });
    expect(known).toMatchObject({ status: 304, body: undefined });
    const other = await call(operationId, path, { headers: { 'if-none-match': '"other"' } });
    expect(other).toMatchObject({ status: 200, body: first.body });
    return first;
  }
}
