// What an operation will cost if its lists are as long as they are thought to be.
import type { OperationTypeNode } from 'graphql';
import type { ReadVariable } from './argument-values.ts';
import type { CostField, OnProblem } from './cost-fields.ts';

/** Of variables that were checked against their types. */
export type CostEstimator = (read: ReadVariable, onProblem: OnProblem) => number;

/** What an operation costs besides its fields. */
export function baseCost(operation: OperationTypeNode | 'query' | 'mutation'): number {
  return operation === 'mutation' ? 10 : 0;
}

type Part = number | CostEstimator;

/** All that does not depend on variables is added up now. The result is finite: beyond what can be counted, it is the largest number. */
export function compileEstimate(fields: readonly CostField[], base: number): CostEstimator {
  const part = add([base, ...fields.map(compileField)]);
  if (typeof part === 'number') return () => saturate(part);
  return (read, onProblem) => saturate(part(read, onProblem));
}

function compileField({ weight, size, fields, weighArguments, required }: CostField): Part {
  const each = add([weight, ...fields.map(compileField)]);
  const besides = add(required.map(compileField));
  if (size === undefined && weighArguments === undefined && typeof each === 'number' && typeof besides === 'number') {
    return Math.max(0, each + besides);
  }
  return (read, onProblem) => {
    const count = size === undefined ? 1 : size(read, onProblem);
    const values = count * evaluate(each, read, onProblem);
    // An empty list of something without end is empty.
    const total = (Number.isNaN(values) ? 0 : values) + evaluate(besides, read, onProblem);
    return Math.max(0, total + (weighArguments?.(read) ?? 0));
  };
}

function add(parts: readonly Part[]): Part {
  const fixed = parts.reduce<number>((sum, part) => (typeof part === 'number' ? sum + part : sum), 0);
  const others = parts.filter((part) => typeof part !== 'number');
  if (others.length === 0) return fixed;
  return (read, onProblem) => others.reduce((sum, part) => sum + part(read, onProblem), fixed);
}

function evaluate(part: Part, read: ReadVariable, onProblem: OnProblem): number {
  return typeof part === 'number' ? part : part(read, onProblem);
}

function saturate(cost: number): number {
  return Math.min(Math.max(0, cost), Number.MAX_SAFE_INTEGER);
}
