// Tells whether two submissions mean the same order, whatever the order of their properties or the writing of a number.
import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { components } from '@commerce-graph/schema/oms-integration';

type OrderSubmission = components['schemas']['OrderSubmission'];

/**
 * SHA-256 in hex of the canonical JSON of a submission. `"1"` and `"1.00"` are the same quantity. The buyer is part of
 * it: a key that another person uses for the same goods is a conflict, not a replay of somebody else's order.
 */
export function fingerprintSubmission(submission: OrderSubmission): string {
  const lines = submission.lines.map((line) => ({
    ...line,
    quantity: new Decimal(line.quantity).toFixed(),
    ...(line.expectedUnitPrice === undefined
      ? {}
      : { expectedUnitPrice: new Decimal(line.expectedUnitPrice).toFixed() }),
  }));
  return createHash('sha256')
    .update(writeCanonicalJson({ ...submission, lines }))
    .digest('hex');
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
