// For which account a caller may ask, who says so by a header, and what subgraphs and the log are told of it.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readClaims } from './account-shop.ts';
import { startGateway } from './running-gateway.ts';
import { createTokenIssuer, type TokenIssuer } from './token-issuer.ts';
import { startTrustingGateway, type TrustingGateway } from './trusting-gateway.ts';

const page = 'https://shop.example';
const mayActForAll = { scope: 'orders:read accounts:act-on-behalf' };
let trusted: TokenIssuer;
let gateway: TrustingGateway;

beforeAll(async () => {
  trusted = await createTokenIssuer();
  gateway = await startTrustingGateway({ keys: [trusted.publicKey], config: { cors: { origins: [page] } } });
});
afterAll(() => gateway.close());
beforeEach(() => {
  gateway.subgraph.requests.length = 0;
  gateway.lines.length = 0;
});

const act = async (claims: object | undefined, account: string, { query = '{ live }', at = gateway } = {}) =>
  at.ask(claims && (await trusted.sign({ ...claims })), query, { 'commerce-graph-account': account });

async function readAssertion(claims: object, account: string): Promise<object> {
  expect((await act(claims, account)).errors).toBeUndefined();
  const [request] = gateway.subgraph.requests;
  if (request === undefined) throw new Error('The subgraph was not asked.');
  return readClaims(request);
}

async function expectRefused(claims: object | undefined, account: string, at = gateway): Promise<string> {
  const { status, data, errors, headers } = await act(claims, account, { at });
  expect([status, data, errors?.[0]?.extensions]).toEqual([403, undefined, { code: 'ACCOUNT_NOT_PERMITTED' }]);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(at.subgraph.requests).toEqual([]);
  return errors?.[0]?.message ?? '';
}

const family = { accounts: ['acme-dayton', 'acme-houston'], price_group: 'gold', catalog: 'north' };

describe('a caller acts for', () => {
  test('the account of the token, with all that the token says of it', async () => {
    expect(await readAssertion(family, 'acme')).toMatchObject({
      account: 'acme',
      accounts: family.accounts,
      priceGroup: 'gold',
      catalog: 'north',
    });
  });

  test('one of its accounts, permitted the same ones, and without what is of the other account', async () => {
    const assertion = await readAssertion(family, 'acme-dayton');
    expect(assertion).toMatchObject({ sub: 'user-1', account: 'acme-dayton', accounts: ['acme', 'acme-houston'] });
    for (const name of ['priceGroup', 'catalog', 'onBehalfOf']) expect(assertion).not.toHaveProperty(name);
  });

  test('one of its accounts, where the token names none of its own', async () => {
    expect(await readAssertion({ account: undefined, ...family }, 'acme-dayton')).toMatchObject({
      account: 'acme-dayton',
      accounts: ['acme-houston'],
    });
  });

  test('any account with the scope, for that one alone, and everybody is told', async () => {
    const assertion = await readAssertion({ sub: 'rep-1', ...family, ...mayActForAll }, 'borealis');
    expect(assertion).toMatchObject({ sub: 'rep-1', account: 'borealis', onBehalfOf: 'borealis' });
    for (const name of ['priceGroup', 'catalog', 'accounts']) expect(assertion).not.toHaveProperty(name);
    await expect
      .poll(() => gateway.lines.filter(({ msg }) => msg === 'Request').map(({ onBehalfOf }) => onBehalfOf))
      .toEqual(['borealis']);
  });

  test('an own account as its own, also with the scope', async () => {
    const assertion = await readAssertion({ ...family, ...mayActForAll }, 'acme-dayton');
    expect(assertion).toMatchObject({ account: 'acme-dayton', accounts: ['acme', 'acme-houston'] });
    expect(assertion).not.toHaveProperty('onBehalfOf');
  });
});

