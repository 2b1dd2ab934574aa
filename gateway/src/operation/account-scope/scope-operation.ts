// An operation with all that has to be known of accounts before it runs: what is planned besides, and which of its fields
// take an account as an argument.
import { type FieldNode, type GraphQLSchema, Kind, print, visit } from 'graphql';
import { type NormalizedOperation, removeUnplanned } from '../normalize-operation.ts';
import { type AccountArguments, listAccountArguments } from './account-arguments.ts';
import type { AccountScopes } from './account-scopes.ts';
import { addAccountSelections } from './add-account-selections.ts';

export interface ScopedOperation extends NormalizedOperation {
  /** Absent where nothing of it has to do with accounts. */
  readonly accountScope?: OperationScope;
}

export interface OperationScope {
  readonly arguments: readonly AccountArguments[];
  /** Those of its fields that are not asked for, because they name an account that is not the caller's. */
  readonly refused: ReadonlySet<FieldNode>;
}

/** `schema` is the client's. */
export function scopeOperation(
  operation: NormalizedOperation,
  schema: GraphQLSchema,
  scopes: AccountScopes,
): ScopedOperation {
  const { planned } = operation;
  const fields = listAccountArguments(operation, schema, scopes);
  const document = planned && addAccountSelections(planned.document, schema, scopes);
  if (fields.length === 0 && document === planned?.document) return operation;
  return {
    ...operation,
    planned: document && { document, text: print(document) },
    accountScope: { arguments: fields, refused: new Set() },
  };
}

/** The same operation, of which some fields are not asked for. They are in its response all the same, as errors. */
export function refuseFields(
  operation: ScopedOperation,
  refused: ReadonlySet<FieldNode>,
  schema: GraphQLSchema,
  scopes: AccountScopes,
): ScopedOperation {
  const remaining = visit(operation.document, {
    // Of what type the object is decides whether the field is in the response.
    Field: (node) => (refused.has(node) ? typenameField : undefined),
  });
  const unscoped = removeUnplanned(schema, remaining, print(remaining));
  const document = unscoped && addAccountSelections(unscoped.document, schema, scopes);
  return {
    ...operation,
    planned: document && { document, text: print(document) },
    accountScope: { arguments: [], refused },
  };
}

const typenameField = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } } as const;
