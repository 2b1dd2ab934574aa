// What is drawn for one graph with policies: a sequence of what happens to a gateway that keeps values of it.
import * as fc from 'fast-check';
import { type GraphSpec, graphSpec } from '../execution/graph-spec.ts';
import { type OperationSpec, operationSpec } from '../execution/operation-spec.ts';
import { record } from '../execution/spec-record.ts';
import { type PoliciesSpec, policiesSpec } from './policy-spec.ts';

/** Who asks what, by numbers. */
export interface AskSpec {
  readonly operation: number;
  readonly principal: number;
}

export const scopes = ['field', 'entity', 'type', 'subgraph', 'event', 'account-event'] as const;
export const failureModes = [
  'connection',
  'refusal',
  'errors',
  'system-errors',
  'no-data',
  'no-entities',
  'system-no-data',
] as const;

export type Step =
  | { readonly kind: 'ask'; readonly asks: readonly AskSpec[] }
  | { readonly kind: 'wait'; readonly seconds: number }
  /** `target` is one of the fields that were asked for; `isTold`: caches learn of it. */
  | { readonly kind: 'change'; readonly target: number; readonly scope: number; readonly isTold: boolean }
  /** Caches are told of changes that have not happened. */
  | { readonly kind: 'invalidate'; readonly target: number; readonly scope: number }
  | { readonly kind: 'fail'; readonly subgraph: number; readonly mode: number }
  | { readonly kind: 'recover' }
  | { readonly kind: 'clear' };

export interface SequenceSpec {
  readonly seed: number;
  readonly memory: number;
  readonly steps: readonly Step[];
}

export interface CacheCase {
  readonly graph: GraphSpec;
  readonly policies: PoliciesSpec;
  readonly operations: readonly OperationSpec[];
  readonly sequence: SequenceSpec;
}

const choice = fc.nat({ max: 255 });
/** Few principals are met more often than many. */
const askSpec: fc.Arbitrary<AskSpec> = record({
  operation: choice,
  principal: fc.oneof({ weight: 2, arbitrary: fc.nat({ max: 1 }) }, { weight: 1, arbitrary: choice }),
});

function kind<Kind extends string, Rest extends object>(
  name: Kind,
  rest: { [Name in keyof Rest]: fc.Arbitrary<Rest[Name]> },
): fc.Arbitrary<{ readonly kind: Kind } & Rest> {
  return record<{ readonly kind: Kind } & Rest>({ kind: fc.constant(name), ...rest } as never);
}

/** Who asks for much the same at the same time shares fetches. */
const crowd = kind('ask', { asks: fc.array(askSpec, { minLength: 2, maxLength: 4 }) });
const ask = kind('ask', { asks: fc.array(askSpec, { minLength: 1, maxLength: 3 }) });
const wait = kind('wait', { seconds: fc.constantFrom(1, 5, 15, 30, 70, 200, 0.5, 320) });
const invalidate = kind('invalidate', { target: choice, scope: choice });
const change = kind('change', { target: choice, scope: choice, isTold: fc.boolean() });
const fail = kind('fail', { subgraph: choice, mode: choice });
const recover = kind('recover', {});
const clear = kind('clear', {});

/** In some sequences nothing ever changes or fails, in others only one of the two. */
const steps: fc.Arbitrary<readonly Step[]> = fc.oneof(
  listSteps(
    { weight: 8, arbitrary: ask },
    { weight: 2, arbitrary: wait },
    { weight: 1, arbitrary: invalidate },
    { weight: 1, arbitrary: clear },
  ),
  listSteps({ weight: 8, arbitrary: ask }, { weight: 1, arbitrary: wait }, { weight: 5, arbitrary: change }),
  listSteps(
    { weight: 8, arbitrary: ask },
    { weight: 2, arbitrary: wait },
    { weight: 2, arbitrary: fail },
    { weight: 2, arbitrary: recover },
  ),
  listSteps(
    { weight: 8, arbitrary: ask },
    { weight: 2, arbitrary: wait },
    { weight: 3, arbitrary: change },
    { weight: 1, arbitrary: fail },
    { weight: 1, arbitrary: recover },
  ),
  listSteps(
    { weight: 8, arbitrary: crowd },
    { weight: 1, arbitrary: wait },
    { weight: 3, arbitrary: fail },
    { weight: 1, arbitrary: recover },
    { weight: 4, arbitrary: clear },
  ),
);

function listSteps(...kinds: readonly { weight: number; arbitrary: fc.Arbitrary<Step> }[]) {
  return fc.array(fc.oneof(...kinds), { minLength: 2, maxLength: 120, size: 'max' });
}

export const cacheCase: fc.Arbitrary<CacheCase> = record({
  // First, so that it becomes small first.
  sequence: record<SequenceSpec>({ seed: fc.nat(100_000), memory: choice, steps }),
  graph: graphSpec,
  policies: policiesSpec,
  operations: fc.array(operationSpec, { minLength: 1, maxLength: 6, size: 'max' }),
});
