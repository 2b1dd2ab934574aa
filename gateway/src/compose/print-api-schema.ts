// The client schema as text: roots first, then types by name, so that a diff shows what changed for callers and no more.
import { type GraphQLSchema, isSpecifiedScalarType, Kind, parse, print, printSchema, printType } from 'graphql';

/** Fields, arguments and values stay in the order in which their authors wrote them. */
export function printApiSchema(schema: GraphQLSchema): string {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
    (type) => type ?? [],
  );
  const types = Object.values(schema.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .filter((type) => !roots.some((root) => root === type))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  // What is no type: directives, and the names of the roots where they are not the usual ones.
  const others = parse(printSchema(schema), { noLocation: true }).definitions.filter(
    ({ kind }) => kind === Kind.SCHEMA_DEFINITION || kind === Kind.DIRECTIVE_DEFINITION,
  );
  return `${[...others.map(print), ...[...roots, ...types].map(printType)].join('\n\n')}\n`;
}
