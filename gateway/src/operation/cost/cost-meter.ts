// Adds up what one run of an operation really cost, from the answers of the subgraphs that were asked for it.
import { parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { toClientVariable } from '../internal-name.ts';
import type { VariableSource } from '../variable-source.ts';
import { weighAnswer } from './actual-cost.ts';
import { compileCostFields, type CostField, type CostFieldsOptions } from './cost-fields.ts';

export interface CostMeter {
  /** So far. */
  readonly actual: number;
  /** Whether something was asked that has no answer, or none with data: what it has cost the subgraph, nobody knows. */
  readonly isUnsettled: boolean;
  /** Before something is sent. */
  noteRequest(): void;
  /** `document` is what was sent; of `data`, nothing may have been changed yet. Not called where there is no answer. */
  noteAnswer(document: string, data: Readonly<Record<string, unknown>> | null | undefined): void;
}

/** `base` is what the operation costs besides its fields, if a subgraph is asked at all. */
export type CreateCostMeter = (source: VariableSource, base: number) => CostMeter;

/** Of documents sent to subgraphs: a fetch has one for each combination of what is lacking in the cache. */
const documentLimit = 2000;

/** The schema is the whole supergraph's. */
export function createCostMeters(parts: Omit<CostFieldsOptions, 'listSize'>): CreateCostMeter {
  const fieldsByDocument = new LRUCache<string, readonly CostField[]>({ max: documentLimit });
  const findFields = (document: string): readonly CostField[] => {
    let fields = fieldsByDocument.get(document);
    if (fields === undefined) {
      // Lists are as long as they are.
      fields = compileCostFields(parse(document, { noLocation: true }), { ...parts, listSize: 0 });
      fieldsByDocument.set(document, fields);
    }
    return fields;
  };

  return ({ variables, literals }, base) => {
    const read = (name: string): unknown => {
      const literal = literals.get(name);
      if (literal !== undefined) return JSON.parse(literal);
      const clientName = toClientVariable(name);
      return Object.hasOwn(variables, clientName) ? variables[clientName] : undefined;
    };
    let actual = 0;
    let isAsked = false;
    let unansweredCount = 0;
    return {
      get actual() {
        return Math.min(actual + (isAsked ? base : 0), Number.MAX_SAFE_INTEGER);
      },
      get isUnsettled() {
        return unansweredCount > 0;
      },
      noteRequest() {
        unansweredCount += 1;
      },
      noteAnswer(document, data) {
        isAsked = true;
        if (data === undefined || data === null) return;
        unansweredCount -= 1;
        actual += weighAnswer(findFields(document), data, read);
      },
    };
  };
}
