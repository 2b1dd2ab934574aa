// The figures that operators watch, in the form that Prometheus reads.
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RevocationResult } from '../authentication/revocation/revocations.ts';
import type { EventResult } from '../events/event-intake.ts';
import { isTooExpensive, type RequestCost } from '../execution/request-cost.ts';
import type { CountAuditLines } from './audit/audit-destination.ts';
import type { FieldCache } from '../field-cache/field-cache.ts';
import type { ReportPassedLimit } from '../operation/limits/limit-guard.ts';

export interface Metrics {
  readonly contentType: string;
  readonly countEvent: (webhook: string, type: string, result: EventResult) => void;
  readonly countPassedLimit: ReportPassedLimit;
  readonly noteCost: (cost: RequestCost) => void;
  readonly countAccountViolations: (type: string, subgraph: string, count: number) => void;
  readonly countLimited: (limit: string, mode: 'measure' | 'enforce') => void;
  readonly countLocalDecision: () => void;
  readonly countRevocation: (result: RevocationResult) => void;
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
  const passedLimits = new Counter({
    name: 'commerce_graph_passed_limits_total',
    help: 'Documents and variables above a limit, by its key and by what became of them: refused or warned.',
    labelNames: ['limit', 'result'],
    registers: [registry],
  });
  const violations = new Counter({
    name: 'commerce_graph_account_scope_violations_total',
    help: "Objects of another account than the caller's that a subgraph gave, and that were withheld. Above 0, that subgraph is wrong.",
    labelNames: ['type', 'subgraph'],
    registers: [registry],
  });
  const limited = new Counter({
    name: 'commerce_graph_limited_requests_total',
    help: 'Requests beyond a limit, by its place in the configuration: refused (enforce) or only noted (measure).',
    labelNames: ['limit', 'mode'],
    registers: [registry],
  });
  const localDecisions = new Counter({
    name: 'commerce_graph_local_limit_decisions_total',
    help: 'Requests that were held to what this replica counted alone, because Redis could not be asked.',
    registers: [registry],
  });
  const revocations = new Counter({
    name: 'commerce_graph_token_revocation_checks_total',
    help: 'Requests with a token that is revoked, or (refused_unreachable, accepted_unreachable) may be, while the Redis that says so was not reachable.',
    labelNames: ['result'],
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
    countRevocation: (result) => revocations.inc({ result }),
    countAuditLines: (result, lines) => auditLines.inc({ result }, lines),
    countEvent: (webhook, type, result) => events.inc({ webhook, type, result }),
    countPassedLimit: ({ key, isRefused }) =>
      passedLimits.inc({ limit: key, result: isRefused ? 'refused' : 'warned' }),
    noteCost: createCostMetrics(registry),
    countAccountViolations: (type, subgraph, count) => violations.inc({ type, subgraph }, count),
    countLimited: (limit, mode) => limited.inc({ limit, mode }),
    countLocalDecision: () => localDecisions.inc(),
    write: () => registry.metrics(),
  };
}

/** Powers of four: costs of operations differ by orders of magnitude. */
const costBuckets = [0, 1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144];

function createCostMetrics(registry: Registry): Metrics['noteCost'] {
  const createHistogram = (name: string, help: string): Histogram =>
    new Histogram({ name: `commerce_graph_cost_${name}`, help, buckets: costBuckets, registers: [registry] });
  const estimatedCosts = createHistogram('estimated', 'What operations were estimated at.');
  const actualCosts = createHistogram('actual', 'What subgraphs were asked for; 0 for what was kept.');
  const deltas = createHistogram('delta', 'By how much estimates were above actual costs.');
  const operations = new Counter({
    name: 'commerce_graph_demand_control_operations_total',
    help: 'Operations by whether their estimate was within what is allowed: COST_OK or COST_ESTIMATED_TOO_EXPENSIVE.',
    labelNames: ['result'],
    registers: [registry],
  });
  return (cost) => {
    const { estimated, actual } = cost;
    operations.inc({ result: isTooExpensive(cost) ? 'COST_ESTIMATED_TOO_EXPENSIVE' : 'COST_OK' });
    estimatedCosts.observe(estimated);
    if (actual === undefined) return;
    actualCosts.observe(actual);
    deltas.observe(estimated - actual);
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