describe('a request is refused, and nothing of it executed', () => {
  test('for an account that the token does not permit, in words that tell nothing of it', async () => {
    const messages = await Promise.all(['borealis', 'nobody'].map((account) => expectRefused(family, account)));
    expect(new Set(messages.map((message) => message.replace(/"\w+"/, ''))).size).toBe(1);
  });
  test('without a token', async () => {
    await expectRefused(undefined, 'acme');
  });
  test.each(['', 'ACME', 'acme ', 'acme,acme-dayton'].map((account) => [account]))(
    'for "%s", which is another account',
    async (account) => {
      // Blanks around a value are no part of it (RFC 9110, 5.5).
      if (account === 'acme ') expect((await act(family, account)).status).toBe(200);
      else await expectRefused(family, account);
    },
  );
  test.each(['', 'a b', 'a, b', 'acmé', 'x'.repeat(129), 'x'.repeat(300)])(
    'for "%s", which is no account at all, also with the scope',
    async (account) => {
      await expectRefused(mayActForAll, account);
    },
  );
  test('with another scope, or where nobody may act for others', async () => {
    const other = await startTrustingGateway({
      keys: [trusted.publicKey],
      authentication: { acting: { on_behalf_scope: 'sales:represent' } },
    });
    const none = await startTrustingGateway({
      keys: [trusted.publicKey],
      authentication: { acting: { on_behalf_scope: false } },
    });
    try {
      await expectRefused(mayActForAll, 'borealis', other);
      expect((await act({ scope: 'sales:represent' }, 'borealis', { at: other })).status).toBe(200);
      await expectRefused({ scope: 'accounts:act-on-behalf false' }, 'borealis', none);
    } finally {
      await Promise.all([other.close(), none.close()]);
    }
  });
});

describe('what is kept', () => {
  test('for one account is served to nobody who acts for another, and is shared by all who act for the same', async () => {
    const query = '{ orders { total note } cart }';
    const ask = async (claims: object, account: string) => (await act(claims, account, { query })).text;
    const representative = { sub: 'rep-1', ...mayActForAll };
    const first = await ask(representative, 'isolated-1');
    const second = await ask(representative, 'isolated-2');
    expect(first).toContain('of isolated-1');
    expect(second).not.toContain('of isolated-1');
    // Values of the user are of the user as it acts for the account.
    const carts = [first, second].map((text) => (JSON.parse(text) as { data: { cart: string } }).data.cart);
    expect(new Set(carts).size).toBe(2);
    expect(await ask(representative, 'isolated-1')).toBe(first);
    const own = await gateway.ask(await trusted.sign({ sub: 'buyer', account: 'isolated-1' }), '{ orders { total } }');
    expect((JSON.parse(first) as { data: { orders: { total: string }[] } }).data.orders[0]?.total).toBe(
      (own.data as { orders: { total: string }[] }).orders[0]?.total,
    );
  });
});

describe('caches and pages outside are told of the header', () => {
  test('where there are tokens', async () => {
    expect((await gateway.ask(undefined)).headers.get('vary')).toContain('Authorization, commerce-graph-account');
    const preflight = await fetch(`${gateway.url}/graphql`, {
      method: 'OPTIONS',
      headers: {
        origin: page,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'commerce-graph-account',
      },
    });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('commerce-graph-account');
  });
  test('and not where there are none', async () => {
    const open = await startGateway([gateway.subgraph]);
    try {
      const response = await fetch(`${open.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'commerce-graph-account': 'acme' },
        body: '{"query":"{ live }"}',
      });
      expect([response.status, response.headers.get('vary')]).toEqual([200, 'Authorization']);
    } finally {
      await open.close();
    }
  });
});

test('a subgraph is told which request it is asked for, and of a trace that is one', async () => {
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
  const ask = async (value: string) => {
    gateway.subgraph.requests.length = 0;
    const { headers } = await gateway.ask(undefined, '{ live }', { traceparent: value, 'x-request-id': 'forged' });
    return { id: headers.get('x-request-id'), sent: gateway.subgraph.requests[0]?.headers };
  };
  const { id, sent } = await ask(traceparent);
  expect([sent?.['x-request-id'], sent?.traceparent]).toEqual([id, traceparent]);
  expect(id).not.toBe('forged');
  for (const invalid of ['00-0-0-01', traceparent.replace('00-', 'ff-'), `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`]) {
    expect((await ask(invalid)).sent).not.toHaveProperty('traceparent');
  }
});
