// The structure of the catalogue as the database has it now: it is held in memory, and read anew when another process
// has changed it.
import type { SystemDatabase } from '../../server/database.ts';
import { createStructure, type Structure, type StructureKind, type StructureRow } from './structure.ts';

export interface LiveStructure {
  /** Always the latest that was read. */
  readonly structure: Structure;
  /** Costs next to nothing while nobody has changed the database. */
  refresh: () => void;
}

export function createLiveStructure(database: SystemDatabase): LiveStructure {
  const selectRows = database.prepare<Omit<StructureRow, 'document'> & { kind: StructureKind; document: string }>(
    'SELECT * FROM structure',
  );
  // SQLite's own count of the commits of other connections.
  const selectVersion = database.prepare<{ data_version: number }>('PRAGMA data_version');
  const readVersion = () => selectVersion.first()?.data_version;
  const readStructure = (): Structure =>
    createStructure(
      selectRows.all().map((row) => ({ ...row, document: JSON.parse(row.document) as StructureRow['document'] })),
    );
  let version = readVersion();
  let current = readStructure();

  return {
    structure: {
      list: (kind) => current.list(kind),
      find: (kind, code) => current.find(kind, code),
      get mainIdentifier() {
        return current.mainIdentifier;
      },
      categoriesBelow: (code) => current.categoriesBelow(code),
      categoryLineage: (code) => current.categoryLineage(code),
      options: (attribute) => current.options(attribute),
      option: (attribute, code) => current.option(attribute, code),
      familyVariants: (family) => current.familyVariants(family),
      assetAttributes: (family) => current.assetAttributes(family),
      assetAttributeOptions: (family, attribute) => current.assetAttributeOptions(family, attribute),
    },
    refresh() {
      const latest = readVersion();
      if (latest === version) return;
      current = readStructure();
      version = latest;
    },
  };
}
