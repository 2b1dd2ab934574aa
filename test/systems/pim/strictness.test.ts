// What the PIM refuses: each refusal has the status and the form that Akeneo documents.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, credentials, type RunningPim, startPim } from './start-pim.ts';

let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim();
});
afterAll(() => pim.close());

async function ask(path: string, query?: Record<string, unknown>): Promise<Pick<Answer, 'status' | 'body'>> {
  const { status, body } = await pim.get(path, query);
  return { status, body };
}

/** Documented: every refusal has its status as `code`, and a message. */
function refusal(status: number): Pick<Answer, 'status' | 'body'> {
  return { status, body: { code: status, message: expect.any(String) as string } };
}

const products = '/api/rest/v1/products-uuid';

describe('headers and methods', () => {
  const authorize = async (
    { headers, ...init }: Omit<RequestInit, 'headers'> & { headers?: Record<string, string> },
    path = '/api/rest/v1/channels',
  ) => {
    const { username, password } = credentials;
    const granted = await pim.token({ grant_type: 'password', username, password });
    const authorization = `Bearer ${String(granted.body['access_token'])}`;
    return pim.request(path, { ...init, headers: { authorization, ...headers } });
  };

  // Documented: a GET that accepts anything but JSON is a 406.
  it.each(['text/html', 'application/hal+json', 'image/*', 'application/json, text/html'])(
    'answers 406 to Accept %s',
    async (accept) => {
      const answer = await authorize({ headers: { accept } });
      expect(answer.status).toBe(406);
      expect(answer.body).toEqual({ code: 406, message: expect.stringContaining(accept) });
    },
  );

  it.each(['application/json', '*/*'])('answers JSON to Accept %s', async (accept) => {
    const answer = await authorize({ headers: { accept } });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });

  // Documented: a method that a path does not have is a 405.
  it.each(['PUT', 'DELETE'])('answers 405 to %s on a list', async (method) => {
    const answer = await authorize({ method }, products);
    expect(answer.status).toBe(405);
    expect(answer.body['code']).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET, POST, PATCH');
  });

  // Documented: an action that the connection has no permission for is a 403.
  it.each([
    ['POST', products],
    ['PATCH', '/api/rest/v1/products/PX-200'],
    ['DELETE', '/api/rest/v1/product-models/ball_6205'],
    ['POST', '/api/rest/v1/categories'],
  ])('answers 403 to %s %s: it serves readers only', async (method, path) => {
    const answer = await authorize({ method, body: '{}', headers: { 'content-type': 'application/json' } }, path);
    expect(answer.status).toBe(403);
    expect(answer.body['code']).toBe(403);
  });

  // Documented: a POST with another Content-Type, or without one, is a 415.
  it.each([{ 'content-type': 'text/plain' }, { 'content-type': 'application/x-www-form-urlencoded' }, undefined])(
    'answers 415 to a search with %o',
    async (headers) => {
      const body = headers === undefined ? new Uint8Array([123, 125]) : '{}';
      const answer = await authorize({ method: 'POST', body, ...(headers && { headers }) }, `${products}/search`);
      expect(answer.status).toBe(415);
      expect(answer.body['code']).toBe(415);
    },
  );

  // Documented: malformed JSON in a body is a 400.
  it('answers 400 to a body that is not JSON', async () => {
    const headers = { 'content-type': 'application/json' };
    const answer = await authorize({ method: 'POST', body: '{search:1}', headers }, `${products}/search`);
    expect(answer.status).toBe(400);
    expect(answer.body['code']).toBe(400);
  });

  // Documented: what does not exist is a 404.
  it.each([
    `${products}/9b0f3a52-0000-4000-8000-000000000000`,
    `${products}/not-a-uuid`,
    '/api/rest/v1/products/NOPE',
    '/api/rest/v1/product-models/nope',
    '/api/rest/v1/families/nope',
    '/api/rest/v1/families/nope/variants',
    '/api/rest/v1/families/pump/variants/bearing_by_seal',
    '/api/rest/v1/attributes/nope',
    '/api/rest/v1/attributes/nope/options',
    '/api/rest/v1/attributes/name/options',
    '/api/rest/v1/attributes/brand/options/nope',
    '/api/rest/v1/attribute-groups/nope',
    '/api/rest/v1/categories/nope',
    '/api/rest/v1/association-types/nope',
    '/api/rest/v1/channels/nope',
    '/api/rest/v1/locales/xx_XX',
    '/api/rest/v1/asset-families/nope/assets',
    '/api/rest/v1/asset-families/pictures/assets/nope',
    '/api/rest/v1/asset-families/pictures/attributes/file/options',
    '/api/rest/v1/asset-media-files/a/b/nope.svg',
    '/api/rest/v1/currencies-of-the-past',
  ])('answers 404 to %s', async (path) => {
    expect(await ask(path)).toEqual(refusal(404));
  });
});

