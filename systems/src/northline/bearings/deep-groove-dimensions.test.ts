import { describe, expect, it } from 'vitest';
import { deepGrooveBearings } from './deep-groove-bearings.ts';
import { deepGrooveDimensions } from './deep-groove-dimensions.ts';

/**
 * ISO 15, dimension series 10, 02 and 03: outside diameter and width by bore, written down a second time in the order
 * of the standard's tables, so that a slip in either place shows.
 */
const iso15: Readonly<Record<'60' | '62' | '63', string>> = {
  '60': `10:26x8 12:28x8 15:32x9 17:35x10 20:42x12 25:47x12 30:55x13 35:62x14 40:68x15 45:75x16 50:80x16 55:90x18
         60:95x18 65:100x18 70:110x20 75:115x20 80:125x22 85:130x22 90:140x24 95:145x24 100:150x24`,
  '62': `10:30x9 12:32x10 15:35x11 17:40x12 20:47x14 25:52x15 30:62x16 35:72x17 40:80x18 45:85x19 50:90x20 55:100x21
         60:110x22 65:120x23 70:125x24 75:130x25 80:140x26 85:150x28 90:160x30 95:170x32 100:180x34`,
  '63': `10:35x11 12:37x12 15:42x13 17:47x14 20:52x15 25:62x17 30:72x19 35:80x21 40:90x23 45:100x25 50:110x27 55:120x29
         60:130x31 65:140x33 70:150x35 75:160x37 80:170x39 85:180x41 90:190x43 95:200x45 100:215x47`,
};

/** Bore codes 00 to 03 stand for 10, 12, 15 and 17 mm; from 04 on the bore is five times the code. */
function readBore(designation: string): number {
  const code = Number(designation.slice(2));
  return [10, 12, 15, 17][code] ?? code * 5;
}

describe('deep groove ball bearings', () => {
  it.each(Object.entries(iso15))('has series %s as ISO 15 has it', (series, table) => {
    const sizes = [...deepGrooveDimensions.values()].filter(({ designation }) => designation.startsWith(series));
    expect(sizes.map(({ d, D, B }) => `${d}:${D}x${B}`)).toEqual(table.split(/\s+/));
  });

  it('has the bore that the number of each says', () => {
    const sizes = [...deepGrooveDimensions.values()];
    expect(sizes.filter(({ designation, d }) => Number(d) !== readBore(designation))).toEqual([]);
  });

  it('carries plausible loads', () => {
    const implausible = [...deepGrooveDimensions.values()].filter(({ d, D, B, rMin, C, C0, massKg }) => {
      // Static below dynamic rating in these series, chamfers within the ring, and steel filling a good half of it.
      const ringKg = (Math.PI / 4) * (Number(D) ** 2 - Number(d) ** 2) * Number(B) * 7.85e-6;
      const filling = Number(massKg) / ringKg;
      const isSound =
        Number(C0) < Number(C) && 4 * Number(rMin) < Number(D) - Number(d) && filling > 0.5 && filling < 0.95;
      return !isSound;
    });
    expect(implausible).toEqual([]);
  });

  it('tells the dimensions of 6205-2RS', () => {
    const bearing = deepGrooveBearings.find(({ sku }) => sku === 'BRG-6205-2RS');
    expect(bearing?.content.specifications).toMatchObject({
      bore_diameter: { amount: '25', unit: 'MILLIMETER' },
      outside_diameter: { amount: '52', unit: 'MILLIMETER' },
      width: { amount: '15', unit: 'MILLIMETER' },
      closure: 'two_seals',
      standard: 'ISO 15',
    });
  });
});
