// Takes everything out of the objects in a subgraph's answer that belong to an account which is not the caller's, before
// anything of them is merged or asked for further. What is left of one says only that it is withheld.
import {
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLNamedType,
  type GraphQLSchema,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql';
import { foreignAccount, readAccount } from '../../operation/account-scope/account-reader.ts';
import type { AccountScopes, ScopedType } from '../../operation/account-scope/account-scopes.ts';
import type { FetchNode } from '../../operation/plan/query-plan.ts';
import type { AccountRun } from './account-check.ts';
import { type DataObject, isDataObject } from './data-object.ts';

/** `answer` is the data of the fetch's document. It is changed in place. */
export type Withholding = (answer: DataObject, run: AccountRun) => void;

/** Undefined where the fetch asks for no account. `schema` is the whole supergraph's. */
export function compileWithholding(
  { document, subgraph, operationKind }: FetchNode,
  schema: GraphQLSchema,
  scopes: AccountScopes,
): Withholding | undefined {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of parse(document, { noLocation: true }).definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operation = definition;
  }

  /** `coordinate` is that of the field which gives the objects. */
  function addSelections(place: Place, { selections }: SelectionSetNode, parent: Parent, coordinate: string): void {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const responseName = (selection.alias ?? selection.name).value;
        const scope = scopes.findAlias(responseName);
        if (scope !== undefined) {
          place.checks.set(scope, coordinate);
          continue;
        }
        if (selection.selectionSet === undefined) continue;
        const name = selection.name.value;
        const inner = place.fields.get(responseName) ?? createPlace();
        place.fields.set(responseName, inner);
        const type = isCompositeType(parent) && !isUnionType(parent) ? parent.getFields()[name]?.type : undefined;
        addSelections(inner, selection.selectionSet, getNamedType(type), `${parent?.name ?? ''}.${name}`);
        if (inner.checks.size === 0 && inner.fields.size === 0) place.fields.delete(responseName);
      } else {
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (fragment === undefined) continue;
        const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
        addSelections(place, fragment.selectionSet, condition ?? parent, coordinate);
      }
    }
  }

  const root = createPlace();
  const rootType = operationKind === 'mutation' ? schema.getMutationType() : schema.getQueryType();
  if (operation !== undefined) addSelections(root, operation.selectionSet, rootType ?? undefined, '');
  if (root.fields.size === 0) return undefined;
  return (answer, { permitted, report }) => {
    withholdIn(answer, root, (object, scope, coordinate) => {
      const account = readAccount(object, scope);
      // Where none is given, another subgraph may give it; if not, that is found when the response is written.
      if (typeof account !== 'string' || permitted.has(account)) return;
      const { owner } = scopes.findSource(coordinate);
      report({ coordinate, typeName: scope.name, account, subgraphs: [subgraph], owner });
      for (const name of Object.keys(object)) if (name !== '__typename') delete object[name];
      object[scope.alias] = foreignAccount;
    });
  };
}

/** What is checked of the objects at one place of an answer, and where further ones are inside them. */
interface Place {
  /** Each with the coordinate of the field that gives the object. */
  readonly checks: Map<ScopedType, string>;
  readonly fields: Map<string, Place>;
}

type Parent = GraphQLNamedType | undefined;

function createPlace(): Place {
  return { checks: new Map(), fields: new Map() };
}

type Check = (object: DataObject, scope: ScopedType, coordinate: string) => void;

function withholdIn(value: unknown, place: Place, check: Check): void {
  if (Array.isArray(value)) {
    for (const item of value) withholdIn(item, place, check);
    return;
  }
  if (!isDataObject(value)) return;
  for (const [scope, coordinate] of place.checks) {
    if (Object.hasOwn(value, scope.alias)) check(value, scope, coordinate);
  }
  for (const [name, inner] of place.fields) if (Object.hasOwn(value, name)) withholdIn(value[name], inner, check);
}
