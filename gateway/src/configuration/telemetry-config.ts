// The keys under `telemetry`: what is written about requests, and the figures for operators.
import { z } from 'zod';
import { auditConfig } from './audit-config.ts';
import { listenAddress } from './listen-address.ts';

/** `filePath` is the type of a path that must exist; other paths are relative to `directory`. */
export function telemetryConfig(directory: string, filePath: () => z.ZodType<string, string>) {
  return z
    .strictObject({
      logging: z
        .strictObject({
          level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
          requests: z.boolean().default(true).describe('One line for each request, at level info.'),
        })
        .prefault({}),
      audit: auditConfig(directory, filePath),
      exporters: z.strictObject({ metrics: z.strictObject({ prometheus: prometheus() }).prefault({}) }).prefault({}),
    })
    .prefault({});
}

function prometheus() {
  return z
    .strictObject({
      enabled: z.boolean().default(false),
      listen: listenAddress()
        .prefault('127.0.0.1:9090')
        .describe('An address of its own: metrics are not for clients.'),
      path: z.string().startsWith('/').default('/metrics'),
    })
    .prefault({});
}
