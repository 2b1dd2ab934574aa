// Imports a seed into an empty database, whole or not at all.
import type { SystemDatabase } from '../../server/database.ts';
import type { PimSeed } from '../seed.ts';
import { checkStructure } from './check-structure.ts';
import { importAssets } from './import-assets.ts';
import type { ImportContext } from './import-context.ts';
import { importProductModels } from './import-product-models.ts';
import { importProducts } from './import-products.ts';
import { mirrorAssociations } from './mirror-associations.ts';
import type { AssociationTargets } from './resolve-associations.ts';
import { createRowWriter } from './row-writer.ts';
import { structureOfSeed } from './structure-of-seed.ts';
import { createStructure } from './structure.ts';

/** @throws when the seed refers to what it does not hold, or a value breaks a rule of its attribute. */
export function importSeed(database: SystemDatabase, seed: PimSeed, now: Date): void {
  const rows = structureOfSeed(seed, now);
  const structure = createStructure(rows);
  checkStructure(seed, structure);

  const uuids = new Map(seed.products.map((product) => [product.identifier, product.uuid]));
  const productModels = new Set(seed.productModels.map((model) => model.code));
  const targets: AssociationTargets = {
    structure,
    uuidByIdentifier: (identifier) => uuids.get(identifier),
    hasProductModel: (code) => productModels.has(code),
  };
  const context: ImportContext = { database, seed, structure, targets, mirrored: mirrorAssociations(seed) };

  database.transaction(() => {
    const writer = createRowWriter(database, 'structure', ['kind', 'code', 'position', 'updated', 'document']);
    for (const row of rows) writer.add(row.kind, row.code, row.position, row.updated, JSON.stringify(row.document));
    writer.flush();
    const assets = importAssets(context);
    const models = importProductModels(context, assets);
    importProducts(context, assets, models);
  });
  // Without statistics SQLite guesses which index to take, and over a large catalogue guesses wrongly.
  database.prepare('ANALYZE').run();
}
