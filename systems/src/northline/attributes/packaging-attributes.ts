// The packaging hierarchy (GS1) as content tells it. What counts for an order are the ERP's units.
import { createMetric, createNumber, createText } from './attribute.ts';
import type { AttributeDefinition } from './attribute.ts';

const createWeight = (english: string, french: string) =>
  createMetric('packaging', 'Weight', 'KILOGRAM', english, french);

export const packagingAttributes = {
  each_gross_weight: createWeight('Gross weight, each', 'Poids brut unitaire'),
  inner_pack_quantity: createNumber('packaging', 'Pieces per inner pack', 'Pièces par sous-emballage'),
  inner_pack_gtin: createText('packaging', 'GTIN of the inner pack', 'GTIN du sous-emballage'),
  inner_pack_gross_weight: createWeight('Gross weight of the inner pack', 'Poids brut du sous-emballage'),
  case_quantity: createNumber('packaging', 'Pieces per case', 'Pièces par carton'),
  case_gtin: createText('packaging', 'GTIN of the case', 'GTIN du carton'),
  case_gross_weight: createWeight('Gross weight of the case', 'Poids brut du carton'),
  pallet_quantity: createNumber('packaging', 'Pieces per pallet', 'Pièces par palette'),
  pallet_gtin: createText('packaging', 'GTIN of the pallet', 'GTIN de la palette'),
  pallet_gross_weight: createWeight('Gross weight of the pallet', 'Poids brut de la palette'),
} as const satisfies Record<string, AttributeDefinition>;
