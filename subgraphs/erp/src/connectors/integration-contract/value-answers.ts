// How the integration contract writes values that several answers hold.
import type { components } from '@commerce-graph/schema/erp-integration';
import { z } from 'zod';

export type Schemas = components['schemas'];

export const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

export const quantity: z.ZodType<Schemas['Quantity']> = z.object({ value: decimal, uom: z.string() });

export const money: z.ZodType<Schemas['Money']> = z.object({ amount: decimal, currencyCode: z.string() });

export const unitPrice: z.ZodType<Schemas['UnitPrice']> = z.object({
  amount: decimal,
  currencyCode: z.string(),
  basisQuantity: decimal,
  basisUom: z.string(),
});

export const unitOfMeasure: z.ZodType<Schemas['UnitOfMeasure']> = z.object({
  code: z.string(),
  name: z.string(),
  unece: z.string().exactOptional(),
  decimals: z.int(),
});
