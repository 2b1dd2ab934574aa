// Opens the PIM's database, filled from a seed when it is new.
import { openDatabase, type SystemDatabase } from '../../server/database.ts';
import type { PimSeed } from '../seed.ts';
import { type AssetStore, createAssetStore } from './asset-store.ts';
import { importSeed } from './import-seed.ts';
import { migrations } from './migrations.ts';
import {
  createProductModelStore,
  createProductStore,
  type ProductModelStore,
  type ProductStore,
} from './product-store.ts';
import { createStructure, type Structure, type StructureKind, type StructureRow } from './structure.ts';
import { createTokenStore, type TokenStore } from './token-store.ts';

export interface Catalogue {
  structure: Structure;
  products: ProductStore;
  productModels: ProductModelStore;
  assets: AssetStore;
  tokens: TokenStore;
  close: () => void;
}

/** @throws when the file is new and there is no seed: a PIM without an identifier attribute serves nothing. */
export function openCatalogue(file: string, seed: PimSeed | undefined, now: Date): Catalogue {
  const database = openDatabase({ file, migrations });
  try {
    if (isEmpty(database)) {
      if (seed === undefined) throw new Error(`${file} holds no catalogue: give a seed to import.`);
      importSeed(database, seed, now);
    }
    return {
      structure: loadStructure(database),
      products: createProductStore(database),
      productModels: createProductModelStore(database),
      assets: createAssetStore(database),
      tokens: createTokenStore(database),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

function isEmpty(database: SystemDatabase): boolean {
  return database.prepare('SELECT 1 FROM structure LIMIT 1').first() === undefined;
}

function loadStructure(database: SystemDatabase): Structure {
  const rows = database
    .prepare<{ kind: StructureKind; code: string; position: number; updated: string; document: string }>(
      'SELECT * FROM structure',
    )
    .all();
  return createStructure(
    rows.map((row) => ({ ...row, document: JSON.parse(row.document) as StructureRow['document'] })),
  );
}
