// The oracle: graphql-js executes the operation on the client schema as if there were no subgraphs.
import { execute, type GraphQLSchema } from 'graphql';
import type { Answer, Operation } from './answer.ts';
import { toAnswer } from './answer.ts';
import type { Arguments, DataNode, GraphData } from './graph-data.ts';
import { createRoot, failField, type Run } from './memory-subgraph.ts';

export async function askMonolith(
  schema: GraphQLSchema,
  data: GraphData,
  { document, operationName, variables }: Operation,
  run: Run,
): Promise<Answer> {
  const { choice, fault } = run;
  const result = await execute({
    schema,
    document,
    operationName: operationName ?? null,
    variableValues: variables,
    fieldResolver(source: DataNode | undefined, args: Arguments, _context, info) {
      const node = source ?? createRoot(info.parentType.name, run);
      const value = data.resolve(node, info.fieldName, args, choice);
      if (data.isKeyField(node, info.fieldName)) return value;
      const identity = data.identify(node, info.fieldName, args);
      return failField(fault, '', identity, data.isDelicate(node, info.fieldName), { value, type: info.returnType });
    },
    typeResolver: (value) => (value as DataNode).type,
  });
  return toAnswer(result);
}
