// A log for a library: it may warn and complain, but the gateway itself tells what goes on.
import type { Logger } from 'pino';

export function createLibraryLog(log: Logger, component: string): Logger {
  const warn = log.levels.values['warn'] ?? 0;
  return log.child({ component }, log.levelVal < warn ? { level: 'warn' } : {});
}
