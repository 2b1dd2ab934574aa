// Keeps operations ready to run: each is checked, brought into its normal form, planned and compiled once.
import { type FieldNode, type GraphQLSchema, getOperationAST } from 'graphql';
import { listPermittedAccounts } from '../authentication/permitted-accounts.ts';
import type { Principal } from '../authentication/principal.ts';
import { CodedError } from '../error-codes/coded-error.ts';
import { findRefusedFields } from '../operation/account-scope/account-arguments.ts';
import type { AccountScopes } from '../operation/account-scope/account-scopes.ts';
import { refuseFields, type ScopedOperation, scopeOperation } from '../operation/account-scope/scope-operation.ts';
import { type NormalizedOperation, normalizeOperation } from '../operation/normalize-operation.ts';
import { checkOperationLimits, type OperationLimits } from '../operation/operation-limits.ts';
import { createOperationStore } from '../operation/operation-store.ts';
import type { PlannerNames } from '../operation/plan/planner-names.ts';
import type { QueryPlanner } from '../operation/plan/query-planner.ts';
import { type CompiledOperation, compileOperation } from './compiled/compile-operation.ts';
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
  /**
   * The operation without the fields that name an account which is not the caller's: they are not even planned. Undefined
   * where there are none. `coerced` are the client's variables, with defaults.
   */
  readonly permit: (
    prepared: PreparedOperation,
    coerced: Readonly<Record<string, unknown>>,
    principal: Principal,
  ) => Promise<PreparedOperation> | undefined;
  /** The operations that were asked for most, the most used first. */
  listMostUsed(count: number): Promise<readonly KnownOperation[]>;
}

export interface PreparedOperationsOptions extends PlanParts {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly plannerNames: PlannerNames;
  readonly limits: OperationLimits;
  /** How many are kept. */
  readonly operationLimit: number;
}

interface CountedOperation {
  readonly prepared: PreparedOperation;
  uses: number;
}

export function createPreparedOperations(options: PreparedOperationsOptions): PreparedOperations {
  const { schema, planner, plannerNames, limits, operationLimit, ...parts } = options;
  const { accountScopes } = parts;
  const operations = createOperationStore<CountedOperation>({ limit: operationLimit });
  // Many documents can be one operation: they may differ in literals, names and layout.
  const compiledOperations = createOperationStore<CompiledOperation>({ limit: operationLimit });
  let preparedCount = 0;

  function get({ document, operationName, hash }: KnownOperation): Promise<CountedOperation> {
    return operations.get(`${hash} ${operationName ?? ''}`, async () => {
      const operation = getOperationAST(document, operationName);
      if (!operation) throw new Error(`The document has no operation ${operationName ?? 'without a name'}.`);
      checkOperationLimits(document, operation, limits);
      const normalized = normalizeOperation(schema, document, operation, plannerNames);
      const compiled = await compiledOperations.get(normalized.text, () =>
        compile(accountScopes ? scopeOperation(normalized, schema, accountScopes) : normalized),
      );
      preparedCount += 1;
      return { prepared: { id: preparedCount, document, operationName, hash, normalized, compiled }, uses: 0 };
    });
  }

  async function compile(operation: ScopedOperation): Promise<CompiledOperation> {
    const rootType = schema.getRootType(operation.operation.operation);
    // GraphQL's validation lets this pass.
    if (!rootType) {
      throw new CodedError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${operation.operation.operation}s.`);
    }
    const plan = operation.planned ? await planner.plan(operation.planned) : { root: undefined };
    return compileOperation({ schema, rootType, operation, plan, ...parts });
  }

  async function withoutFields(
    prepared: PreparedOperation,
    refused: ReadonlySet<FieldNode>,
    scopes: AccountScopes,
  ): Promise<PreparedOperation> {
    const { operation } = prepared.compiled;
    const indexes = operation.accountScope?.arguments.flatMap(({ field }, index) => (refused.has(field) ? index : []));
    const compiled = await compiledOperations.get(`${indexes?.join()} ${operation.text}`, () =>
      compile(refuseFields(operation, refused, schema, scopes)),
    );
    return { ...prepared, compiled };
  }

  return {
    permit(prepared, coerced, principal) {
      const { accountScope } = prepared.compiled.operation;
      if (accountScopes === undefined || accountScope === undefined || accountScope.arguments.length === 0) {
        return undefined;
      }
      const values = { coerced, literals: prepared.normalized.literals };
      const refused = findRefusedFields(accountScope.arguments, values, listPermittedAccounts(principal));
      return refused.size === 0 ? undefined : withoutFields(prepared, refused, accountScopes);
    },
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
