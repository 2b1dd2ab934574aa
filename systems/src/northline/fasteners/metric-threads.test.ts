import { describe, expect, it } from 'vitest';
import { computeBoltMass, describeHexBolt } from './describe-hex-bolt.ts';
import type { HexBolt } from './describe-hex-bolt.ts';
import { metricThreads } from './metric-threads.ts';

const threads = [...metricThreads.values()];
const bolt: HexBolt = { standard: 'ISO 4017', size: 'M12', length: 50, propertyClass: '8.8', finish: 'zinc_plated' };

describe('metric threads', () => {
  it.each(threads)('$size has the stress area of its pitch (ISO 898-1)', ({ size, pitch, stressArea }) => {
    const mean = Number(size.slice(1)) - 0.9382 * Number(pitch);
    expect(Number(stressArea) / ((Math.PI / 4) * mean ** 2)).toBeCloseTo(1, 2);
  });

  it.each(threads)('$size bears the proof stress of its class', ({ size, stressArea, proofLoad, nutProofLoad }) => {
    const area = Number(stressArea);
    // 580 MPa up to M16 and 600 above for 8.8, 830 for 10.9; the standard rounds the loads.
    expect(Number(proofLoad['8.8']) / area / (size === 'M20' ? 600 : 580)).toBeCloseTo(1, 1);
    expect(Number(proofLoad['10.9']) / area / 830).toBeCloseTo(1, 1);
    // A nut of class 8 holds more than the bolt of 8.8 that goes with it.
    expect(Number(nutProofLoad)).toBeGreaterThan(Number(proofLoad['8.8']));
  });

  it('has wider heads in DIN 933 than in ISO 4017 at M10, M12 and M14, and nowhere else', () => {
    const differing = threads.filter(({ acrossFlats, acrossFlatsDin }) => acrossFlats !== acrossFlatsDin);
    expect(differing.map(({ size, acrossFlats, acrossFlatsDin }) => [size, acrossFlats, acrossFlatsDin])).toEqual([
      ['M10', '16', '17'],
      ['M12', '18', '19'],
      ['M14', '21', '22'],
    ]);
  });

  it.each([
    ['M6', '10', '4', '5.2', '6.4x12x1.6'],
    ['M8', '13', '5.3', '6.8', '8.4x16x1.6'],
    ['M10', '16', '6.4', '8.4', '10.5x20x2'],
    ['M12', '18', '7.5', '10.8', '13x24x2.5'],
    ['M16', '24', '10', '14.8', '17x30x3'],
    ['M20', '30', '12.5', '18', '21x37x3'],
  ])('%s: head %s × %s, nut %s high, washer %s', (size, acrossFlats, headHeight, nutHeight, washer) => {
    const thread = metricThreads.get(size);
    expect(thread).toMatchObject({ acrossFlats, headHeight, nutHeight });
    expect(thread?.washer.join('x')).toBe(washer);
  });
});

describe('hex bolts', () => {
  it('threads ISO 4017 to the head and ISO 4014 for 2 d + 6', () => {
    const threadLength = (standard: HexBolt['standard'], length: number) =>
      describeHexBolt({ ...bolt, standard, length }).specifications.thread_length;
    expect(threadLength('ISO 4017', 100)).toEqual({ amount: '100', unit: 'MILLIMETER' });
    expect(threadLength('ISO 4014', 100)).toEqual({ amount: '30', unit: 'MILLIMETER' });
    expect(threadLength('ISO 4014', 130)).toEqual({ amount: '36', unit: 'MILLIMETER' });
  });

  it('gives a proof load to steel and only a strength to stainless', () => {
    expect(describeHexBolt(bolt).specifications).toMatchObject({
      proof_load: { amount: '48900', unit: 'NEWTON' },
      tensile_strength: { amount: '800', unit: 'MEGAPASCAL' },
      width_across_flats: { amount: '18', unit: 'MILLIMETER' },
    });
    const stainless = describeHexBolt({ ...bolt, propertyClass: 'A2-70', finish: 'plain' }).specifications;
    expect(stainless).not.toHaveProperty('proof_load');
    expect(stainless).toMatchObject({ tensile_strength: { amount: '700' } });
  });

  it('weighs about what the catalogues of the trade say', () => {
    // DIN 933 M12 × 50: 53 g; M20 × 80: 257 g.
    expect(Number(computeBoltMass({ ...bolt, standard: 'DIN 933' }))).toBeCloseTo(0.053, 2);
    expect(Number(computeBoltMass({ ...bolt, size: 'M20', length: 80 }))).toBeCloseTo(0.25, 1);
  });
});
