// The gateway's log: JSON lines on standard output.
import { type Logger, pino } from 'pino';

export function createLogger({ level }: { readonly level: string }): Logger {
  return pino({
    name: 'commerce-graph-gateway',
    level,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    // A last line of defence: nothing here logs headers, but a library's error might carry them along.
    redact: { paths: ['*.headers', '*.*.headers', 'headers'], remove: true },
  });
}
