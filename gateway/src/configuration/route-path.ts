// Where the gateway answers something, written `/events` or `/hooks/events`.
import { z } from 'zod';

/** `fallback` is the path where none is configured. */
export function routePath(fallback: string) {
  return z
    .string()
    .regex(/^(\/[\w.-]+)+$/, `expected a path such as "${fallback}"`)
    .default(fallback);
}
