// What messages show of values: small ones whole, large ones by their beginning.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortenMessage, showValue } from './shown-value.ts';

describe('showValue', () => {
  it.each([
    ['12,50', '"12,50"'],
    [12.5, '12.5'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{ value: 1 }, '{"value":1}'],
    ['9'.repeat(61), `"${'9'.repeat(60)}…"`],
    [Array.from({ length: 100 }, () => 1), `[${'1,'.repeat(29)}1…`],
  ])('shows %j', (value, shown) => {
    expect(showValue(value)).toBe(shown);
  });
});

describe('shortenMessage', () => {
  it('leaves a message alone that shows nothing large', () => {
    const quoted = fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/["\\]/g, "'"));
    fc.assert(
      fc.property(quoted, quoted, (one, other) => {
        const message = `Variable "${one}" got invalid value "${other}"; it must be a date such as "2026-03-31".`;
        expect(shortenMessage(message)).toBe(message);
      }),
    );
  });

  it('shows large strings by their beginning, quotes within them included', () => {
    const large = JSON.stringify(`a "quoted" ${'x'.repeat(1_000_000)}`);
    const message = shortenMessage(`Variable "$a" got invalid value ${large} at "lines[0]"; Decimal must be such.`);
    expect(message).toMatch(
      /^Variable "\$a" got invalid value "a \\"quoted\\" x+…" at "lines\[0\]"; Decimal must be such\.$/,
    );
    expect(message.length).toBeLessThan(150);
  });

  it('cuts off what is large without quotes, or never ends its quotes', () => {
    for (const message of [
      `got ${'9'.repeat(1_000_000)}`,
      `got "${'9'.repeat(1_000_000)}`,
      `"${'\\'.repeat(100_001)}`,
    ]) {
      expect(shortenMessage(message).length).toBeLessThan(1_010);
    }
  });
});