describe('lists', () => {
  // Documented: more than 100 items a page is a 422.
  it.each(['products-uuid', 'products', 'product-models', 'families', 'attributes', 'categories', 'channels'])(
    'refuses a limit of 101 on %s',
    async (path) => {
      expect(await ask(`/api/rest/v1/${path}`, { limit: '101' })).toEqual(refusal(422));
      expect((await pim.get(`/api/rest/v1/${path}`, { limit: '100' })).status).toBe(200);
    },
  );

  it.each([
    { limit: '0' },
    { limit: '-1' },
    { limit: 'many' },
    { limit: '1.5' },
    { page: '0' },
    { page: 'first' },
    { with_count: 'yes' },
    { pagination_type: 'cursor' },
    { pagination_type: 'search_after', search_after: '***' },
  ])('refuses %o', async (query) => {
    expect(await ask(products, query)).toEqual(refusal(422));
  });

  it('has no cursors where Akeneo has none', async () => {
    expect(await ask('/api/rest/v1/families', { pagination_type: 'search_after' })).toEqual(refusal(422));
  });

  // Documented: beyond the item 10,000 pages by number are refused, with a link to the way on.
  it('ends pages by number at 10,000 products', async () => {
    expect((await pim.get(products, { page: '100', limit: '100' })).status).toBe(200);
    const answer = await pim.get(products, { page: '101', limit: '100' });
    expect(answer.status).toBe(422);
    expect(answer.body).toEqual({
      code: 422,
      message: expect.any(String),
      _links: { documentation: { href: expect.stringContaining('#the-search-after-method') } },
    });
  });
});

describe('values and channels that do not exist', () => {
  it.each([
    { attributes: 'nope' },
    { attributes: 'name,nope' },
    { scope: 'nope' },
    { locales: 'xx_XX' },
    // Known, but not enabled.
    { locales: 'de_DE' },
    // Enabled, but not in the channel.
    { scope: 'print', locales: 'fr_FR' },
    { search_locale: 'de_DE', search: { family: [{ operator: 'IN', value: ['pump'] }] } },
  ])('refuses %o', async (query) => {
    expect(await ask(products, query)).toEqual(refusal(422));
    expect(await ask('/api/rest/v1/product-models', query)).toEqual(refusal(422));
  });
});

