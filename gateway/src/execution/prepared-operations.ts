// Keeps operations ready to run: each is checked and brought into its normal form once, and once more for callers who may
// have other parts of it. It is planned and compiled, once as well, when it is first run: that is the dear part, and not
// done for who is refused.
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  type OperationTypeNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { listPermittedAccounts } from '../authentication/permitted-accounts.ts';
import { anonymousPrincipal, type Principal } from '../authentication/principal.ts';
import { CodedError } from '../error-codes/coded-error.ts';
import { findRefusedFields } from '../operation/account-scope/account-arguments.ts';
import type { AccountScopes } from '../operation/account-scope/account-scopes.ts';
import { refuseFields, type ScopedOperation, scopeOperation } from '../operation/account-scope/scope-operation.ts';
import type {
  Authorization,
  AuthorizationDecision,
  ProtectedOperation,
} from '../operation/authorization/authorization.ts';
import { compileVariants, type ReadCondition } from '../operation/conditions.ts';
import type { DemandControl } from '../operation/cost/demand-control.ts';
import type { CostEstimator } from '../operation/cost/estimate-cost.ts';
import { type NormalizedOperation, normalizeOperation } from '../operation/normalize-operation.ts';
import { createOperationStore } from '../operation/operation-store.ts';
import type { PlannerNames } from '../operation/plan/planner-names.ts';
import type { QueryPlanner } from '../operation/plan/query-planner.ts';
import { type CompiledOperation, type CompileOptions, compileOperation } from './compiled/compile-operation.ts';
import type { PlanParts } from './compiled/compile-plan.ts';
import type { KnownOperation, UsedOperation } from './execution-engine.ts';

export interface PreparedOperation {
  /** Different for each document, name and part of it that callers may have, in this process. */
  readonly id: number;
  readonly operationName: string | undefined;
  /** Whether what there is for a caller depends on what it was granted. */
  readonly isProtected: boolean;
  readonly normalized: NormalizedOperation;
  /** By the values of the variables in @skip and @include. Absent where costs do not count. */
  readonly findEstimate: ((readCondition: ReadCondition) => CostEstimator) | undefined;
  /** Plans and compiles it, where that was not done before. Rejects with a `CodedError` where it cannot be planned. */
  readonly compile: () => Promise<RunnableOperation>;
}

export interface RunnableOperation extends Pick<
  PreparedOperation,
  'id' | 'operationName' | 'isProtected' | 'normalized'
> {
  readonly compiled: CompiledOperation;
  readonly variant: CompiledVariant;
}

/** For whom an operation was compiled. */
interface CompiledVariant extends Pick<CompileOptions, 'visibleSchema' | 'hasMarks'> {
  /** Different for each operation and variant of it. */
  readonly key: string;
}

export interface PreparedOperations {
  /** For one caller. Throws a `CodedError` for an operation that is refused. The document must be valid for the schema. */
  use(operation: KnownOperation, principal: Principal): PreparedOperation;
  /** For the callers that it was asked by before. */
  warmUp(operation: UsedOperation): Promise<void>;
  /**
   * The operation without the fields that name an account which is not the caller's: they are not even asked for. Undefined
   * where there are none. `coerced` are the client's variables, with defaults.
   */
  readonly permit: (
    runnable: RunnableOperation,
    coerced: Readonly<Record<string, unknown>>,
    principal: Principal,
  ) => Promise<RunnableOperation> | undefined;
  /** Of those that were planned, the operations that were asked for most, the most used first. */
  listMostUsed(count: number): readonly UsedOperation[];
}

export interface PreparedOperationsOptions extends PlanParts {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly plannerNames: PlannerNames;
  /** Absent where nothing is protected. */
  readonly authorization: Authorization | undefined;
  /** Absent where costs do not count. */
  readonly demandControl: DemandControl | undefined;
  /** How many are kept. */
  readonly operationLimit: number;
}

interface CheckedOperation extends KnownOperation {
  readonly operation: OperationDefinitionNode;
  /** Absent where it is the same for everybody. */
  readonly protection: ProtectedOperation | undefined;
  /** One caller for each decision on it. */
  readonly callers: Map<string, Principal>;
  uses: number;
  isPlanned: boolean;
}

/** As many kinds of callers as are prepared for ahead. */
const maxCallers = 16;

