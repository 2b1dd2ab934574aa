// The language of a text: asked for, same language, default.
import { expect, it } from 'vitest';
import { chooseText } from './localized-text.ts';

const text = new Map([
  ['en-US', 'Bearing'],
  ['fr-FR', 'Roulement'],
  ['es-MX', 'Rodamiento'],
  ['es-AR', 'Rulemán'],
]);

it.each([
  ['fr-FR', 'Roulement'],
  ['fr-CA', 'Roulement'],
  ['fr', 'Roulement'],
  ['es-MX', 'Rodamiento'],
  ['es-ES', 'Rulemán'],
  ['ja-JP', 'Bearing'],
  [undefined, 'Bearing'],
  [null, 'Bearing'],
])('in %s is %s', (locale, expected) => {
  expect(chooseText(text, locale, 'en-US')).toBe(expected);
});

it('is null when not even the default language has it', () => {
  expect(chooseText(new Map([['fr-FR', 'Roulement']]), 'ja-JP', 'en-US')).toBeNull();
  expect(chooseText(new Map(), 'fr-FR', 'en-US')).toBeNull();
});