describe('search', () => {
  // Documented: a search that is not JSON is a 400 on products.
  it.each(['nonsense', '{"enabled":{"key"}}', '"text"', '1', 'null'])('refuses %s with 400', async (search) => {
    expect(await ask(products, { search })).toEqual(refusal(400));
  });

  it.each<[string, unknown]>([
    ['no list', { enabled: { operator: '=', value: true } }],
    ['an empty list', { enabled: [] }],
    ['no operator', { enabled: [{ value: true }] }],
    ['an operator that is no string', { enabled: [{ operator: ['='], value: true }] }],
    ['an unknown property', { colour_of_the_sea: [{ operator: '=', value: 'blue' }] }],
    ['an operator the property lacks', { enabled: [{ operator: 'IN', value: [true] }] }],
    ['an operator the attribute lacks', { brand: [{ operator: 'CONTAINS', value: 'skf' }] }],
    ['an operator in small letters', { family: [{ operator: 'in', value: ['pump'] }] }],
    ['a value of another type', { enabled: [{ operator: '=', value: 'true' }] }],
    ['one code where a list is due', { family: [{ operator: 'IN', value: 'pump' }] }],
    ['an unknown family', { family: [{ operator: 'IN', value: ['nope'] }] }],
    ['an unknown category', { categories: [{ operator: 'IN CHILDREN', value: ['nope'] }] }],
    ['an unknown product model', { parent: [{ operator: 'IN', value: ['nope'] }] }],
    ['an unknown group', { groups: [{ operator: 'IN', value: ['nope'] }] }],
    ['an unknown option', { brand: [{ operator: 'IN', value: ['nope'] }] }],
    ['what is no UUID', { uuid: [{ operator: 'IN', value: ['nope'] }] }],
    ['a date of another form', { updated: [{ operator: '>', value: '2025-01-01T00:00:00Z' }] }],
    ['a date that is none', { updated: [{ operator: '>', value: '2025-13-01 00:00:00' }] }],
    ['one date where two are due', { updated: [{ operator: 'BETWEEN', value: '2025-01-01 00:00:00' }] }],
    ['a completeness without channel', { completeness: [{ operator: '=', value: 100 }] }],
    ['an unknown channel', { completeness: [{ operator: '=', value: 100, scope: 'nope' }] }],
    [
      'all locales without locales',
      { completeness: [{ operator: 'GREATER THAN ON ALL LOCALES', value: 1, scope: 'ecommerce' }] },
    ],
    ['a localizable attribute without locale', { name: [{ operator: '=', value: 'x' }] }],
    ['a scopable attribute without channel', { description: [{ operator: 'EMPTY', locale: 'en_US' }] }],
    ['a locale on an attribute that has none', { brand: [{ operator: 'EMPTY', locale: 'en_US' }] }],
    ['a locale that is not enabled', { name: [{ operator: '=', value: 'x', locale: 'de_DE' }] }],
    ['a comparison of numbers', { ball_count: [{ operator: '>', value: 3 }] }],
  ])('refuses %s with 422', async (_, search) => {
    expect(await ask(products, { search })).toEqual(refusal(422));
  });

  // Documented: a filter by identifier lists at most 100.
  it('refuses more than 100 identifiers with 400', async () => {
    const value = Array.from({ length: 101 }, (_, index) => `SKU-${index}`);
    expect(await ask(products, { search: { sku: [{ operator: 'IN', value }] } })).toEqual(refusal(400));
    const most = await pim.get(products, { search: { sku: [{ operator: 'IN', value: value.slice(1) }] } });
    expect(most.status).toBe(200);
  });

  it.each([
    ['attributes', { nope: [{ operator: 'IN', value: ['x'] }] }],
    ['attributes', { code: [{ operator: '=', value: 'name' }] }],
    ['attributes', { code: [{ operator: 'IN', value: 'name' }] }],
    ['families', { updated: [{ operator: '>', value: '2025-01-01 00:00:00' }] }],
    ['categories', { parent: [{ operator: '=', value: 'nope' }] }],
    ['categories', { is_root: [{ operator: '=', value: 'yes' }] }],
    ['locales', { code: [{ operator: 'IN', value: ['en_US'] }] }],
  ])('answers 400 to what %s cannot be searched by: %o', async (path, search) => {
    expect(await ask(`/api/rest/v1/${path}`, { search })).toEqual(refusal(400));
  });

  it('refuses what assets cannot be searched by', async () => {
    const assets = '/api/rest/v1/asset-families/pictures/assets';
    expect(await ask(assets, { search: { file: [{ operator: 'EMPTY' }] } })).toEqual(refusal(422));
    expect(await ask(assets, { search: { updated: [{ operator: '>', value: '2025-01-01 00:00:00' }] } })).toEqual(
      refusal(422),
    );
    expect(await ask(assets, { channel: 'nope' })).toEqual(refusal(422));
    expect(await ask(assets, { locales: 'de_DE' })).toEqual(refusal(422));
  });

  // Documented limits of the search by POST: 20 criteria, 800 values in a list, 800 attributes.
  it('holds the search by POST to its limits', async () => {
    const search = (filters: unknown) => pim.post(`${products}/search`, { search: JSON.stringify(filters) });
    const enabled = (count: number) => ({
      enabled: Array.from({ length: count }, () => ({ operator: '=', value: true })),
    });
    const uuids = (count: number) => Array.from({ length: count }, () => '9b0f3a52-0000-4000-8000-000000000000');
    expect((await search(enabled(20))).status).toBe(200);
    expect((await search(enabled(21))).status).toBe(422);
    expect((await search({ uuid: [{ operator: 'IN', value: uuids(800) }] })).status).toBe(200);
    expect((await search({ uuid: [{ operator: 'IN', value: uuids(801) }] })).status).toBe(422);
    expect((await pim.post(`${products}/search`, { search: {} })).status).toBe(422);
    expect((await pim.post(`${products}/search`, { with_completenesses: 'true' })).status).toBe(422);
    expect((await pim.post(`${products}/search`, { attributes: Array(801).fill('name').join(',') })).status).toBe(422);
    expect((await pim.post(`${products}/search`, [])).status).toBe(400);
  });
});
