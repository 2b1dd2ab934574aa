// The item master, as the contract tells it.
import type { components, operations } from '@commerce-graph/schema/erp-integration';
import type { ContractHandlers } from '../../server/contract-routes.ts';
import { computeEntityTag, isMatchingEntityTag } from '../../server/entity-tag.ts';
import { Problem } from '../../server/problem.ts';
import { type SellingUom, type UnitOfMeasure, permitSellingUoms } from '../rules/sellable-line.ts';
import type { ErpStore } from '../store/erp-store.ts';
import type { ItemRecord } from '../store/item-store.ts';
import { requireAccount } from './require-account.ts';

type Schemas = components['schemas'];

export function createItemAnswers(store: ErpStore): Pick<ContractHandlers<operations>, 'queryItems' | 'listItems'> {
  return {
    queryItems({ body: { skus, accountId } }) {
      const itemBySku = store.items.itemsBySku(skus);
      const found = skus.flatMap((sku) => itemBySku.get(sku) ?? []);
      if (accountId === undefined) return { status: 200, body: { items: found.map((item) => describeItem(item)) } };

      const { lineage } = requireAccount(store, accountId);
      const permittedUoms = store.items.permittedUomsBySku(skus, lineage);
      const partNumbers = store.items.partNumbersBySku(skus, lineage);
      const items = found.map((item) => {
        const sellingUoms = permitSellingUoms(item.sellingUoms, permittedUoms.get(item.sku));
        return describeItem({ ...item, sellingUoms }, partNumbers.get(item.sku));
      });
      return { status: 200, body: { items } };
    },

    listItems({ query: { cursor, limit = 100, updatedSince }, headers }) {
      const page = store.items.listItems({
        after: cursor === undefined ? '' : readCursor(cursor),
        updatedSince: updatedSince === undefined ? '' : new Date(updatedSince).toISOString(),
        // One more than asked for tells whether there is a next page.
        limit: limit + 1,
      });
      const items = page.slice(0, limit).map((item) => describeItem(item));
      const last = page.length > limit ? items.at(-1) : undefined;
      const body = { items, ...(last !== undefined && { nextCursor: writeCursor(last.sku) }) };
      const etag = computeEntityTag(body);
      if (isMatchingEntityTag(headers['If-None-Match'], etag)) return { status: 304, headers: { etag } };
      return { status: 200, headers: { etag }, body };
    },
  };
}

function describeItem(item: ItemRecord, customerPartNumber?: string): Schemas['Item'] {
  return {
    sku: item.sku,
    description: item.description,
    status: item.status,
    type: item.type,
    baseUom: describeUom(item.baseUom),
    sellingUoms: item.sellingUoms.map((unit) => describeSellingUom(unit)),
    ...(item.hsCode !== null && { hsCode: item.hsCode }),
    ...(item.countryOfOrigin !== null && { countryOfOrigin: item.countryOfOrigin }),
    ...(customerPartNumber !== undefined && { customerPartNumber }),
    updatedAt: item.updatedAt,
  };
}

function describeUom({ code, name, unece, decimals }: UnitOfMeasure): Schemas['UnitOfMeasure'] {
  return { code, name, ...(unece !== null && { unece }), decimals };
}

function describeSellingUom(unit: SellingUom): Schemas['SellingUom'] {
  const { uom, numerator, denominator, isDefault, minimumOrderQuantity, orderIncrement } = unit;
  return { uom: describeUom(uom), numerator, denominator, isDefault, minimumOrderQuantity, orderIncrement };
}

/** The cursor is the last SKU of the page before, encoded so that nobody relies on it. */
function writeCursor(sku: string): string {
  return Buffer.from(sku, 'utf8').toString('base64url');
}

function readCursor(cursor: string): string {
  const sku = Buffer.from(cursor, 'base64url').toString('utf8');
  if (sku !== '' && writeCursor(sku) === cursor) return sku;
  const errors = [{ pointer: '?cursor', message: 'must be the nextCursor of a page' }];
  throw new Problem({ status: 400, detail: `The cursor ${JSON.stringify(cursor)} was not issued here.`, errors });
}
