// So much at once, and as much again, evenly, over each interval.
import { z } from 'zod';
import { duration } from './duration.ts';

/** `unit` is what is counted. */
export function allowance(unit: string) {
  return {
    capacity: z.int().min(1).max(1_000_000_000).describe(`The most ${unit} at once.`),
    interval: duration('1ms').describe(`Over which as many ${unit} come again, evenly.`),
  };
}
