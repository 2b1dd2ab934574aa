// What the resolvers of one request share: the connector and the loaders that gather what is asked of it.
import type { GraphQLResolveInfo } from 'graphql';
import type { ContentSelection, PimConnector } from './connectors/pim-connector.ts';
import { type LoadCategoryTree, createLoadCategoryTree } from './content/loaders/category-tree.ts';
import { type ContentBySku, createContentBySku } from './content/loaders/content-by-sku.ts';
import { type DocumentByCode, createDocumentByCode } from './content/loaders/document-by-code.ts';
import { type FamilyByCode, createFamilyByCode } from './content/loaders/family-by-code.ts';
import { type MediaByCode, createMediaByCode } from './content/loaders/media-by-code.ts';
import { type VariantGroupByCode, createVariantGroupByCode } from './content/loaders/variant-group-by-code.ts';
import { type VariantsByGroupCode, createVariantsByGroupCode } from './content/loaders/variants-by-group-code.ts';
import { readContentSelection } from './content/rules/content-selection.ts';

export interface PimContext {
  readonly connector: PimConnector;
  /** Fires when nobody waits for the request any more. */
  readonly signal: AbortSignal;
  readonly familyByCode: FamilyByCode;
  readonly loadCategoryTree: LoadCategoryTree;
  /** The loaders that fetch what the operation selects, and no more. */
  openLoaders(info: GraphQLResolveInfo): ContentLoaders;
}

export interface ContentLoaders {
  readonly selection: ContentSelection;
  readonly contentBySku: ContentBySku;
  readonly mediaByCode: MediaByCode;
  readonly documentByCode: DocumentByCode;
  readonly variantGroupByCode: VariantGroupByCode;
  readonly variantsByGroupCode: VariantsByGroupCode;
}

export function createPimContext(connector: PimConnector, signal: AbortSignal): PimContext {
  let loaders: ContentLoaders | undefined;
  return {
    connector,
    signal,
    familyByCode: createFamilyByCode(connector, signal),
    loadCategoryTree: createLoadCategoryTree(connector, signal),
    // A request is one operation: what it selects is read once, by whichever field comes first.
    openLoaders: (info) => (loaders ??= createLoaders(connector, readContentSelection(info), signal)),
  };
}

function createLoaders(connector: PimConnector, selection: ContentSelection, signal: AbortSignal): ContentLoaders {
  return {
    selection,
    contentBySku: createContentBySku(connector, selection, signal),
    mediaByCode: createMediaByCode(connector, selection, signal),
    documentByCode: createDocumentByCode(connector, selection, signal),
    variantGroupByCode: createVariantGroupByCode(connector, selection, signal),
    variantsByGroupCode: createVariantsByGroupCode(connector, selection, signal),
  };
}
