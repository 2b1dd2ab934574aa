// Pages: following the links visits everything once, whatever the size of the pages.
import { assert, asyncProperty, constantFrom, integer } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSmallCatalogue, uuidOf } from './small-catalogue.ts';
import { type Answer, type RunningPim, startPim } from './start-pim.ts';

const root = '/api/rest/v1';
let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim({ seed: createSmallCatalogue(57) });
});
afterAll(() => pim.close());

interface Page {
  /** The names of all members of the answer. */
  members: string[];
  links: Record<'self' | 'first' | 'previous' | 'next', { href: string } | undefined>;
  items: Record<string, unknown>[];
  number: unknown;
  count: unknown;
}

function readPage({ status, body }: Answer): Page {
  expect(status).toBe(200);
  return {
    members: Object.keys(body).toSorted(),
    links: body['_links'] as Page['links'],
    items: (body['_embedded'] as { items: Page['items'] }).items,
    number: body['current_page'],
    count: body['items_count'],
  };
}

/** Every page from the first on, by the links. */
async function follow(path: string, query: Record<string, unknown>): Promise<Page[]> {
  const pages = [readPage(await pim.get(path, query))];
  for (let next = pages[0]?.links.next; next !== undefined; next = pages.at(-1)?.links.next) {
    pages.push(readPage(await pim.get(next.href)));
  }
  return pages;
}

function itemsOf(pages: Page[]): Record<string, unknown>[] {
  return pages.flatMap((page) => page.items);
}

function linkOf(item: Record<string, unknown> | undefined): string {
  const links = item?.['_links'] as { self: { href: string } } | undefined;
  return links?.self.href ?? '';
}

const searches = constantFrom<[unknown, number]>(
  [{}, 63],
  [{ categories: [{ operator: 'IN CHILDREN', value: ['pumps'] }] }, 31],
  [{ categories: [{ operator: 'IN CHILDREN', value: ['master'] }] }, 34],
  [{ family: [{ operator: 'IN', value: ['pump'] }] }, 60],
  [{ enabled: [{ operator: '=', value: true }] }, 62],
  [{ brand: [{ operator: 'IN', value: ['skf'] }] }, 3],
  [{ parent: [{ operator: 'NOT EMPTY' }], sku: [{ operator: 'CONTAINS', value: 'ZZ' }] }, 2],
  [{ sku: [{ operator: '=', value: 'NOPE' }] }, 0],
);

describe('pages of products', () => {
  it.each(['search_after', 'page'])('by %s visit every product once, for any limit and filter', async (type) => {
    await assert(
      asyncProperty(
        searches,
        integer({ min: 1, max: 100 }),
        constantFrom('products', 'products-uuid'),
        async ([search, count], limit, path) => {
          const pages = await follow(`${root}/${path}`, { search, pagination_type: type, limit: String(limit) });
          const keys = itemsOf(pages).map((item) => String(path === 'products' ? item['identifier'] : item['uuid']));
          expect(new Set(keys).size).toBe(keys.length);
          expect(keys).toHaveLength(count);
          for (const page of pages.slice(0, -1)) expect(page.items).toHaveLength(limit);
          // Documented: in the order of the primary key.
          const uuids = path === 'products' ? keys.map(uuidOf) : keys;
          expect(uuids).toEqual(uuids.toSorted());
        },
      ),
      { numRuns: 25 },
    );
  });

  it('by POST go on with the body sent again', async () => {
    const body = { search: JSON.stringify({ family: [{ operator: 'IN', value: ['pump'] }] }) };
    const query = { pagination_type: 'search_after', limit: '25' };
    const uuids: unknown[] = [];
    let answer = await pim.post(`${root}/products-uuid/search`, body, query);
    for (;;) {
      const page = readPage(answer);
      uuids.push(...page.items.map((item) => item['uuid']));
      if (page.links.next === undefined) break;
      answer = await pim.post(page.links.next.href, body);
    }
    expect(new Set(uuids).size).toBe(60);
    expect(uuids).toHaveLength(60);
  });

  // Documented: 10 items a page when nothing is said; the count only when asked for; links to first, previous and next.
  it('by number have their place, their links and a count when asked', async () => {
    const plain = readPage(await pim.get(`${root}/products-uuid`));
    expect(plain).toMatchObject({ number: 1, members: ['_embedded', '_links', 'current_page'] });
    expect(plain.items).toHaveLength(10);
    expect(plain.links).not.toHaveProperty('previous');

    const search = JSON.stringify({ family: [{ operator: 'IN', value: ['pump'] }] });
    const query = { search, page: '2', limit: '25', with_count: 'true' };
    const second = readPage(await pim.get(`${root}/products-uuid`, query));
    expect(second).toMatchObject({ number: 2, count: 60 });
    for (const [name, page] of [
      ['self', '2'],
      ['first', '1'],
      ['previous', '1'],
      ['next', '3'],
    ] as const) {
      const url = new URL(second.links[name]?.href ?? '');
      expect(`${url.origin}${url.pathname}`).toBe(`${pim.url}${root}/products-uuid`);
      expect(Object.fromEntries(url.searchParams)).toEqual({ ...query, page });
    }
  });

  // Documented: cursors leave out place and count, and link to self, first and next only.
  it('by cursor have neither place nor count', async () => {
    const query = { pagination_type: 'search_after', limit: '50', with_count: 'true' };
    const [first, last] = await follow(`${root}/products-uuid`, query);
    expect(first?.members).toEqual(['_embedded', '_links']);
    expect(Object.keys(first?.links ?? {}).toSorted()).toEqual(['first', 'next', 'self']);
    expect(Object.keys(last?.links ?? {}).toSorted()).toEqual(['first', 'self']);
    expect(last?.links.first).toEqual(first?.links.first);
  });

  it('link each item to itself', async () => {
    const [item] = await pim.items(`${root}/products-uuid`);
    const single = await pim.get(linkOf(item));
    expect(single.body['uuid']).toBe(item?.uuid);
    expect(single.body).not.toHaveProperty('_links');
  });
});

describe('pages of everything else', () => {
  it.each([
    ['product-models', 3],
    ['attributes', 14],
    ['attributes/uses/options', 3],
    ['families', 3],
    ['families/bearing/variants', 2],
    ['categories', 5],
    ['attribute-groups', 2],
    ['association-types', 3],
    ['channels', 2],
    ['locales', 3],
  ])('of %s visit all %i', async (path, count) => {
    for (const limit of ['1', '2', '100']) {
      const pages = await follow(`${root}/${path}`, { limit, with_count: 'true' });
      const codes = itemsOf(pages).map((item) => String(item['code']));
      expect(new Set(codes).size).toBe(count);
      expect(codes).toHaveLength(count);
      expect(pages[0]?.count).toBe(count);
      expect((await pim.get(linkOf(itemsOf(pages)[0]))).body['code']).toBe(codes[0]);
    }
  });

  // Documented: pages of assets hold 100, and go on by cursor only.
  it('of assets visit all, 100 at a time', async () => {
    const pages = await follow(`${root}/asset-families/pictures/assets`, {});
    expect(pages.map((page) => page.items.length)).toEqual([100, 21]);
    expect(new Set(itemsOf(pages).map((item) => item['code'])).size).toBe(121);
  });
});
