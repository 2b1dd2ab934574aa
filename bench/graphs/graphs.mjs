// The graphs by name, composed for the gateways and as one schema for those that know no federation.
import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { b2bGraph } from './b2b.mjs';
import { guildGraph } from './guild.mjs';

export const graphs = { b2b: b2bGraph, guild: guildGraph };

/** @returns {{ supergraphSdl: string, apiSdl: string }} */
export function composeGraph({ subgraphs }, urlOf) {
  const { supergraphSdl, schema, errors } = composeServices(
    Object.entries(subgraphs).map(([name, { typeDefs }]) => ({ name, url: urlOf(name), typeDefs: parse(typeDefs) })),
  );
  if (errors !== undefined) throw new Error(errors.map(({ message }) => message).join('\n'));
  return { supergraphSdl, apiSdl: printSchema(schema.toAPISchema().toGraphQLJSSchema()) };
}

/** The whole graph in one process. The resolvers of the subgraphs give whole objects, so that they fit together here. */
export function createMonolithSchema({ subgraphs }, apiSdl) {
  const resolvers = {};
  for (const [type, fields] of Object.values(subgraphs).flatMap((subgraph) => Object.entries(subgraph.resolvers))) {
    const { __resolveReference, ...rest } = fields;
    resolvers[type] = { ...resolvers[type], ...rest };
  }
  return createSchema({ typeDefs: apiSdl, resolvers });
}
