// What is drawn for one graph: the graph, and the operations to ask of it.
import * as fc from 'fast-check';
import type { Conditions } from './differential.ts';
import { faultClasses } from './fault.ts';
import { type GraphSpec, graphSpec } from './graph-spec.ts';
import { type OperationSpec, operationSpec } from './operation-spec.ts';
import { record } from './spec-record.ts';

interface OperationCase extends Conditions {
  readonly operation: OperationSpec;
}

export interface GraphCase {
  readonly graph: GraphSpec;
  readonly operations: readonly OperationCase[];
}

const operationCase: fc.Arbitrary<OperationCase> = record({
  operation: operationSpec,
  seed: fc.nat(100_000),
  faultClass: fc.oneof(
    // Most is to be learned where there is one right answer.
    { weight: 4, arbitrary: fc.constant('none' as const) },
    { weight: 3, arbitrary: fc.constant('field-errors' as const) },
    { weight: 5, arbitrary: fc.constantFrom(...faultClasses) },
  ),
});

export const graphCase: fc.Arbitrary<GraphCase> = record({
  graph: graphSpec,
  operations: fc.array(operationCase, { minLength: 1, maxLength: 20, size: 'max' }),
});
