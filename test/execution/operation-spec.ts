// What a random operation is drawn from: a tree of numbers that `operation-text.ts` reads against a client schema.
import * as fc from 'fast-check';
import { record } from './spec-record.ts';

export interface SelectionSpec {
  /** A field, a fragment, `__typename`. */
  readonly what: number;
  readonly field: number;
  readonly alias: number;
  /** `@skip` and `@include`. */
  readonly condition: number;
  /** The values of all arguments; 0 for only the necessary ones, and the plainest. */
  readonly argument: number;
  readonly children: readonly SelectionSpec[];
}

export interface OperationSpec {
  readonly isMutation: boolean;
  readonly selections: readonly SelectionSpec[];
  /** What variables are given. */
  readonly variables: number;
}

const deepest = 4;
const choice = fc.nat({ max: 1023 });

function selectionSpecs(depth: number): fc.Arbitrary<readonly SelectionSpec[]> {
  if (depth === 0) return fc.constant([]);
  const selection = record({
    what: choice,
    field: choice,
    alias: choice,
    condition: choice,
    argument: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: choice }),
    children: selectionSpecs(depth - 1),
  });
  return fc.array(selection, {
    minLength: depth === deepest ? 1 : 0,
    maxLength: depth === deepest ? 4 : 3,
    size: 'max',
  });
}

export const operationSpec: fc.Arbitrary<OperationSpec> = record({
  isMutation: fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  selections: selectionSpecs(deepest),
  variables: choice,
});
