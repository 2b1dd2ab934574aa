// Reads the values of a product: Akeneo keeps each by attribute, locale and channel.
import { z } from 'zod';
import type { LocalizedText, Option } from '../pim-connector.ts';
import { type AkeneoValue, type AkeneoValues, attributeOptionDocument, optionsByCode } from './akeneo-documents.ts';
import { toLanguageTag } from './locale-code.ts';

const noText: LocalizedText = new Map();

/** The labels of structure or an option, by language tag. */
export function readLabels(labels: Readonly<Record<string, string | null>>): LocalizedText {
  return new Map(
    Object.entries(labels).flatMap(([locale, label]) =>
      label === null || label === '' ? [] : [[toLanguageTag(locale), label]],
    ),
  );
}

/** The value that stands for all languages, or the first there is. */
export function readValue(values: AkeneoValues, attribute: string): AkeneoValue | undefined {
  const [first] = values[attribute] ?? [];
  return first;
}

/** A text that is the same in every language. */
export function readPlainText(values: AkeneoValues, attribute: string): string | undefined {
  const text = readValue(values, attribute)?.data;
  return typeof text === 'string' && text !== '' ? text : undefined;
}

/** A text by language. One that is not localizable is given in the default language, to which every other falls back. */
export function readText(values: AkeneoValues, attribute: string, defaultLocale: string): LocalizedText {
  return new Map(
    (values[attribute] ?? []).flatMap(({ locale, data }) =>
      typeof data === 'string' && data !== '' ? [[locale === null ? defaultLocale : toLanguageTag(locale), data]] : [],
    ),
  );
}

const codes = z.union([z.string().transform((code) => [code]), z.array(z.string())]);

/** The chosen options of a select, in the order they are stored, with the labels that came along. */
export function readOptions(value: AkeneoValue): Option[] {
  const chosen = codes.parse(value.data);
  const single = attributeOptionDocument.safeParse(value.linked_data);
  const linked = single.success
    ? { [single.data.code]: single.data }
    : (optionsByCode.safeParse(value.linked_data).data ?? {});
  return chosen.map((code) => ({ code, label: readLabels(linked[code]?.labels ?? {}) }));
}

/** A select is shown by its label, a text as it is. */
export function readTextOrOption(values: AkeneoValues, attribute: string, defaultLocale: string): LocalizedText {
  const value = readValue(values, attribute);
  if (value?.linked_data === undefined) return readText(values, attribute, defaultLocale);
  const [option] = readOptions(value);
  if (option === undefined) return noText;
  return option.label.size > 0 ? option.label : new Map([[defaultLocale, option.code]]);
}

/** The asset codes of an asset collection. */
export function readCodes(values: AkeneoValues, attribute: string): string[] {
  const data = readValue(values, attribute)?.data;
  return Array.isArray(data) ? data.filter((code): code is string => typeof code === 'string') : [];
}
