// Keeps operations ready to run: each is checked, brought into its normal form, planned and compiled once.
import { type GraphQLSchema, getOperationAST } from 'graphql';
import { CodedError } from '../error-codes/coded-error.ts';
import { type NormalizedOperation, normalizeOperation } from '../operation/normalize-operation.ts';
import { createOperationStore } from '../operation/operation-store.ts';
import type { PlannerNames } from '../operation/plan/planner-names.ts';
import type { QueryPlanner } from '../operation/plan/query-planner.ts';
import { type CompiledOperation, type CompileOptions, compileOperation } from './compiled/compile-operation.ts';
import type { PlanParts } from './compiled/compile-plan.ts';
import type { KnownOperation } from './execution-engine.ts';

export interface PreparedOperation extends KnownOperation {
  /** Different for each document and name, in this process. */
  readonly id: number;
  readonly normalized: NormalizedOperation;
  readonly compiled: CompiledOperation;
}

export interface PreparedOperations {
  /** Throws a `CodedError` for one that is refused. The document must be valid for the schema. */
  prepare(operation: KnownOperation): Promise<PreparedOperation>;
  /** The same, for a request that asks for it. */
  use(operation: KnownOperation): Promise<PreparedOperation>;
  /** The operations that were asked for most, the most used first. */
  listMostUsed(count: number): Promise<readonly KnownOperation[]>;
}

export interface PreparedOperationsOptions extends PlanParts, Pick<CompileOptions, 'demandControl'> {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly plannerNames: PlannerNames;
  /** How many are kept. */
  readonly operationLimit: number;
}

interface CountedOperation {
  readonly prepared: PreparedOperation;
  uses: number;
}

export function createPreparedOperations(options: PreparedOperationsOptions): PreparedOperations {
  const { schema, planner, plannerNames, operationLimit, ...parts } = options;
  const operations = createOperationStore<CountedOperation>({ limit: operationLimit });
  // Many documents can be one operation: they may differ in literals, names and layout.
  const compiledOperations = createOperationStore<CompiledOperation>({ limit: operationLimit });
  let preparedCount = 0;

  function get({ document, operationName, hash }: KnownOperation): Promise<CountedOperation> {
    return operations.get(`${hash} ${operationName ?? ''}`, async () => {
      const operation = getOperationAST(document, operationName);
      if (!operation) throw new Error(`The document has no operation ${operationName ?? 'without a name'}.`);
      const normalized = normalizeOperation(schema, document, operation, plannerNames);
      const compiled = await compiledOperations.get(normalized.text, () => compile(normalized));
      preparedCount += 1;
      return { prepared: { id: preparedCount, document, operationName, hash, normalized, compiled }, uses: 0 };
    });
  }

  async function compile(operation: NormalizedOperation): Promise<CompiledOperation> {
    const rootType = schema.getRootType(operation.operation.operation);
    // GraphQL's validation lets this pass.
    if (!rootType) {
      throw new CodedError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${operation.operation.operation}s.`);
    }
    const plan = operation.planned ? await planner.plan(operation.planned) : { root: undefined };
    return compileOperation({ schema, rootType, operation, plan, ...parts });
  }

  return {
    prepare: async (operation) => (await get(operation)).prepared,
    async use(operation) {
      const counted = await get(operation);
      counted.uses += 1;
      return counted.prepared;
    },
    async listMostUsed(count) {
      const counted = await operations.values();
      return counted
        .toSorted((a, b) => b.uses - a.uses)
        .slice(0, count)
        .map(({ prepared }) => prepared);
    },
  };
}
