// Begins nothing new for a request that nobody waits for any more. GraphQL itself would go on to its end.
import { defaultFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { CodedError } from '../error-codes/coded-error.ts';

/** `findSignal`: that of the request for which is asked. Fields that only read what is there are left as they are. */
export function stopResolvers(schema: GraphQLSchema, findSignal: () => AbortSignal | undefined): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      if (resolve === undefined || resolve === defaultFieldResolver) continue;
      field.resolve = (source, args, context, info) => {
        if (findSignal()?.aborted === true) {
          throw new CodedError('SYSTEM_UNAVAILABLE', 'The request has ended before this was asked for.');
        }
        return resolve(source, args, context, info);
      };
    }
  }
}
