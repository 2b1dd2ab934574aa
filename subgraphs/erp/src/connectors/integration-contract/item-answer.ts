// Reads items as the integration contract writes them.
import { z } from 'zod';
import type { Item } from '../erp-connector.ts';
import { type Schemas, decimal, unitOfMeasure } from './value-answers.ts';

const item: z.ZodType<Omit<Schemas['Item'], 'updatedAt'>> = z.object({
  sku: z.string(),
  status: z.enum(['ACTIVE', 'PREVIEW', 'PHASE_OUT', 'DISCONTINUED', 'BLOCKED']),
  type: z.enum(['INVENTORY', 'NON_INVENTORY', 'SERVICE', 'KIT']),
  baseUom: unitOfMeasure,
  sellingUoms: z.array(
    z.object({
      uom: unitOfMeasure,
      numerator: decimal,
      denominator: decimal,
      isDefault: z.boolean(),
      minimumOrderQuantity: decimal,
      orderIncrement: decimal,
    }),
  ),
  hsCode: z.string().exactOptional(),
  countryOfOrigin: z.string().exactOptional(),
  customerPartNumber: z.string().exactOptional(),
});

const itemQueryResult = z.object({ items: z.array(item) });

export function readItemAnswer(body: unknown): Item[] {
  return itemQueryResult.parse(body).items.map((read) => ({
    sku: read.sku,
    itemStatus: read.status,
    itemType: read.type,
    baseUom: read.baseUom,
    sellingUoms: read.sellingUoms,
    hsCode: read.hsCode ?? null,
    countryOfOrigin: read.countryOfOrigin ?? null,
    customerPartNumber: read.customerPartNumber ?? null,
  }));
}
