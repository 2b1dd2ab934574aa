// Reads availability and warehouses as the integration contract writes them.
import { z } from 'zod';
import type { WarehouseAvailability } from '../../generated/resolver-types.ts';
import type { OwnedWarehouse, StockAnswer } from '../erp-connector.ts';
import { type Schemas, quantity } from './value-answers.ts';

const stockLocation: z.ZodType<Schemas['StockLocation']> = z.object({
  warehouse: z.string(),
  onHand: quantity,
  reserved: quantity,
  available: quantity,
  futureSupply: z.array(
    z.object({ date: z.string(), quantity, type: z.enum(['PURCHASE_ORDER', 'TRANSFER', 'PRODUCTION']) }),
  ),
});

const itemAvailability: z.ZodType<Schemas['ItemAvailability']> = z.object({
  lineId: z.string(),
  sku: z.string(),
  status: z.enum(['IN_STOCK', 'LOW_STOCK', 'ON_ORDER', 'BACKORDERABLE', 'DROP_SHIP', 'OUT_OF_STOCK', 'DISCONTINUED']),
  totalAvailable: quantity,
  locations: z.array(stockLocation),
  consignment: z.array(stockLocation).exactOptional(),
  leadTime: z.object({ businessDays: z.int(), basis: z.enum(['STOCK', 'SUPPLIER', 'MANUFACTURE']) }).exactOptional(),
  isBackorderAllowed: z.boolean(),
});

const availabilityQueryResult = z.object({ asOf: z.string(), lines: z.array(itemAvailability) });

const warehouseList = z.object({
  warehouses: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      type: z.enum(['DISTRIBUTION_CENTER', 'BRANCH', 'SUPPLIER', 'CONSIGNMENT']),
      city: z.string().optional(),
      country: z.string().optional(),
      accountId: z.string().optional(),
    }),
  ),
});

/** The answers by line id. Lines whose item is not kept in stock have none. */
export function readStockAnswer(body: unknown): Map<string, StockAnswer> {
  const { asOf, lines } = availabilityQueryResult.parse(body);
  return new Map(
    lines.map((item) => [
      item.lineId,
      {
        availability: {
          status: item.status,
          totalAvailable: item.totalAvailable,
          locations: item.locations.map(describeLocation),
          leadTime: item.leadTime ?? null,
          isBackorderAllowed: item.isBackorderAllowed,
          asOf,
        },
        consignment: (item.consignment ?? []).map(describeLocation),
      },
    ]),
  );
}

export function readWarehouseAnswer(body: unknown): OwnedWarehouse[] {
  return warehouseList.parse(body).warehouses.map(({ code, name, type, city, country, accountId }) => ({
    code,
    name,
    type,
    city: city ?? null,
    country: country ?? null,
    consigneeId: accountId ?? null,
  }));
}

function describeLocation(location: Schemas['StockLocation']): WarehouseAvailability {
  const { warehouse, onHand, reserved, available, futureSupply } = location;
  return { warehouse: { code: warehouse }, onHand, reserved, available, futureSupply };
}
