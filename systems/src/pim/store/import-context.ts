// What the parts of an import share.
import type { SystemDatabase } from '../../server/database.ts';
import type { PimSeed } from '../seed.ts';
import type { MirroredAssociations } from './mirror-associations.ts';
import type { AssociationTargets } from './resolve-associations.ts';
import type { Structure } from './structure.ts';

export interface ImportContext {
  database: SystemDatabase;
  seed: PimSeed;
  structure: Structure;
  targets: AssociationTargets;
  mirrored: MirroredAssociations;
}
