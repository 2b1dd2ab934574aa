// Durations as they are written in the configuration: `150ms`, `30s`, `5m`, `1h`. After loading they are milliseconds.
import { z } from 'zod';

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function parseDuration(text: string): number {
  const [, amount = '', unit = ''] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  return Number(amount) * (unitMs[unit] ?? Number.NaN);
}

/**
 * A duration of at least `minimum` and at most `maximum`. Yields milliseconds. Node's timers count in 32 bits; a day is far
 * below that and above most sensible settings.
 */
export function duration(minimum = '1ms', maximum = '24h') {
  return z
    .string('expected a duration such as "30s" or "150ms"')
    .regex(/^\d+(ms|s|m|h)$/, 'expected a duration such as "30s" or "150ms" (units: ms, s, m, h)')
    .refine((text) => !(parseDuration(text) < parseDuration(minimum)), `must be at least ${minimum}`)
    .refine((text) => !(parseDuration(text) > parseDuration(maximum)), `must be at most ${maximum}`)
    .transform(parseDuration);
}
