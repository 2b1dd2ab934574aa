// Sizes as they are written in the configuration: a number of bytes, or `64KiB`, `16MiB`. After loading they are bytes.
import { z } from 'zod';

const unitBytes: Readonly<Record<string, number>> = { B: 1, KB: 1000, MB: 1_000_000, KiB: 1024, MiB: 1024 * 1024 };
const expected = 'expected a size such as "16MiB" (units: B, KB, MB, KiB, MiB) or a whole number of bytes';

function parseByteSize(size: string | number): number {
  if (typeof size === 'number') return size;
  const [, amount = '', unit = ''] = /^(\d+)([KM]i?B|B)$/.exec(size) ?? [];
  return Number(amount) * (unitBytes[unit] ?? Number.NaN);
}

/** A size of at most 1 GiB, and at least of the given one, by default 1 byte. Yields bytes. */
export function byteSize(least = '1B') {
  return z
    .union([z.int(), z.string().regex(/^\d+([KM]i?B|B)$/, expected)], expected)
    .refine((size) => !(parseByteSize(size) < parseByteSize(least)), `must be at least ${least}`)
    .refine((size) => !(parseByteSize(size) > 1024 ** 3), 'must be at most 1024MiB')
    .transform(parseByteSize);
}
