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
import { createLiveStructure } from './live-structure.ts';
import type { Structure } from './structure.ts';
import { createTokenStore, type TokenStore } from './token-store.ts';

export interface Catalogue {
  structure: Structure;
  products: ProductStore;
  productModels: ProductModelStore;
  assets: AssetStore;
  tokens: TokenStore;
  /** For what is kept beside the catalogue. */
  database: SystemDatabase;
  /** Reads the structure anew when another process has changed the database. */
  refresh: () => void;
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
    const { structure, refresh } = createLiveStructure(database);
    return {
      structure,
      products: createProductStore(database),
      productModels: createProductModelStore(database),
      assets: createAssetStore(database),
      tokens: createTokenStore(database),
      database,
      refresh,
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
