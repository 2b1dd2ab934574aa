// Keeps operations ready to run: each is checked, brought into its normal form, planned and compiled once, and once more
// for callers who may have other parts of it.
import { type FieldNode, type GraphQLSchema, getOperationAST, type OperationDefinitionNode } from 'graphql';
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
  use(operation: KnownOperation, principal: Principal): Promise<PreparedOperation>;
  /** For the callers that it was asked by before. */
  warmUp(operation: UsedOperation): Promise<void>;
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
  listMostUsed(count: number): Promise<readonly UsedOperation[]>;
}

export interface PreparedOperationsOptions extends PlanParts, Pick<CompileOptions, 'demandControl'> {
  /** The client schema. */
  readonly schema: GraphQLSchema;
  readonly planner: QueryPlanner;
  readonly plannerNames: PlannerNames;
  /** Absent where nothing is protected. */
  readonly authorization: Authorization | undefined;
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
}

/** As many kinds of callers as are prepared for ahead. */
const maxCallers = 16;

export function createPreparedOperations(options: PreparedOperationsOptions): PreparedOperations {
  const { schema, planner, plannerNames, authorization, operationLimit, ...parts } = options;
  const { accountScopes } = parts;
  const checkedOperations = createOperationStore<CheckedOperation>({ limit: operationLimit });
  const operations = createOperationStore<PreparedOperation>({ limit: operationLimit });
  // Many documents can be one operation: they may differ in literals, names and layout.
  const compiledOperations = createOperationStore<CompiledOperation>({ limit: operationLimit });
  let preparedCount = 0;

  function check({ document, operationName, hash }: KnownOperation): CheckedOperation {
    const operation = getOperationAST(document, operationName);
    if (!operation) throw new Error(`The document has no operation ${operationName ?? 'without a name'}.`);
    const protection = authorization?.protect(document, operation);
    return { document, operationName, hash, operation, protection, callers: new Map(), uses: 0 };
  }

  async function prepare(known: KnownOperation, principal: Principal, uses: number): Promise<PreparedOperation> {
    const key = `${known.hash} ${known.operationName ?? ''}`;
    const checked = await checkedOperations.get(key, async () => check(known));
    checked.uses += uses;
    const decision = checked.protection?.decide(principal);
    if (decision === undefined) return operations.get(key, () => compileFor(checked, undefined));
    if (!checked.callers.has(decision.key) && checked.callers.size < maxCallers) {
      checked.callers.set(decision.key, principal);
    }
    return operations.get(`${key} ${decision.key}`, () => compileFor(checked, decision));
  }

  async function compileFor(
    checked: CheckedOperation,
    decision: AuthorizationDecision | undefined,
  ): Promise<PreparedOperation> {
    const { document, operation, hasMarks } = decision?.mark() ?? { ...checked, hasMarks: false };
    const normalized = normalizeOperation(schema, document, operation, plannerNames);
    // What it tells about the schema is not seen in the operation.
    const visible = decision?.findVisible?.();
    const key = `${visible?.key ?? ''} ${normalized.text}`;
    const variant = { key, hasMarks, visibleSchema: visible?.schema ?? schema };
    const compiled = await compiledOperations.get(key, () =>
      compile(accountScopes ? scopeOperation(normalized, schema, accountScopes) : normalized, variant),
    );
    preparedCount += 1;
    const { operationName } = checked;
    return { id: preparedCount, operationName, isProtected: decision !== undefined, normalized, compiled, variant };
  }

  async function compile(
    operation: ScopedOperation,
    { visibleSchema, hasMarks }: CompiledVariant,
  ): Promise<CompiledOperation> {
    const rootType = schema.getRootType(operation.operation.operation);
    // GraphQL's validation lets this pass.
    if (!rootType) {
      throw new CodedError('GRAPHQL_VALIDATION_FAILED', `The schema has no ${operation.operation.operation}s.`);
    }
    const plan = operation.planned ? await planner.plan(operation.planned) : { root: undefined };
    return compileOperation({ schema, rootType, operation, plan, visibleSchema, hasMarks, ...parts });
  }

  /** Compiled once for each set of such fields: an operation names few accounts. */
  async function withoutFields(
    prepared: PreparedOperation,
    refused: ReadonlySet<FieldNode>,
    scopes: AccountScopes,
  ): Promise<PreparedOperation> {
    const { compiled: whole, variant } = prepared;
    const fields = whole.operation.accountScope?.arguments ?? [];
    const indexes = fields.flatMap(({ field }, index) => (refused.has(field) ? index : []));
    const compiled = await compiledOperations.get(`without ${indexes.join()} ${variant.key}`, () =>
      compile(refuseFields(whole.operation, refused, schema, scopes), variant),
    );
    return { ...prepared, compiled };
  }

  return {
    use: (known, principal) => prepare(known, principal, 1),
    async warmUp({ callers, ...known }) {
      for (const caller of callers) await prepare(known, caller, 0);
    },
    permit(prepared, coerced, principal) {
      const { accountScope } = prepared.compiled.operation;
      if (accountScopes === undefined || accountScope === undefined || accountScope.arguments.length === 0) {
        return undefined;
      }
      const values = { coerced, literals: prepared.normalized.literals };
      const refused = findRefusedFields(accountScope.arguments, values, listPermittedAccounts(principal));
      return refused.size === 0 ? undefined : withoutFields(prepared, refused, accountScopes);
    },
    async listMostUsed(count) {
      const checked = await checkedOperations.values();
      return checked
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
