// Logs of a subgraph: JSON lines on standard output.
import { type Logger, pino } from 'pino';

/** `level` is one of pino's. Default `info`. */
export function createLogger(name: string, level = 'info'): Logger {
  return pino({ name, level });
}
