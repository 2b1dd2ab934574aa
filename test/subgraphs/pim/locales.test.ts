// Texts in the language asked for, else in another of the same language, else in the default one.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningPim, startPim } from './start-pim.ts';

let pim: RunningPim;
beforeAll(async () => {
  pim = await startPim();
});
afterAll(() => pim.close());

test.each([
  [undefined, 'Ball bearing 6205', 'Sealed ball bearing'],
  ['en-US', 'Ball bearing 6205', 'Sealed ball bearing'],
  ['en-GB', 'Ball bearing 6205', 'Sealed ball bearing'],
  ['fr-FR', 'Roulement à billes 6205', 'Sealed ball bearing'],
  ['fr', 'Roulement à billes 6205', 'Sealed ball bearing'],
  ['fr-CA', 'Roulement à billes 6205', 'Sealed ball bearing'],
  ['es', 'Ball bearing 6205', 'Rodamiento sellado'],
  ['ja-JP', 'Ball bearing 6205', 'Sealed ball bearing'],
])('in %s', async (locale, name, shortDescription) => {
  const { data, errors } = await pim.query({
    query:
      'query ($locale: Locale) { product(sku: "BRG-1") { name(locale: $locale) shortDescription(locale: $locale) } }',
    variables: locale === undefined ? {} : { locale },
  });
  expect(errors).toEqual([]);
  expect(data?.['product']).toEqual({ name, shortDescription });
});

test('each field in a language of its own, in one request', async () => {
  const { data } = await pim.query({
    query: `{ product(sku: "BRG-1") {
      en: name fr: name(locale: "fr-FR")
      family { en: label fr: label(locale: "fr-FR") }
      attributes(codes: ["bore", "seal", "is_relubricable", "released_on", "note"]) { label displayValue }
      fr_attributes: attributes(codes: ["bore", "seal", "is_relubricable", "released_on", "note", "load_rating"], locale: "fr-FR") { label group displayValue }
    } }`,
  });
  expect(data?.['product']).toEqual({
    en: 'Ball bearing 6205',
    fr: 'Roulement à billes 6205',
    family: { en: 'Bearing', fr: 'Roulement' },
    // The note exists in French only: it is no specification for those who do not read French.
    attributes: [
      { label: 'Bore', displayValue: '25 mm' },
      { label: 'Label of is_relubricable', displayValue: 'No' },
      { label: 'Label of released_on', displayValue: 'May 20, 2019' },
      { label: 'Label of seal', displayValue: 'Rubber' },
    ],
    fr_attributes: [
      { label: 'Alésage', group: 'Technique', displayValue: '25 mm' },
      { label: 'Label of load_rating', group: 'Technique', displayValue: '14,8' },
      { label: 'Label of is_relubricable', group: 'Technique', displayValue: 'Non' },
      { label: 'Label of released_on', group: 'Technique', displayValue: '20 mai 2019' },
      { label: 'Label of seal', group: 'Technique', displayValue: 'Caoutchouc' },
      { label: 'Label of note', group: 'Technique', displayValue: 'Graissé à vie' },
    ],
  });
});

test('an option without a label is shown by its code', async () => {
  const { data } = await pim.query({
    query:
      '{ product(sku: "BRG-2") { attributes(codes: ["seal"], locale: "fr-FR") { displayValue value { ... on OptionsValue { options { code label } } } } } }',
  });
  expect(data?.['product']).toEqual({
    attributes: [{ displayValue: 'steel', value: { options: [{ code: 'steel', label: 'steel' }] } }],
  });
});
