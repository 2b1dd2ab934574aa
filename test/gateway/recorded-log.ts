// A gateway's log that a test can read.
import type { GatewayOptions } from 'commerce-graph-gateway';
import { createLogger } from '../../gateway/src/telemetry/logger.ts';

export interface RecordedLog {
  readonly log: NonNullable<GatewayOptions['log']>;
  /** Every line since it was emptied last. */
  readonly lines: Record<string, unknown>[];
}

export function createRecordedLog(): RecordedLog {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string): void => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { log: createLogger({ level: 'info' }, { write }), lines };
}
