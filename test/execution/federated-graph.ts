// A composed graph with its subgraphs in memory and the truth they tell.
import { composeServices } from '@apollo/composition';
import { type FieldNode, getArgumentValues, isInterfaceType, isObjectType, Kind, parse } from 'graphql';
import { createGraphData, type GraphData, type RequiredArguments } from './graph-data.ts';
import { readSubgraph, type SubgraphOutline } from './graph-outline.ts';
import type { SubgraphSource } from './graph-sdl.ts';
import { createMemorySubgraph, type MemorySubgraph } from './memory-subgraph.ts';

export interface FederatedGraph {
  readonly sources: readonly SubgraphSource[];
  readonly supergraphSdl: string;
  readonly subgraphs: ReadonlyMap<string, MemorySubgraph>;
  readonly data: GraphData;
}

export type Composition = { readonly graph: FederatedGraph } | { readonly refusal: string };

export function composeGraph(sources: readonly SubgraphSource[]): Composition {
  const services = sources.map(({ name, sdl }) => ({ name, url: `http://${name}.test/graphql`, typeDefs: parse(sdl) }));
  const { supergraphSdl, errors = [] } = composeServices(services);
  if (supergraphSdl === undefined) return { refusal: errors.map((error) => error.message).join('\n') };
  const outlines = sources.map(readSubgraph);
  const data = tryCreateData(outlines);
  if (typeof data === 'string') return { refusal: data };
  const subgraphs = new Map<string, MemorySubgraph>();
  const requiredArguments: RequiredArguments = (type, field, node) => {
    for (const [index, { types }] of outlines.entries()) {
      const schema = subgraphs.get(sources[index]?.name ?? '')?.schema;
      const candidates = [type, ...outlines.flatMap((each) => each.types.get(type)?.interfaces ?? [])];
      for (const candidate of candidates) {
        if (types.get(candidate)?.fields.get(field)?.isExternal !== false) continue;
        const definition = schema?.getType(candidate);
        if (!isObjectType(definition) && !isInterfaceType(definition)) continue;
        const found = definition.getFields()[field];
        if (found !== undefined && node.kind === Kind.FIELD) return getArgumentValues(found, node satisfies FieldNode);
      }
    }
    return {};
  };
  for (const [index, source] of sources.entries()) {
    const outline = outlines[index];
    if (outline !== undefined)
      subgraphs.set(source.name, createMemorySubgraph(source, outline, data, requiredArguments));
  }
  return { graph: { sources, supergraphSdl, subgraphs, data } };
}

/** Without data when subgraphs agree on a field's type, but not on anything that is of it. */
function tryCreateData(outlines: readonly SubgraphOutline[]): GraphData | string {
  try {
    return createGraphData(outlines);
  } catch (error) {
    return String(error);
  }
}
