// The path of a file that the gateway writes, and that need not be there yet.
import path from 'node:path';
import { z } from 'zod';

/** Relative to `directory`. Yields the absolute path. */
export function writtenPath(directory: string) {
  return z
    .string('expected a path')
    .min(1, 'expected a path')
    .transform((file) => path.resolve(directory, file));
}
