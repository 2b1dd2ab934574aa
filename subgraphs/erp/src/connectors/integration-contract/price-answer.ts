// Reads prices as the integration contract writes them. Nothing is computed: every figure is the ERP's.
import { z } from 'zod';
import type { PriceResult } from '../../generated/resolver-types.ts';
import { type Schemas, money, quantity, unitPrice } from './value-answers.ts';

const pricedLine: z.ZodType<Schemas['PricedLine']> = z.object({
  lineId: z.string(),
  sku: z.string(),
  outcome: z.literal('PRICED'),
  quantity,
  unitPrice,
  listPrice: unitPrice.exactOptional(),
  extendedPrice: money,
  source: z.enum(['CONTRACT', 'PROJECT', 'CUSTOMER_GROUP', 'PROMOTION', 'QUANTITY_BREAK', 'LIST']),
  agreement: z
    .object({
      number: z.string(),
      name: z.string(),
      validFrom: z.string().exactOptional(),
      validTo: z.string().exactOptional(),
    })
    .exactOptional(),
  tiers: z.array(z.object({ minimumQuantity: quantity, unitPrice })),
  validFrom: z.string().exactOptional(),
  validTo: z.string().exactOptional(),
  changesAt: z.string().exactOptional(),
  isFirm: z.boolean(),
});

const onRequestLine: z.ZodType<Schemas['OnRequestLine']> = z.object({
  lineId: z.string(),
  sku: z.string(),
  outcome: z.literal('ON_REQUEST'),
  reason: z.string(),
  changesAt: z.string().exactOptional(),
});

const unavailableLine: z.ZodType<Schemas['UnavailableLine']> = z.object({
  lineId: z.string(),
  sku: z.string(),
  outcome: z.literal('UNAVAILABLE'),
  code: z.enum([
    'LOGIN_REQUIRED',
    'UNKNOWN_ITEM',
    'ITEM_BLOCKED',
    'UOM_NOT_PERMITTED',
    'INVALID_QUANTITY',
    'NO_PRICE_IN_CURRENCY',
    'NO_PRICE',
    'UNKNOWN_PROJECT',
  ]),
  message: z.string(),
  changesAt: z.string().exactOptional(),
});

const priceQueryResult = z.object({
  pricedAt: z.string(),
  lines: z.array(z.union([pricedLine, onRequestLine, unavailableLine])),
});

/** The answers by line id. */
export function readPriceAnswer(body: unknown): Map<string, PriceResult> {
  const { pricedAt, lines } = priceQueryResult.parse(body);
  return new Map(lines.map((line) => [line.lineId, describeLine(line, pricedAt)]));
}

function describeLine(line: Schemas['PriceAnswer'], pricedAt: string): PriceResult {
  const expiresAt = line.changesAt ?? null;
  if (line.outcome === 'ON_REQUEST') return { __typename: 'PriceOnRequest', reason: line.reason, expiresAt };
  if (line.outcome === 'UNAVAILABLE') {
    return { __typename: 'PriceUnavailable', code: line.code, message: line.message, expiresAt };
  }
  return {
    __typename: 'Price',
    unitPrice: line.unitPrice,
    listPrice: line.listPrice ?? null,
    extendedPrice: line.extendedPrice,
    quantity: line.quantity,
    priceSource: line.source,
    agreement: line.agreement ?? null,
    tiers: line.tiers,
    validFrom: line.validFrom ?? null,
    validTo: line.validTo ?? null,
    pricedAt,
    expiresAt,
    isFirm: line.isFirm,
  };
}
