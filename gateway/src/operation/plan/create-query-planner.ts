// Chooses the planner.
import type { Supergraph } from '@apollo/federation-internals';
import { createHivePlanner } from './hive-planner.ts';
import type { PlannerName, QueryPlanner } from './query-planner.ts';

/**
 * Without a name, the one whose native code loads here, else the one that runs everywhere. Throws when the planner that
 * was asked for does not run here.
 */
export async function createQueryPlanner(
  name: PlannerName | undefined,
  supergraph: Supergraph,
  supergraphSdl: string,
): Promise<QueryPlanner> {
  if (name !== 'apollo') {
    const planner = await createHivePlanner(supergraphSdl);
    if (planner !== undefined) return planner;
    if (name === 'hive') {
      throw new Error(
        `The query planner "hive" has no native code for ${process.platform} on ${process.arch}: configure "apollo".`,
      );
    }
  }
  // Loaded only where it is needed: it is large.
  const { createApolloPlanner } = await import('./apollo-planner.ts');
  return createApolloPlanner(supergraph);
}
