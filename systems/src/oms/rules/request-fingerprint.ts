// Tells whether two submissions mean the same order, however each is written and whoever sends it.
import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { components } from '@commerce-graph/schema/oms-integration';

type OrderSubmission = components['schemas']['OrderSubmission'];

/** What a submission means where it says nothing, as it was when its order was placed. */
export interface SubmissionDefaults {
  /** The account's default ship-to address; absent when it has none. */
  readonly shipToAddressId?: string;
  /** The default selling unit of each line's item, in the order of lines. */
  readonly uoms: readonly string[];
}

/**
 * SHA-256 in hex of the canonical JSON of what is ordered. `"1"` and `"1.00"` are the same quantity, and a default that is
 * named is the same as one that is left out. Who places the order is no part of it: a colleague who sends it again, or
 * the same person under another token, repeats it.
 */
export function fingerprintSubmission(submission: OrderSubmission, defaults: SubmissionDefaults): string {
  const { placedBy: _anybody, ...order } = submission;
  const lines = order.lines.map((line, index) => ({
    ...line,
    quantity: new Decimal(line.quantity).toFixed(),
    uom: line.uom ?? defaults.uoms[index],
    expectedUnitPrice: line.expectedUnitPrice === undefined ? undefined : new Decimal(line.expectedUnitPrice).toFixed(),
  }));
  const shipToAddressId = order.shipToAddressId ?? defaults.shipToAddressId;
  return createHash('sha256')
    .update(writeCanonicalJson({ ...order, shipToAddressId, lines }))
    .digest('hex');
}

/** Whether two submissions could mean the same order, as far as that can be told before their defaults are known. */
export function mayBeSameOrder(one: OrderSubmission, other: OrderSubmission): boolean {
  const [left, right] = [one, other].map((submission) => {
    const { shipToAddressId: _any, ...rest } = submission;
    const lines = rest.lines.map(({ uom: _unit, ...line }) => line);
    return fingerprintSubmission({ ...rest, lines }, { uoms: [] });
  });
  return left === right;
}

/** JSON with the properties of every object in code unit order and absent ones left out. */
function writeCanonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => writeCanonicalJson(item)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const properties = Object.entries(value)
    .filter(([, property]) => property !== undefined)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, property]) => `${JSON.stringify(name)}:${writeCanonicalJson(property)}`);
  return `{${properties.join(',')}}`;
}
