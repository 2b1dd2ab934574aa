// The audit log among the lines of standard output. Each has `"type":"audit"`, which tells it from the others.
import { pino } from 'pino';
import type { AuditDestination, CountAuditLines } from './audit-destination.ts';

/** It writes at once, as the log does: a reader that does not keep up holds up the process, and loses nothing. */
export function openAuditStdout(count: CountAuditLines): AuditDestination {
  const stdout = pino.destination({ dest: 1, sync: true });
  let isBroken = false;
  stdout.on('error', () => (isBroken = true));
  return {
    write(line) {
      isBroken = false;
      stdout.write(line);
      count(isBroken ? 'lost' : 'written', 1);
    },
    reopen() {},
    close: () => Promise.resolve(),
  };
}
