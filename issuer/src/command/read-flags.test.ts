import { describe, expect, test } from 'vitest';
import { readAllowance, readDuration, readExpiry, readList } from './read-flags.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

describe('a duration', () => {
  test.each([
    ['90s', 90],
    ['10m', 600],
    ['24h', 86_400],
    ['30d', 2_592_000],
    ['0s', 0],
  ])('%s', (text, seconds) => expect(readDuration('--overlap', text)).toBe(seconds));

  test.each(['', '10', 'h', '-1h', '1.5h', '1w', '24 h', '1e3s', 'NaNs'])('is not %j', (text) => {
    expect(() => readDuration('--overlap', text)).toThrow(`--overlap is ${JSON.stringify(text)}; give`);
  });
});

describe('an allowance', () => {
  test.each([
    ['100/1s', { capacity: 100, interval_seconds: 1 }],
    ['50000/1m', { capacity: 50_000, interval_seconds: 60 }],
  ])('%s', (text, allowance) => expect(readAllowance('--rate', text)).toEqual(allowance));

  test.each(['100', '0/1s', '100/0s', '100/s', '-1/1s', '1.5/1s', '100/1', '1e3/1s'])('is not %j', (text) => {
    expect(() => readAllowance('--rate', text)).toThrow(`--rate is ${JSON.stringify(text)}; give`);
  });
});

describe('an expiry', () => {
  test.each([
    ['2027-01-31', '2027-02-01T00:00:00.000Z'],
    ['2027-01-31T12:00:00+02:00', '2027-01-31T10:00:00.000Z'],
    ['90d', '2027-02-21T12:00:00.000Z'],
  ])('%s', (text, time) => expect(readExpiry('--expires', text, now)).toBe(time));

  test.each(['2027-02-30', '2027-13-01', '31.1.2027', 'tomorrow', '', '2027-01-31T12:00:00'])('is not %j', (text) => {
    expect(() => readExpiry('--expires', text, now)).toThrow(`--expires is ${JSON.stringify(text)}; give`);
  });

  test.each(['2026-11-22', '2026-11-23T12:00:00Z', '0s'])('is not %s, which is over', (text) => {
    expect(() => readExpiry('--expires', text, now)).toThrow('in the past');
  });
});

test('a list has no empty parts', () => {
  expect(readList('--accounts', 'acme, acme-dayton')).toEqual(['acme', 'acme-dayton']);
  expect(() => readList('--accounts', 'acme,')).toThrow('--accounts is "acme,"; give');
});
