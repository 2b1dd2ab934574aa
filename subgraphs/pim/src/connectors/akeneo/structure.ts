// The structure of an Akeneo: families, attributes, units, the channel. Kept for a short time, fetched by code as needed.
import type { AkeneoApi } from './akeneo-api.ts';
import type {
  AkeneoAttribute,
  AkeneoChannel,
  AkeneoFamily,
  AkeneoMeasurementFamily,
  AkeneoOption,
} from './akeneo-documents.ts';
import { type StructureCache, createStructureCache } from './structure-cache.ts';

export interface Structure {
  readonly families: StructureCache<AkeneoFamily>;
  readonly attributes: StructureCache<AkeneoAttribute>;
  /** Axes of the last level, by family variant; keys are `family/variant`. */
  readonly variantAxes: StructureCache<readonly string[]>;
  /** Options of a select, by attribute. */
  readonly options: StructureCache<readonly AkeneoOption[]>;
  readMeasurementFamilies(): Promise<ReadonlyMap<string, AkeneoMeasurementFamily>>;
  readChannel(): Promise<AkeneoChannel>;
}

export interface StructureOptions {
  readonly api: AkeneoApi;
  readonly channel: string;
  readonly maxAgeMs: number;
  readonly now?: () => number;
}

/** There is one list of measurement families and one channel: each is kept under this key. */
const whole = '';

export function createStructure({ api, channel, maxAgeMs, now }: StructureOptions): Structure {
  const timing = { maxAgeMs, ...(now && { now }) };
  const measurementFamilies = createStructureCache({
    ...timing,
    load: async () => new Map([[whole, indexByCode(await api.readMeasurementFamilies())]]),
  });
  const channels = createStructureCache({
    ...timing,
    load: async () => new Map([[whole, await api.readChannel(channel)]]),
  });

  return {
    families: createStructureCache({ ...timing, load: async (codes) => indexByCode(await api.readFamilies(codes)) }),
    attributes: createStructureCache({
      ...timing,
      load: async (codes) => indexByCode(await api.readAttributes(codes)),
    }),
    variantAxes: createStructureCache({ ...timing, load: (keys) => loadVariantAxes(api, keys) }),
    options: createStructureCache({ ...timing, load: (attributes) => loadOptions(api, attributes) }),
    readMeasurementFamilies: async () =>
      (await measurementFamilies.get([whole])).get(whole) ?? new Map<string, never>(),
    async readChannel() {
      const found = (await channels.get([whole])).get(whole);
      if (found === undefined) throw new Error(`The PIM has no channel "${channel}".`);
      return found;
    },
  };
}

export function variantKey(family: string, variant: string): string {
  return `${family}/${variant}`;
}

async function loadVariantAxes(api: AkeneoApi, keys: readonly string[]): Promise<Map<string, readonly string[]>> {
  const families = [...new Set(keys.map((key) => key.split('/')[0] ?? ''))];
  const ofFamilies = await Promise.all(
    families.map(async (family) =>
      (await api.readFamilyVariants(family)).map(({ code, variant_attribute_sets: sets }) => {
        const last = sets.toSorted((one, other) => one.level - other.level).at(-1);
        return [variantKey(family, code), last?.axes ?? []] as const;
      }),
    ),
  );
  return new Map(ofFamilies.flat());
}

async function loadOptions(
  api: AkeneoApi,
  attributes: readonly string[],
): Promise<Map<string, readonly AkeneoOption[]>> {
  return new Map(
    await Promise.all(attributes.map(async (code) => [code, await api.readAttributeOptions(code)] as const)),
  );
}

function indexByCode<T extends { readonly code: string }>(documents: readonly T[]): Map<string, T> {
  return new Map(documents.map((document) => [document.code, document]));
}