export function createPreparedOperations(options: PreparedOperationsOptions): PreparedOperations {
  const { schema, planner, plannerNames, authorization, demandControl, operationLimit, ...parts } = options;
  const { accountScopes } = parts;
  const checkedOperations = new LRUCache<string, CheckedOperation>({ max: operationLimit });
  const operations = new LRUCache<string, PreparedOperation>({ max: operationLimit });
  // Many documents can be one operation: they may differ in literals, names and layout.
  const compiledOperations = createOperationStore<CompiledOperation>({ limit: operationLimit });
  let preparedCount = 0;

  function check({ document, operationName, hash }: KnownOperation): CheckedOperation {
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Error(`The document has no operation ${operationName ?? 'without a name'}.`);
    findRootType(schema, operation.operation);
    const protection = authorization?.protect(document, operation);
    return { document, operationName, hash, operation, protection, callers: new Map(), uses: 0, isPlanned: false };
  }

  function prepare(known: KnownOperation, principal: Principal, uses: number): PreparedOperation {
    const key = `${known.hash} ${known.operationName ?? ''}`;
    let checked = checkedOperations.get(key);
    if (checked === undefined) checkedOperations.set(key, (checked = check(known)));
    checked.uses += uses;
    const decision = checked.protection?.decide(principal);
    if (decision !== undefined && !checked.callers.has(decision.key) && checked.callers.size < maxCallers) {
      checked.callers.set(decision.key, principal);
    }
    const ownKey = decision === undefined ? key : `${key} ${decision.key}`;
    let prepared = operations.get(ownKey);
    if (prepared === undefined) operations.set(ownKey, (prepared = prepareFor(checked, decision)));
    return prepared;
  }

  function prepareFor(checked: CheckedOperation, decision: AuthorizationDecision | undefined): PreparedOperation {
    const { document, operation, hasMarks } = decision?.mark() ?? { ...checked, hasMarks: false };
    const normalized = normalizeOperation(schema, document, operation, plannerNames);
    // What it tells about the schema is not seen in the operation.
    const visible = decision?.findVisible?.();
    const key = `${visible?.key ?? ''} ${normalized.text}`;
    const variant = { key, hasMarks, visibleSchema: visible?.schema ?? schema };
    preparedCount += 1;
    const { operationName } = checked;
    const known = { id: preparedCount, operationName, isProtected: decision !== undefined, normalized };

    async function compileKnown(): Promise<RunnableOperation> {
      const compiled = await compiledOperations.get(key, () =>
        compile(accountScopes ? scopeOperation(normalized, schema, accountScopes) : normalized, variant),
      );
      checked.isPlanned = true;
      return { ...known, compiled, variant };
    }
    let runnable: Promise<RunnableOperation> | undefined;
    return {
      ...known,
      findEstimate: demandControl && compileFindEstimate(demandControl, normalized),
      compile: () =>
        (runnable ??= compileKnown().catch((error: unknown) => {
          runnable = undefined;
          throw error;
        })),
    };
  }

  async function compile(
    operation: ScopedOperation,
    { visibleSchema, hasMarks }: CompiledVariant,
  ): Promise<CompiledOperation> {
    const rootType = findRootType(schema, operation.operation.operation);
    const plan = operation.planned ? await planner.plan(operation.planned) : { root: undefined };
    return compileOperation({ schema, rootType, operation, plan, visibleSchema, hasMarks, ...parts });
  }

  /** Compiled once for each set of such fields: an operation names few accounts. */
  async function withoutFields(
    runnable: RunnableOperation,
    refused: ReadonlySet<FieldNode>,
    scopes: AccountScopes,
  ): Promise<RunnableOperation> {
    const { compiled: whole, variant } = runnable;
    const fields = whole.operation.accountScope?.arguments ?? [];
    const indexes = fields.flatMap(({ field }, index) => (refused.has(field) ? index : []));
    const compiled = await compiledOperations.get(`without ${indexes.join()} ${variant.key}`, () =>
      compile(refuseFields(whole.operation, refused, schema, scopes), variant),
    );
    return { ...runnable, compiled };
  }

  return {
    use: (known, principal) => prepare(known, principal, 1),
    async warmUp({ callers, ...known }) {
      for (const caller of callers) await prepare(known, caller, 0).compile();
    },
    permit(runnable, coerced, principal) {
      const { accountScope } = runnable.compiled.operation;
      if (accountScopes === undefined || accountScope === undefined || accountScope.arguments.length === 0) {
        return undefined;
      }
      const values = { coerced, literals: runnable.normalized.literals };
      const refused = findRefusedFields(accountScope.arguments, values, listPermittedAccounts(principal));
      return refused.size === 0 ? undefined : withoutFields(runnable, refused, accountScopes);
    },
    listMostUsed(count) {
      return [...checkedOperations.values()]
        .filter(({ isPlanned }) => isPlanned)
        .toSorted((a, b) => b.uses - a.uses)
        .slice(0, count)
        .map(({ document, operationName, hash, callers }) => ({
          document,
          operationName,
          hash,
          callers: callers.size === 0 ? [anonymousPrincipal] : [...callers.values()],
        }));
    },
  };
}

function findRootType(schema: GraphQLSchema, kind: OperationTypeNode): GraphQLObjectType {
  const rootType = schema.getRootType(kind);
  if (rootType) return rootType;
  // GraphQL's validation lets this pass.
  throw new CodedError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${kind}s.`);
}

function compileFindEstimate(
  demandControl: DemandControl,
  { document, operation }: NormalizedOperation,
): PreparedOperation['findEstimate'] {
  return compileVariants(document, (readCondition) =>
    demandControl.compileEstimate(document, readCondition, operation.operation),
  );
}
