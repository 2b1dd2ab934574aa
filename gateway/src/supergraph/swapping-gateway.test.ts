// Which engine runs an operation while supergraphs change.
import { buildSchema, parse } from 'graphql';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { ExecutionEngine, GatewayRequest } from '../execution/execution-engine.ts';
import type { SupergraphSource } from './supergraph-source.ts';
import { createSwappingGateway } from './swapping-gateway.ts';

interface NamedEngine extends ExecutionEngine {
  isRetired: boolean;
}

/** An engine that answers with its own name. */
function createNamedEngine(name: string): NamedEngine {
  return {
    schema: buildSchema('type Query { name: String }'),
    supergraphSdl: name,
    isRetired: false,
    execute: () => Promise.resolve({ data: { name } }),
    findDocument: () => undefined,
    warmUp: () => Promise.resolve(),
    listMostUsed: () => Promise.resolve([]),
    retire() {
      this.isRetired = true;
      return Promise.resolve();
    },
  };
}

function createGateway(openEngine: (sdl: string) => Promise<NamedEngine>) {
  const change = { to: (_sdl: string): void => {} };
  const source: SupergraphSource = {
    load: () => Promise.resolve('first'),
    watch(onChange) {
      change.to = onChange;
      return () => {};
    },
    close: () => Promise.resolve(),
  };
  const engines: NamedEngine[] = [];
  const gateway = createSwappingGateway({
    source,
    async openEngine(sdl) {
      const engine = await openEngine(sdl);
      engines.push(engine);
      return engine;
    },
    warmedUpOperations: 10,
    log: pino({ level: 'silent' }),
  });
  return { gateway, engines, change };
}

const apollo = { apollo: {} };
const settle = () => new Promise((resolve) => setTimeout(resolve, 10));
const requestFor = (engine: NamedEngine | undefined) => ({ schema: engine?.schema, context: {} }) as GatewayRequest;

test('an operation runs on the engine whose schema it was validated against, also after the next one took over', async () => {
  const { gateway, engines, change } = createGateway((sdl) => Promise.resolve(createNamedEngine(sdl)));
  const { executor } = await gateway.load(apollo);
  change.to('second');
  await settle();
  expect(await executor?.(requestFor(engines[0]))).toEqual({ data: { name: 'first' } });
  expect(await executor?.(requestFor(engines[1]))).toEqual({ data: { name: 'second' } });
  expect(engines.map((engine) => engine.isRetired)).toEqual([true, false]);
  await gateway.stop?.();
  expect(engines.map((engine) => engine.isRetired)).toEqual([true, true]);
});

test('of two changes the last one stays, even when it is ready first', async () => {
  const delays: Record<string, number> = { first: 0, slow: 20, fast: 0 };
  const { gateway, change } = createGateway(async (sdl) => {
    await new Promise((resolve) => setTimeout(resolve, delays[sdl]));
    return createNamedEngine(sdl);
  });
  const served: string[] = [];
  gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => served.push(coreSupergraphSdl));
  await gateway.load(apollo);
  change.to('slow');
  change.to('fast');
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(served).toEqual(['first', 'slow', 'fast']);
  await gateway.stop?.();
});

test('an engine that cannot be opened, or that a listener refuses, changes nothing and is closed', async () => {
  const { gateway, engines, change } = createGateway((sdl) =>
    sdl === 'broken' ? Promise.reject(new Error('broken')) : Promise.resolve(createNamedEngine(sdl)),
  );
  gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => {
    if (coreSupergraphSdl === 'refused') throw new Error('refused');
  });
  await gateway.load(apollo);
  change.to('broken');
  change.to('refused');
  await settle();
  expect(engines.map((engine) => [engine.supergraphSdl, engine.isRetired])).toEqual([
    ['first', false],
    ['refused', true],
  ]);
  await gateway.stop?.();
});

test('a changed supergraph is prepared for the operations that were asked for most, before it takes over', async () => {
  const mostUsed = [{ document: parse('{ name }'), operationName: undefined, hash: 'most used', callers: [] }];
  const events: string[] = [];
  const { gateway, engines, change } = createGateway((sdl) =>
    Promise.resolve({
      ...createNamedEngine(sdl),
      listMostUsed: (count) => Promise.resolve(count === 10 ? mostUsed : []),
      warmUp: (operations) => {
        events.push(`${sdl} prepares ${operations.map(({ hash }) => hash).join()}`);
        return Promise.resolve();
      },
    }),
  );
  await gateway.load(apollo);
  gateway.onSchemaLoadOrUpdate(({ coreSupergraphSdl }) => events.push(`${coreSupergraphSdl} takes over`));
  change.to('second');
  await settle();
  expect(engines).toHaveLength(2);
  expect(events).toEqual(['second prepares most used', 'second takes over']);
  await gateway.stop?.();
});
