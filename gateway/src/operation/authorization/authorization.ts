// Who may have what of an operation. Decided once for each operation and set of grants: the outcome is an operation of its
// own, in which all that its callers may not have is marked.
import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import type { Principal } from '../../authentication/principal.ts';
import { type MarkedOperation, markRefused } from './mark-refused.ts';
import { collectRequirements, type OperationRequirements } from './operation-requirements.ts';
import { readProtectedGraph } from './protected-graph.ts';
import type { Requirement } from './requirement.ts';
import { createVisibleSchemas, type VisibleSchema } from './visible-schema.ts';

export interface AuthorizationOptions {
  /** Nothing is taken away then, and what would be is reported. */
  readonly isDryRun: boolean;
  /** Whether introspection shows a caller only what it may ask for. */
  readonly filtersIntrospection: boolean;
}

export interface Authorization {
  /** Undefined where an operation requires nothing of its caller. The operation must be valid. */
  protect(document: DocumentNode, operation: OperationDefinitionNode): ProtectedOperation | undefined;
}

export interface ProtectedOperation {
  readonly decide: (principal: Principal) => AuthorizationDecision;
}

export interface AuthorizationDecision {
  /** Equal for all who get the same decision on the operation; empty for those who may have all of it. */
  readonly key: string;
  /** What is planned and compiled for them. */
  mark(): MarkedOperation;
  /** What introspection shows them. Absent where that is all, or where the operation does not ask. */
  readonly findVisible?: (() => VisibleSchema) | undefined;
}

/** Undefined for a supergraph that protects nothing. `schema` is the client schema. */
export function createAuthorization(
  supergraphSdl: string,
  schema: GraphQLSchema,
  { isDryRun, filtersIntrospection }: AuthorizationOptions,
): Authorization | undefined {
  const graph = readProtectedGraph(supergraphSdl);
  if (graph === undefined) return undefined;
  const visibleSchemas = createVisibleSchemas(schema, graph);

  const mark = (
    { document, operation }: { readonly document: DocumentNode; readonly operation: OperationDefinitionNode },
    requirements: OperationRequirements,
    unmet: readonly Requirement[],
  ): MarkedOperation =>
    markRefused(document, operation, {
      isRefused: (selection) => requirements.of(selection).some((each) => unmet.includes(each)),
      isDryRun,
    });

  return {
    protect(document, operation) {
      const rootType = schema.getRootType(operation.operation)?.name;
      if (rootType === undefined) return undefined;
      const requirements = collectRequirements({ graph, document, operation, rootType, filtersIntrospection });
      return (
        requirements && {
          decide(principal) {
            const unmet = requirements.listUnmet(principal);
            return {
              key: requirements.describe(unmet),
              mark: () => mark({ document, operation }, requirements, unmet),
              ...(requirements.filtersSchema && { findVisible: () => visibleSchemas(unmet) }),
            };
          },
        }
      );
    },
  };
}
