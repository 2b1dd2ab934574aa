// The documents of Akeneo's REST API, as far as they are read here. What is not listed is ignored.
import { z } from 'zod';

/** Akeneo, being PHP, writes an empty object as an empty list. */
const emptyListAsObject = z.preprocess(
  (value) => (Array.isArray(value) && value.length === 0 ? {} : value),
  z.unknown(),
);

function objectOf<T extends z.ZodType>(value: T) {
  return emptyListAsObject.pipe(z.record(z.string(), value));
}

const labels = objectOf(z.string().nullable()).default({});

const option = z.object({ code: z.string(), labels });

const value = z.object({
  locale: z.string().nullable(),
  scope: z.string().nullable(),
  data: z.unknown(),
  /** With `with_attribute_options`: an option, or several by code. */
  linked_data: z.unknown().optional(),
});

export type AkeneoValue = z.output<typeof value>;
export type AkeneoValues = Readonly<Record<string, readonly AkeneoValue[]>>;

const quantified = z.object({ products: z.array(z.object({ identifier: z.string(), quantity: z.int() })).default([]) });

export const productDocument = z.object({
  identifier: z.string(),
  family: z.string().nullable(),
  categories: z.array(z.string()),
  parent: z.string().nullable(),
  values: objectOf(z.array(value)),
  updated: z.string(),
  associations: objectOf(z.object({ products: z.array(z.string()).default([]) })),
  quantified_associations: objectOf(quantified).default({}),
});

export type AkeneoProduct = z.output<typeof productDocument>;

export const productModelDocument = z.object({
  code: z.string(),
  family: z.string(),
  family_variant: z.string(),
  parent: z.string().nullable(),
  values: objectOf(z.array(value)),
});

export const familyDocument = z.object({ code: z.string(), attributes: z.array(z.string()), labels });

export type AkeneoFamily = z.output<typeof familyDocument>;

export const familyVariantDocument = z.object({
  code: z.string(),
  variant_attribute_sets: z.array(z.object({ level: z.int(), axes: z.array(z.string()) })),
});

export const attributeDocument = z.object({
  code: z.string(),
  type: z.string(),
  group: z.string(),
  group_labels: labels,
  metric_family: z.string().nullish(),
  labels,
});

export type AkeneoAttribute = z.output<typeof attributeDocument>;

export const attributeOptionDocument = option;

export type AkeneoOption = z.output<typeof option>;

export const optionsByCode = objectOf(option);

export const measurementFamilyDocument = z.object({
  code: z.string(),
  standard_unit_code: z.string(),
  units: objectOf(
    z.object({
      symbol: z.string().nullish(),
      convert_from_standard: z.array(z.object({ operator: z.enum(['mul', 'div', 'add', 'sub']), value: z.string() })),
    }),
  ),
});

export type AkeneoMeasurementFamily = z.output<typeof measurementFamilyDocument>;

export const channelDocument = z.object({ code: z.string(), locales: z.array(z.string()), category_tree: z.string() });

export type AkeneoChannel = z.output<typeof channelDocument>;

export const categoryDocument = z.object({ code: z.string(), parent: z.string().nullable(), labels });

const link = z.object({ href: z.string() });

export const assetDocument = z.object({
  code: z.string(),
  values: objectOf(
    z.array(
      z
        .object({
          locale: z.string().nullable(),
          channel: z.string().nullable(),
          data: z.unknown(),
          linked_data: z.looseObject({ full_url: z.string().optional() }).optional(),
          _links: z.object({ download: link.optional(), share_link: link.optional() }).optional(),
        })
        .transform(({ _links: links, ...rest }) => ({ ...rest, links })),
    ),
  ),
});

export type AkeneoAsset = z.output<typeof assetDocument>;

/** A page of a list. */
export function pageOf<T extends z.ZodType>(document: T) {
  return z.object({
    _links: z.object({ next: link.optional() }),
    _embedded: z.object({ items: z.array(document) }),
  });
}
