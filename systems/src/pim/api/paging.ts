// Pages in HAL, by number or by cursor.
import { Problem } from '../../server/problem.ts';
import { DocumentedProblem } from './problem-body.ts';
import type { Query } from './query.ts';

export interface NumberPaging {
  type: 'page';
  page: number;
  limit: number;
  withCount: boolean;
}

export interface CursorPaging {
  type: 'search_after';
  limit: number;
  /** Key of the last item of the page before. */
  after?: string;
}

const defaultLimit = 10;
const maximumLimit = 100;
/** Products and product models cannot be paged by number beyond this many. */
const maximumOffset = 10_000;
const cursorDocumentation = 'http://api.akeneo.com/documentation/pagination.html#the-search-after-method';

/** @throws Problem 422 for a page, limit or count that is not possible. */
export function parseNumberPaging(query: Query): NumberPaging {
  const type = query['pagination_type'] ?? 'page';
  if (type === 'search_after')
    throw new Problem({ status: 422, detail: 'This list has no cursors, only page numbers.' });
  if (type !== 'page') throw unknownPagination(type);
  const limit = parseLimit(query);
  const page = parseNumber(query['page'], 1, 'page');
  const withCount = query['with_count'] ?? 'false';
  if (withCount !== 'true' && withCount !== 'false') {
    throw new Problem({ status: 422, detail: `The parameter "with_count" must be true or false, not "${withCount}".` });
  }
  return { type: 'page', page, limit, withCount: withCount === 'true' };
}

/** For lists that have both kinds of pages. @throws Problem 422. */
export function parsePaging(query: Query): NumberPaging | CursorPaging {
  const type = query['pagination_type'] ?? 'page';
  if (type !== 'search_after') {
    const paging = parseNumberPaging(query);
    if (paging.page * paging.limit <= maximumOffset) return paging;
    const detail = `Pages by number end at the item ${maximumOffset}: use the pagination type "search_after".`;
    throw new DocumentedProblem(422, detail, cursorDocumentation);
  }
  return { type, limit: parseLimit(query), ...parseCursor(query) };
}

/** For lists that have only cursors, and whose pages cannot be sized. @throws Problem 422. */
export function parseFixedPaging(query: Query): CursorPaging {
  return { type: 'search_after', limit: maximumLimit, ...parseCursor(query) };
}

/** A page of a list. */
export interface HalPage {
  _links: Record<string, { href: string }>;
  current_page?: number;
  items_count?: number;
  _embedded: { items: Record<string, unknown>[] };
}

export interface HalPageOptions {
  /** URL of the list, without query. */
  listUrl: string;
  /** The query that was asked, which the links repeat. */
  query: Query;
  /** URL of an item. */
  itemUrl: (item: Record<string, unknown>) => string;
}

export function buildNumberedPage(
  items: Record<string, unknown>[],
  { page, limit, withCount }: NumberPaging,
  options: HalPageOptions,
  count: () => number,
): HalPage {
  const link = (number: number) => ({
    href: buildUrl(options, { ...options.query, page: String(number), limit: String(limit) }),
  });
  return {
    _links: {
      self: link(page),
      first: link(1),
      ...(page > 1 && { previous: link(page - 1) }),
      // As the real one does: a last page that happens to be full is followed by an empty one.
      ...(items.length === limit && { next: link(page + 1) }),
    },
    current_page: page,
    ...(withCount && { items_count: count() }),
    _embedded: { items: items.map((item) => linkItem(item, options)) },
  };
}

export function buildCursorPage(
  items: Record<string, unknown>[],
  paging: CursorPaging,
  options: HalPageOptions,
  lastKey: string | undefined,
): HalPage {
  const { search_after: _, ...query } = options.query;
  const link = (cursor: string | undefined) => ({
    href: buildUrl(options, { ...query, ...(cursor !== undefined && { search_after: cursor }) }),
  });
  const hasNext = items.length === paging.limit && lastKey !== undefined;
  return {
    _links: {
      self: link(options.query['search_after']),
      first: link(undefined),
      ...(hasNext && { next: link(encodeCursor(lastKey)) }),
    },
    _embedded: { items: items.map((item) => linkItem(item, options)) },
  };
}

function linkItem(item: Record<string, unknown>, { itemUrl }: HalPageOptions): Record<string, unknown> {
  return { _links: { self: { href: itemUrl(item) } }, ...item };
}

function buildUrl({ listUrl }: HalPageOptions, query: Query): string {
  const parameters = new URLSearchParams(query).toString();
  return parameters === '' ? listUrl : `${listUrl}?${parameters}`;
}

function parseLimit(query: Query): number {
  const limit = parseNumber(query['limit'], defaultLimit, 'limit');
  if (limit <= maximumLimit) return limit;
  throw new Problem({ status: 422, detail: `At most ${maximumLimit} items can be on a page, not ${limit}.` });
}

function parseNumber(text: string | undefined, otherwise: number, name: string): number {
  if (text === undefined) return otherwise;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new Problem({ status: 422, detail: `The parameter "${name}" must be a whole number from 1, not "${text}".` });
}

function unknownPagination(type: string): Problem {
  return new Problem({ status: 422, detail: `There is no pagination type "${type}", only "page" and "search_after".` });
}

/** Opaque to callers, who are to follow links and not to make cursors. */
function encodeCursor(key: string): string {
  return Buffer.from(key).toString('base64url');
}

function parseCursor(query: Query): { after?: string } {
  const cursor = query['search_after'];
  if (cursor === undefined || cursor === '') return {};
  const after = Buffer.from(cursor, 'base64url').toString('utf8');
  if (encodeCursor(after) === cursor) return { after };
  throw new Problem({ status: 422, detail: `"${cursor}" is no cursor of this list: follow the links of the answers.` });
}
