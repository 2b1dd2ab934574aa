// Judges an answer against the world: each of its values has to be one that may be shown now, to the one who asked.
import {
  type FieldNode,
  type FragmentDefinitionNode,
  getArgumentValues,
  getDirectiveValues,
  getOperationAST,
  getVariableValues,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import type { Principal } from '../../gateway/src/authentication/principal.ts';
import type { Answer, AnswerError, Operation, Path } from '../execution/answer.ts';
import type { DataNode, GraphData } from '../execution/graph-data.ts';
import { isCell, type World } from './world.ts';

export interface JudgeOptions {
  readonly schema: GraphQLSchema;
  readonly data: GraphData;
  readonly world: World;
  readonly operation: Operation;
  readonly principal: Principal;
  /** Whether something fails now: then values may be older, and null where an error says so. */
  readonly isFailing: boolean;
}

/** What is wrong with the answer, or undefined. */
export function judgeAnswer(answer: Answer, options: JudgeOptions): string | undefined {
  const { schema, data, world, operation, principal, isFailing } = options;
  const definition = getOperationAST(operation.document, operation.operationName);
  const queryType = schema.getQueryType();
  if (!definition || !queryType) return 'there is nothing to ask';
  const { coerced = {} } = getVariableValues(schema, definition.variableDefinitions ?? [], operation.variables);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of operation.document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  }
  const { errors = [] } = answer;
  if (!isFailing && errors.length > 0) return `nothing fails, but there are errors: ${JSON.stringify(errors)}`;

  function collect(
    type: GraphQLObjectType,
    selectionSet: SelectionSetNode,
    fields: Map<string, FieldNode[]>,
  ): Map<string, FieldNode[]> {
    for (const selection of selectionSet.selections) {
      if (getDirectiveValues(GraphQLSkipDirective, selection, coerced)?.['if'] === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, selection, coerced)?.['if'] === false) continue;
      if (selection.kind === Kind.FIELD) {
        const name = (selection.alias ?? selection.name).value;
        fields.set(name, [...(fields.get(name) ?? []), selection]);
        continue;
      }
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition && schema.getType(fragment.typeCondition.name.value);
      const isMeant =
        condition === undefined ||
        condition === type ||
        (isAbstractType(condition) && schema.isSubType(condition, type));
      if (isMeant) collect(type, fragment.selectionSet, fields);
    }
    return fields;
  }

  /** Undefined when it fits; otherwise the deepest place at which nothing fits. */
  function findMisfit(
    node: DataNode,
    selections: readonly SelectionSetNode[],
    value: unknown,
    path: Path,
  ): Misfit | undefined {
    const type = schema.getType(node.type);
    if (!isObjectType(type)) return { path, message: `${node.type} is no type of objects` };
    if (typeof value !== 'object' || value === null) return { path, message: `${JSON.stringify(value)} is no object` };
    const fields = new Map<string, FieldNode[]>();
    for (const each of selections) collect(type, each, fields);
    const names = new Set(Object.keys(value));
    for (const name of names) {
      if (!fields.has(name)) return { path, message: `an object of ${type.name} has the member ${name}` };
    }
    for (const [name, nodes] of fields) {
      const [first] = nodes;
      // What stands in fragments can be lacking when the type could not be fetched.
      if (first === undefined || (!names.has(name) && isExplained(errors, [...path, name]))) continue;
      const misfit = findFieldMisfit(
        { node, type, nodes, first },
        Object.getOwnPropertyDescriptor(value, name)?.value,
        [...path, name],
      );
      if (misfit !== undefined) return misfit;
    }
    return undefined;
  }

  function findFieldMisfit(
    { node, type, nodes, first }: { node: DataNode; type: GraphQLObjectType; nodes: FieldNode[]; first: FieldNode },
    value: unknown,
    path: Path,
  ): Misfit | undefined {
    const name = first.name.value;
    if (name === '__typename') return value === node.type ? undefined : { path, message: `it is of ${node.type}` };
    if (value === null && isExplained(errors, path)) return undefined;
    const fieldDefinition = type.getFields()[name];
    if (fieldDefinition === undefined) return { path, message: `there is no ${type.name}.${name}` };
    const args = getArgumentValues(fieldDefinition, first, coerced);
    const inner = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const choice = world.choiceFor(principal);
    const variants = isCell(node) ? world.listAllowed({ node, name }, principal, isFailing) : [undefined];
    let deepest: Misfit | undefined;
    for (const variant of variants) {
      const truth = data.resolve(
        node,
        name,
        args,
        variant === undefined ? choice : { ...choice, variant: () => variant },
      );
      const misfit = findValueMisfit(truth, inner, value, path);
      if (misfit === undefined) return undefined;
      if (deepest === undefined || misfit.path.length > deepest.path.length) deepest = misfit;
    }
    return deepest;
  }

  function findValueMisfit(
    truth: unknown,
    inner: readonly SelectionSetNode[],
    value: unknown,
    path: Path,
  ): Misfit | undefined {
    if (value === null && isExplained(errors, path)) return undefined;
    const wrong = { path, message: `it is ${JSON.stringify(value)}; it may be ${JSON.stringify(truth)}` };
    if (truth === null || inner.length === 0)
      return JSON.stringify(truth) === JSON.stringify(value) ? undefined : wrong;
    if (!Array.isArray(truth)) return findMisfit(truth as DataNode, inner, value, path);
    if (!Array.isArray(value) || value.length !== truth.length) return wrong;
    for (const [index, item] of truth.entries()) {
      const misfit = findValueMisfit(item, inner, value[index], [...path, index]);
      if (misfit !== undefined) return misfit;
    }
    return undefined;
  }

  if (answer.data === null || answer.data === undefined) {
    return errors.length > 0 ? undefined : 'there is no data, and no error says why';
  }
  const root: DataNode = { type: queryType.name, identity: queryType.name };
  const misfit = findMisfit(root, [definition.selectionSet], answer.data, []);
  return misfit && `${misfit.path.join('.')}: ${misfit.message}`;
}

interface Misfit {
  readonly path: Path;
  readonly message: string;
}

/** Whether an error says why there is nothing at a place, or does not say where it belongs. */
function isExplained(errors: readonly AnswerError[], place: Path): boolean {
  return errors.some(({ path = [] }) => path.slice(0, place.length).every((step, index) => step === place[index]));
}
