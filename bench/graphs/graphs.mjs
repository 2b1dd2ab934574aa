// The graphs by name, composed for the gateways and as one schema for those that know no federation.
import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';
import { createSchema } from 'graphql-yoga';
import { b2bGraph } from './b2b.mjs';
import { guildGraph } from './guild.mjs';
import { stripPolicies } from './governance.mjs';

export const graphs = { b2b: b2bGraph, guild: guildGraph };

/** The subgraph as everybody but our gateway knows it. */
export const parseSubgraph = ({ typeDefs }) => parse(stripPolicies(typeDefs));

/** @returns {{ supergraphSdl: string, apiSdl: string }} */
export function composeGraph({ subgraphs }, urlOf) {
  const { supergraphSdl, schema, errors } = composeServices(
    Object.entries(subgraphs).map(([name, subgraph]) => ({
      name,
      url: urlOf(name),
      typeDefs: parseSubgraph(subgraph),
    })),
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
