// The figures that operators watch, in the form that Prometheus reads.
import { Counter, Gauge, Registry } from 'prom-client';
import type { EventResult } from '../events/event-intake.ts';
import type { CountAuditLines } from './audit/audit-destination.ts';
import type { FieldCache } from '../field-cache/field-cache.ts';

export interface Metrics {
  readonly contentType: string;
  readonly countEvent: (webhook: string, type: string, result: EventResult) => void;
  readonly countAuditLines: CountAuditLines;
  /** The figures of this moment. */
  write(): Promise<string>;
}

/** `cache` is absent where nothing is kept. */
export function createMetrics(cache: FieldCache | undefined): Metrics {
  const registry = new Registry();
  if (cache !== undefined) addCacheMetrics(registry, cache);
  const events = new Counter({
    name: 'commerce_graph_change_events_total',
    help: 'Change events of known senders, by what became of them: carried_out, unreadable_subject (carried out for everything of the type), repeated or unknown_type.',
    labelNames: ['webhook', 'type', 'result'],
    registers: [registry],
  });
  const auditLines = new Counter({
    name: 'commerce_graph_audit_lines_total',
    help: 'Lines of the audit log, by what became of them: written, or lost because too many waited for the disk.',
    labelNames: ['result'],
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    countAuditLines: (result, lines) => auditLines.inc({ result }, lines),
    countEvent: (webhook, type, result) => events.inc({ webhook, type, result }),
    write: () => registry.metrics(),
  };
}

function addCacheMetrics(registry: Registry, { store, counters, secondTier }: FieldCache): void {
  registry.registerMetric(
    new Counter({
      name: 'commerce_graph_field_cache_values_total',
      help: 'Values served, by field and by where they came from: hit, stale, miss (and now kept) or bypass (not kept).',
      labelNames: ['field', 'result'],
      registers: [],
      collect() {
        this.reset();
        for (const [field, { hit, stale, miss, bypass }] of counters.list()) {
          for (const [result, count] of Object.entries({ hit, stale, miss, bypass }))
            this.inc({ field, result }, count);
        }
      },
    }),
  );
  registry.registerMetric(
    new Counter({
      name: 'commerce_graph_field_cache_comparisons_total',
      help: 'Hits that were fetched all the same, and whether what was kept was the same or different.',
      labelNames: ['field', 'result'],
      registers: [],
      collect() {
        this.reset();
        for (const [field, { compared, different }] of counters.list()) {
          if (compared === 0) continue;
          this.inc({ field, result: 'same' }, compared - different);
          this.inc({ field, result: 'different' }, different);
        }
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'commerce_graph_field_cache_bytes',
      help: 'Memory of the values that this process keeps, as it is estimated.',
      registers: [],
      collect() {
        this.set(store.bytes);
      },
    }),
  );
  registry.registerMetric(
    new Gauge({
      name: 'commerce_graph_field_cache_records',
      help: 'Entities and root fields of which this process keeps something, for one identity each.',
      registers: [],
      collect() {
        this.set(store.recordCount);
      },
    }),
  );
  if (secondTier === undefined) return;
  registry.registerMetric(
    new Counter({
      name: 'commerce_graph_field_cache_shared_keys_total',
      help: 'Keys asked of and written to the store that replicas share, by outcome.',
      labelNames: ['operation', 'result'],
      registers: [],
      collect() {
        const { stats } = secondTier;
        this.reset();
        this.inc({ operation: 'read', result: 'hit' }, stats.hits);
        this.inc({ operation: 'read', result: 'miss' }, stats.misses);
        this.inc({ operation: 'read', result: 'failed' }, stats.failedReads);
        this.inc({ operation: 'read', result: 'skipped' }, stats.skippedReads);
        this.inc({ operation: 'write', result: 'written' }, stats.writes);
        this.inc({ operation: 'write', result: 'failed' }, stats.failedWrites);
        this.inc({ operation: 'write', result: 'skipped' }, stats.skippedWrites);
      },
    }),
  );
}
