// The gateway's HTTP server on a free port, with an invalidator that writes down what it is told.
import type { AddressInfo } from 'node:net';
import { parseConfig } from 'commerce-graph-gateway';
import { openAdmission } from '../../gateway/src/admission/admission.ts';
import type { Invalidation } from '../../gateway/src/field-cache/invalidation/invalidation.ts';
import { createTokenRevoker } from '../../gateway/src/events/token-revoker.ts';
import { createHttpServer } from '../../gateway/src/http/http-server.ts';
import { createLifecycle } from '../../gateway/src/http/lifecycle.ts';
import { parseSubjectTemplate } from '../../gateway/src/supergraph/governance/subject-template.ts';
import { createMetrics } from '../../gateway/src/telemetry/metrics.ts';
import { createRecordedLog } from '../gateway/recorded-log.ts';

export interface RunningIntake {
  readonly url: string;
  readonly port: number;
  /** What the invalidator was told, a list for each time. */
  readonly told: (readonly Invalidation[])[];
  /** Every line of the log since it was emptied last. */
  readonly lines: Record<string, unknown>[];
  /** Runs before the invalidator answers. */
  beforeAnswer: () => Promise<void> | void;
  /** What Prometheus is told of change events, a line for each figure. */
  readEventCounts(): Promise<string[]>;
  close(): Promise<void>;
}

const subjects = {
  'erp.price.changed': 'account/{Account.id}/item/{Product.sku}',
  'erp.inventory.changed': 'item/{Product.sku}',
  'pim.product.updated': 'product/{Product.sku}',
};
const catalogue = new Map(
  Object.entries(subjects).map(([name, subject]) => [name, { name, subject: parseSubjectTemplate(subject) }]),
);
export const knownTypes: readonly string[] = Object.keys(subjects);
/** How many values the invalidator says it has dropped, each time. */
export const droppedCount = 3;

/** `config` is shaped as `gateway.yaml`. */
export async function startIntake(
  config: Record<string, unknown>,
  { hasCatalogue = true }: { readonly hasCatalogue?: boolean } = {},
): Promise<RunningIntake> {
  const { log, lines } = createRecordedLog();
  const lifecycle = createLifecycle();
  lifecycle.enter('ready');
  const told: (readonly Invalidation[])[] = [];
  const metrics = createMetrics(undefined);
  const parsed = parseConfig({
    supergraph: { source: { subgraphs: { products: { url: 'http://127.0.0.1:1/graphql' } } } },
    ...config,
  });
  const app = await createHttpServer({
    config: parsed,
    lifecycle,
    admission: await openAdmission({
      ...metrics,
      config: parsed,
      authenticate: () => Promise.reject(new Error('Nobody asks for GraphQL here.')),
      log,
    }),
    chooseAccount: (caller) => caller,
    handleGraphql: () => Promise.reject(new Error('Nobody asks for GraphQL here.')),
    publicKeys: undefined,
    invalidator: {
      async invalidate(invalidations) {
        told.push(invalidations);
        await intake.beforeAnswer();
        return droppedCount;
      },
    },
    revokeTokens: createTokenRevoker({
      issuers: undefined,
      clockToleranceMs: 0,
      longestLifetimeMs: 0,
      revocations: undefined,
      log,
    }),
    catalogue: hasCatalogue ? catalogue : undefined,
    countEvent: metrics.countEvent,
    onDone() {},
    log,
  });
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const intake: RunningIntake = {
    url: `http://127.0.0.1:${port}`,
    port,
    told,
    lines,
    beforeAnswer() {},
    async readEventCounts() {
      return (await metrics.write())
        .split('\n')
        .filter((line) => line.startsWith('commerce_graph_change_events_total{'));
    },
    close: () => app.close(),
  };
  return intake;
}
