// Stock and warehouses, as the contract tells them.
import type { operations } from '@commerce-graph/schema/erp-integration';
import type { ContractHandlers } from '../../server/contract-routes.ts';
import { computeEntityTag, isMatchingEntityTag } from '../../server/entity-tag.ts';
import { type StockedItem, assessAvailability } from '../rules/availability.ts';
import type { ErpStore } from '../store/erp-store.ts';
import type { ItemRecord } from '../store/item-store.ts';
import { refuseRepeatedLines } from './refuse-repeated-lines.ts';
import { requireAccount } from './require-account.ts';

type Answers = Pick<ContractHandlers<operations>, 'queryAvailability' | 'listWarehouses'>;

export function createAvailabilityAnswers(store: ErpStore, clock: () => Date): Answers {
  return {
    queryAvailability({ body: { lines, accountId } }) {
      refuseRepeatedLines(lines);
      if (accountId !== undefined) requireAccount(store, accountId);
      const asOf = clock().toISOString();
      const skus = [...new Set(lines.map(({ sku }) => sku))];
      const itemBySku = store.items.itemsBySku(skus);
      const positionsBySku = store.stock.positionsBySku(skus, asOf.slice(0, 10));
      const answers = lines.flatMap(({ lineId, sku, warehouses }) => {
        const item = itemBySku.get(sku);
        if (item === undefined || !isKeptInStock(item)) return [];
        const availability = assessAvailability({
          item: asStockedItem(item),
          positions: positionsBySku.get(sku) ?? [],
          warehouses: warehouses && new Set(warehouses),
          accountId,
        });
        return [{ lineId, ...availability }];
      });
      return { status: 200, body: { asOf, lines: answers } };
    },

    listWarehouses({ headers }) {
      const body = { warehouses: store.stock.listWarehouses() };
      const etag = computeEntityTag(body);
      if (isMatchingEntityTag(headers['If-None-Match'], etag)) return { status: 304, headers: { etag } };
      return { status: 200, headers: { etag }, body };
    },
  };
}

/** Services, and goods that are bought for each order, lie nowhere. */
function isKeptInStock({ type }: Pick<ItemRecord, 'type'>): boolean {
  return type === 'INVENTORY' || type === 'KIT';
}

function asStockedItem(item: ItemRecord): StockedItem {
  return { ...item, baseUom: item.baseUom.code };
}
