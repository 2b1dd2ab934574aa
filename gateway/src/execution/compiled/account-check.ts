// Decides for each object of a response whether the caller may see it, by the account that it belongs to.
import { type GraphQLCompositeType, type GraphQLSchema, isAbstractType } from 'graphql';
import { foreignAccount, readAccount } from '../../operation/account-scope/account-reader.ts';
import type { AccountScopes, ScopedType } from '../../operation/account-scope/account-scopes.ts';
import type { DataObject } from './data-object.ts';

/** An object that was not for this caller, as an operator needs to know of it. */
export interface AccountViolation {
  /** The field that gave it. */
  readonly coordinate: string;
  readonly typeName: string;
  /** Whose it is. Undefined: nobody has said, so that it may have been the caller's. */
  readonly account: string | undefined;
  /** Who gave it. */
  readonly subgraphs: readonly string[];
  readonly owner?: string | undefined;
}

export interface AccountRun {
  /** Those whose objects the caller may see. */
  readonly permitted: ReadonlySet<string>;
  readonly report: (violation: AccountViolation) => void;
}

export interface ObjectCheck {
  isPermitted(object: DataObject, permitted: ReadonlySet<string>): boolean;
  /** For one that is not permitted: why, after it was reported. */
  explain(object: DataObject, run: AccountRun): WithheldReason;
}

/** `foreign`: it belongs to another account. `unknown`: it is not known to whom. */
export type WithheldReason = 'foreign' | 'unknown';

/**
 * For objects of a type at places that a field fills. Undefined where they belong to nobody. `type` is abstract where an
 * object does not say more of itself: then it is not known whether it belongs to an account.
 */
export function compileObjectCheck(
  type: GraphQLCompositeType,
  coordinate: string,
  schema: GraphQLSchema,
  scopes: AccountScopes | undefined,
): ObjectCheck | undefined {
  if (scopes === undefined) return undefined;
  const scope = scopes.findType(type.name);
  if (scope === undefined)
    return isAnyScoped(type, schema, scopes) ? createRefusal(type, coordinate, scopes) : undefined;
  return createCheck(scope, coordinate, scopes);
}

function isAnyScoped(type: GraphQLCompositeType, schema: GraphQLSchema, scopes: AccountScopes): boolean {
  return isAbstractType(type) && schema.getPossibleTypes(type).some(({ name }) => scopes.findType(name) !== undefined);
}

function createCheck(scope: ScopedType, coordinate: string, scopes: AccountScopes): ObjectCheck {
  const [alias = '', inner, ...others] = scope.dataPath;
  return {
    isPermitted(object, permitted) {
      // Most paths are short, and this is done for every object of every response.
      const given = object[alias] as Readonly<DataObject> | undefined | null;
      const id: unknown = inner === undefined ? given : given?.[inner];
      if (typeof id === 'string' && others.length === 0) return permitted.has(id);
      const account = readAccount(object, scope);
      return typeof account === 'string' && permitted.has(account);
    },
    explain(object, { report }) {
      const account = readAccount(object, scope);
      // That one has been reported when it was received.
      if (account === foreignAccount) return 'foreign';
      report({ coordinate, typeName: scope.name, account, ...describeSource(coordinate, scopes) });
      return account === undefined ? 'unknown' : 'foreign';
    },
  };
}

function createRefusal({ name }: GraphQLCompositeType, coordinate: string, scopes: AccountScopes): ObjectCheck {
  return {
    isPermitted: () => false,
    explain(_object, { report }) {
      report({ coordinate, typeName: name, account: undefined, ...describeSource(coordinate, scopes) });
      return 'unknown';
    },
  };
}

function describeSource(coordinate: string, scopes: AccountScopes): Pick<AccountViolation, 'subgraphs' | 'owner'> {
  const { subgraphs, owner } = scopes.findSource(coordinate);
  return { subgraphs, owner };
}
