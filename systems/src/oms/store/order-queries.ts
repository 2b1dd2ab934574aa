// Reads orders: by id, by search, and in the sequence of their changes. Orders still pending are never seen.
import type { components } from '@commerce-graph/schema/oms-integration';
import type { SqlParameters, SystemDatabase } from '../../server/database.ts';
import { type OrderView, viewOrder } from '../order-view.ts';
import { changeCursor, decodeCursor, encodeCursor, searchCursor } from './order-cursor.ts';
import { parseOrder } from './order-store.ts';

type OrderSearch = components['schemas']['OrderSearch'];
type OrderSearchResult = components['schemas']['OrderSearchResult'];
type OrderChangePage = components['schemas']['OrderChangePage'];

/** An order and the number of its latest change. */
export interface StoredOrder {
  order: OrderView;
  changeNumber: number;
}

export interface OrderQueries {
  findOrder(id: string): StoredOrder | undefined;
  /** Each known order once, in the order of the ids. */
  findOrders(ids: readonly string[]): OrderView[];
  /** @param pointer JSON pointer of the search in its request. */
  search(search: OrderSearch, pointer: string): OrderSearchResult;
  listChanges(range: { updatedSince?: string; cursor?: string; limit: number }): OrderChangePage;
}

interface OrderRow {
  id: string;
  placed_at: number;
  change_number: number;
  document: string;
}

const columns = 'id, placed_at, change_number, document';

export function createOrderQueries(database: SystemDatabase): OrderQueries {
  const selectOrders = database.prepare<OrderRow>(
    `SELECT ${columns} FROM orders WHERE id IN (SELECT value FROM json_each(@ids)) AND stage = 'PLACED'`,
  );
  const selectChanges = database.prepare<OrderRow>(`
    SELECT ${columns} FROM orders
    WHERE change_number > @after AND updated_at >= @updatedSince AND stage = 'PLACED'
    ORDER BY change_number LIMIT @limit`);
  const selectLastChange = database.prepare<{ value: number }>(
    `SELECT value FROM counters WHERE name = 'change_number'`,
  );

  return {
    findOrder(id) {
      const row = selectOrders.first({ ids: JSON.stringify([id]) });
      return row && { order: viewRow(row), changeNumber: row.change_number };
    },
    findOrders(ids) {
      const rowById = new Map(selectOrders.all({ ids: JSON.stringify(ids) }).map((row) => [row.id, row]));
      return [...new Set(ids)].flatMap((id) => rowById.get(id) ?? []).map(viewRow);
    },
    search(search, pointer) {
      const { conditions, parameters } = compileSearch(search);
      const start =
        search.after === undefined ? undefined : decodeCursor(searchCursor, search.after, `${pointer}/after`);
      const pageConditions = start ? [...conditions, '(placed_at, id) < (@afterPlacedAt, @afterId)'] : conditions;
      const rows = database
        .prepare<OrderRow>(
          `SELECT ${columns} FROM orders WHERE ${pageConditions.join(' AND ')} ORDER BY placed_at DESC, id DESC LIMIT @limit`,
        )
        // One more than asked for tells whether there is another page.
        .all({
          ...parameters,
          ...(start && { afterPlacedAt: start[0], afterId: start[1] }),
          limit: search.first + 1,
        });
      const page = rows.slice(0, search.first);
      const last = page.at(-1);
      return {
        searchId: search.searchId,
        orders: page.map(viewRow),
        ...(last !== undefined &&
          rows.length > page.length && { nextCursor: encodeCursor(searchCursor, [last.placed_at, last.id]) }),
        ...(search.withCount === true && { totalCount: count(conditions, parameters) }),
      };
    },
    listChanges({ updatedSince, cursor, limit }) {
      const [after] = cursor === undefined ? [0] : decodeCursor(changeCursor, cursor, '?cursor');
      // Read first: what another process writes after this has a higher number and comes with the next page.
      const latest = selectLastChange.first()?.value ?? 0;
      const rows = selectChanges.all({
        after,
        updatedSince: updatedSince === undefined ? Number.MIN_SAFE_INTEGER : Date.parse(updatedSince),
        limit: limit + 1,
      });
      const hasMore = rows.length > limit;
      const page = rows.slice(0, limit);
      const last = page.at(-1)?.change_number ?? after;
      // The last page ends at the latest change of all, so that the next question does not go over this one again.
      const end = hasMore ? last : Math.max(last, latest);
      return { orders: page.map(viewRow), nextCursor: encodeCursor(changeCursor, [end]), hasMore };
    },
  };

  function count(conditions: readonly string[], parameters: SqlParameters): number {
    const sql = `SELECT count(*) AS total FROM orders WHERE ${conditions.join(' AND ')}`;
    return database.prepare<{ total: number }>(sql).first(parameters)?.total ?? 0;
  }
}

function compileSearch(search: OrderSearch): { conditions: string[]; parameters: Record<string, string | number> } {
  const conditions = ['account_id = @accountId', `stage = 'PLACED'`];
  const parameters: Record<string, string | number> = { accountId: search.accountId };
  const addCondition = (condition: string, name: string, value: string | number): void => {
    conditions.push(condition);
    parameters[name] = value;
  };
  if (search.statuses !== undefined) {
    addCondition('status IN (SELECT value FROM json_each(@statuses))', 'statuses', JSON.stringify(search.statuses));
  }
  if (search.isOpen !== undefined) {
    conditions.push(`status ${search.isOpen ? 'NOT IN' : 'IN'} ('COMPLETED', 'CANCELLED')`);
  }
  if (search.poNumber !== undefined) addCondition('po_number = @poNumber', 'poNumber', search.poNumber);
  if (search.sku !== undefined)
    addCondition('id IN (SELECT order_id FROM order_skus WHERE sku = @sku)', 'sku', search.sku);
  if (search.placedFrom !== undefined) {
    addCondition('placed_at >= @placedFrom', 'placedFrom', Date.parse(search.placedFrom));
  }
  if (search.placedTo !== undefined) addCondition('placed_at < @placedTo', 'placedTo', Date.parse(search.placedTo));
  return { conditions, parameters };
}

function viewRow(row: OrderRow): OrderView {
  return viewOrder(parseOrder(row.document));
}
