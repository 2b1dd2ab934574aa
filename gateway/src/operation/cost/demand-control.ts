// What costs are worked out from, for one supergraph.
import type { DocumentNode, GraphQLSchema, OperationTypeNode } from 'graphql';
import type { ReadCondition } from '../conditions.ts';
import { readCostDirectives } from './cost-directives.ts';
import { compileCostFields } from './cost-fields.ts';
import { type CreateCostMeter, createCostMeters } from './cost-meter.ts';
import { createInputWeights } from './input-weights.ts';
import { baseCost, compileEstimate, type CostEstimator } from './estimate-cost.ts';

export interface DemandControlOptions {
  /** The length of a list of which nothing else is known. */
  readonly listSize: number;
  /** The most that an operation may be estimated at. */
  readonly max: number;
  /** Whether one above that is refused, or only counted. */
  readonly isEnforced: boolean;
}

export interface DemandControl extends Pick<DemandControlOptions, 'max' | 'isEnforced'> {
  /** For one set of values of the variables in @skip and @include. */
  compileEstimate(document: DocumentNode, readCondition: ReadCondition, kind: OperationTypeNode): CostEstimator;
  readonly createMeter: CreateCostMeter;
}

/** Both are the whole supergraph's. */
export function createDemandControl(
  { schema, supergraph }: { readonly schema: GraphQLSchema; readonly supergraph: DocumentNode },
  { listSize, max, isEnforced }: DemandControlOptions,
): DemandControl {
  const directives = readCostDirectives(supergraph);
  const parts = { schema, directives, inputWeights: createInputWeights(directives) };
  return {
    max,
    isEnforced,
    compileEstimate: (document, readCondition, kind) =>
      compileEstimate(compileCostFields(document, { ...parts, listSize }, readCondition), baseCost(kind)),
    createMeter: createCostMeters(parts),
  };
}
