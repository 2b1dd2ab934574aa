// Only the locales that can answer are asked for.
import { expect, it } from 'vitest';
import { chooseLocaleCodes, toLanguageTag } from './locale-code.ts';

const available = ['de_DE', 'en_US', 'es_AR', 'es_MX', 'sr_Cyrl_RS'];

it.each([
  [[], ['en_US']],
  [['en-GB'], ['en_US']],
  [['es-ES'], ['en_US', 'es_AR', 'es_MX']],
  [
    ['de', 'ja-JP'],
    ['de_DE', 'en_US'],
  ],
  [['sr'], ['en_US', 'sr_Cyrl_RS']],
])('for %j those are %j', (wanted, codes) => {
  expect(chooseLocaleCodes(available, wanted, 'en_US')).toEqual(codes);
});

it('writes tags as BCP 47 does', () => {
  expect(toLanguageTag('sr_Cyrl_RS')).toBe('sr-Cyrl-RS');
});
