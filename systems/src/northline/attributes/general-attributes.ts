// What every product has: its numbers, its texts, its brand, its pictures and documents.
import { brands } from '../catalogue/brands.ts';
import { translate } from '../catalogue/translations.ts';
import { createText } from './attribute.ts';
import type { AttributeDefinition } from './attribute.ts';

const brandOptions = Object.fromEntries(Object.entries(brands).map(([code, name]) => [code, translate(name)]));

const createLocalized = (type: 'text' | 'textarea', english: string, french: string, spanish: string) =>
  ({
    type,
    localizable: true,
    group: 'general',
    labels: translate(english, french, spanish),
  }) satisfies AttributeDefinition;

export const generalAttributes = {
  sku: { type: 'identifier', group: 'general', labels: translate('SKU') },
  name: createLocalized('text', 'Name', 'Nom', 'Nombre'),
  range_name: createLocalized('text', 'Range name', 'Nom de gamme', 'Nombre de gama'),
  short_description: createLocalized('text', 'Short description', 'Description courte', 'Descripción corta'),
  description: createLocalized('textarea', 'Description', 'Description', 'Descripción'),
  brand: { type: 'select', group: 'general', labels: translate('Brand', 'Marque', 'Marca'), options: brandOptions },
  manufacturer_part_number: createText(
    'general',
    'Manufacturer part number',
    'Référence fabricant',
    'Número de parte del fabricante',
  ),
  gtin: createText('general', 'GTIN', 'GTIN', 'GTIN'),
  images: {
    type: 'assets',
    assetFamily: 'product_images',
    group: 'media',
    labels: translate('Images', 'Images', 'Imágenes'),
  },
  documents: {
    type: 'assets',
    assetFamily: 'product_documents',
    group: 'media',
    labels: translate('Documents', 'Documents', 'Documentos'),
  },
} as const satisfies Record<string, AttributeDefinition>;
