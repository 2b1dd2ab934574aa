// What every connector of the ERP subgraph must do, whichever product it speaks to.
import type { ErpConnector, PriceQuestion } from '@commerce-graph/subgraph-erp';
import { describe, expect, it } from 'vitest';

export interface ErpConnectorTarget {
  /** Called when a test runs: the ERP behind it may be started by a hook. */
  readonly getConnector: () => ErpConnector;
  readonly samples: {
    /** An account with a parent or children of its own, and with credit. */
    readonly accountId: string;
    /** An item kept in stock, with a price for that account. */
    readonly sku: string;
    /** Another item that exists. */
    readonly otherSku: string;
    /** A shared warehouse that keeps `sku`. */
    readonly warehouse: string;
  };
}

const unknown = 'NO-SUCH-KEY-4711';
/** No ERP can have keys like these, and none of them may spoil a batch. */
const malformed = ['', 'x'.repeat(300)];
const decimal = expect.stringMatching(/^-?\d+(\.\d+)?$/);
const quantity = { value: decimal, uom: expect.any(String) };
const money = { amount: decimal, currencyCode: expect.stringMatching(/^[A-Z]{3}$/) };

/** Registers the suite with vitest. It only reads. */
export function describeErpConnector({ getConnector, samples }: ErpConnectorTarget): void {
  const { accountId, sku, otherSku, warehouse } = samples;
  const { signal } = new AbortController();
  const ask = (about: string, more: Partial<PriceQuestion> = {}): PriceQuestion => ({
    sku: about,
    quantity: '1',
    uom: undefined,
    currencyCode: undefined,
    projectId: undefined,
    ...more,
  });
  const everywhere = (about: string) => ({ sku: about, warehouses: undefined });

  describe('items', () => {
    it('gives those that exist, for an account and for nobody', async () => {
      for (const account of [accountId, undefined]) {
        const items = await getConnector().readItems([unknown, otherSku, ...malformed, sku], account, signal);
        expect(new Set(items.map((item) => item.sku))).toEqual(new Set([sku, otherSku]));
      }
    });

    it('gives none for none', async () => {
      expect(await getConnector().readItems([], accountId, signal)).toEqual([]);
      expect(await getConnector().readItems([unknown, ...malformed], accountId, signal)).toEqual([]);
    });

    it('shows an item that exists to an account that does not', async () => {
      expect(await getConnector().readItems([sku], unknown, signal)).toMatchObject([{ sku }]);
    });
  });

  describe.each(['BROWSE', 'FIRM'] as const)('%s prices', (purpose) => {
    it('answers every line in the order asked, duplicates and malformed keys included', async () => {
      const skus = [sku, unknown, ...malformed, otherSku, sku];
      const prices = await getConnector().readPrices(
        { purpose, accountId, lines: skus.map((each) => ask(each)) },
        signal,
      );
      expect(prices).toHaveLength(skus.length);
      expect(prices[0]).toMatchObject({
        __typename: 'Price',
        unitPrice: { amount: decimal, basisQuantity: decimal },
        extendedPrice: money,
        quantity: { value: '1' },
        isFirm: purpose === 'FIRM',
      });
      for (const index of [1, 2, 3]) expect(prices[index]).toMatchObject({ code: 'UNKNOWN_ITEM' });
      expect(prices[5]).toEqual(prices[0]);
    });

    it('refuses a quantity of zero and a project that does not exist, each on its own line', async () => {
      const lines = [ask(sku, { quantity: '0' }), ask(sku, { projectId: unknown }), ask(sku)];
      const prices = await getConnector().readPrices({ purpose, accountId, lines }, signal);
      expect(prices).toMatchObject([
        { code: 'INVALID_QUANTITY' },
        { code: 'UNKNOWN_PROJECT' },
        { __typename: 'Price' },
      ]);
    });

    it('tells nobody a price without an account', async () => {
      const prices = await getConnector().readPrices({ purpose, accountId: undefined, lines: [ask(sku)] }, signal);
      expect(prices).toMatchObject([{ __typename: 'PriceUnavailable', code: 'LOGIN_REQUIRED' }]);
    });

    it('has no prices for an account that does not exist', async () => {
      const asking = getConnector().readPrices({ purpose, accountId: unknown, lines: [ask(sku)] }, signal);
      await expect(asking).rejects.toMatchObject({ extensions: { code: 'FORBIDDEN' } });
    });
  });

  describe('stock', () => {
    it('answers every question in the order asked, with null for what is unknown', async () => {
      const skus = [unknown, sku, ...malformed, sku];
      const answers = await getConnector().readStock(skus.map(everywhere), undefined, signal);
      expect(answers).toEqual([null, answers[1], null, null, answers[1]]);
      expect(answers[1]).toMatchObject({ availability: { totalAvailable: quantity, locations: expect.any(Array) } });
    });

    it('counts over the warehouses of each question', async () => {
      const questions = [
        everywhere(sku),
        { sku, warehouses: [warehouse] },
        { sku, warehouses: [unknown.slice(0, 32)] },
      ];
      const [all, one, none] = await getConnector().readStock(questions, undefined, signal);
      expect(all?.availability.locations).toContainEqual(one?.availability.locations[0]);
      expect(one?.availability.locations).toMatchObject([{ warehouse: { code: warehouse }, available: quantity }]);
      expect(one?.availability.totalAvailable).toEqual(one?.availability.locations[0]?.available);
      expect(none?.availability).toMatchObject({
        locations: [],
        totalAvailable: { value: expect.stringMatching(/^0/) },
      });
    });

    it('says the same about shared warehouses with and without an account, and shows consignment to its account only', async () => {
      const [[open], [own]] = await Promise.all([
        getConnector().readStock([everywhere(sku)], undefined, signal),
        getConnector().readStock([everywhere(sku)], accountId, signal),
      ]);
      const { asOf: _open, ...openStock } = open?.availability ?? {};
      const { asOf: _own, ...ownStock } = own?.availability ?? {};
      expect(ownStock).toEqual(openStock);
      expect(open?.consignment).toEqual([]);
    });
  });

  it('warehouses tell their type, and whose goods lie in a consignment', async () => {
    const warehouses = await getConnector().readWarehouses(signal);
    expect(warehouses.map(({ code }) => code)).toContain(warehouse);
    for (const { type, consigneeId } of warehouses) expect(consigneeId !== null).toBe(type === 'CONSIGNMENT');
  });

  describe('accounts', () => {
    it('gives those that exist, with their relatives by id', async () => {
      const accounts = await getConnector().readAccounts([unknown, accountId, ...malformed], signal);
      expect(accounts).toMatchObject([{ id: accountId, name: expect.any(String), children: expect.any(Array) }]);
      const [account] = accounts;
      expect([account?.parent, ...(account?.children ?? [])].some((relative) => relative?.id)).toBe(true);
    });

    it('gives the credit of those that exist', async () => {
      const credits = await getConnector().readCredits([unknown, accountId, ...malformed], signal);
      expect([...credits.keys()]).toEqual([accountId]);
      expect(credits.get(accountId)).toMatchObject({ balance: money, onOrder: money, overdue: money });
    });
  });

  it('ends every call when nobody waits any more', async () => {
    const gone = AbortSignal.abort();
    const connector = getConnector();
    const unavailable = { extensions: { code: 'SYSTEM_UNAVAILABLE' } };
    await expect(connector.readItems([sku], undefined, gone)).rejects.toMatchObject(unavailable);
    await expect(connector.readPrices({ purpose: 'BROWSE', accountId, lines: [ask(sku)] }, gone)).rejects.toMatchObject(
      unavailable,
    );
    await expect(connector.readStock([everywhere(sku)], undefined, gone)).rejects.toMatchObject(unavailable);
    await expect(connector.readWarehouses(gone)).rejects.toMatchObject(unavailable);
    await expect(connector.readAccounts([accountId], gone)).rejects.toMatchObject(unavailable);
    await expect(connector.readCredits([accountId], gone)).rejects.toMatchObject(unavailable);
  });
}
