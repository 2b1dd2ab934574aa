// Figures that look like chance and are not: the same text gives the same sequence, whenever and wherever it runs.

export interface Figures {
  /** A whole number from 0 up to, but not including, `limit`. */
  below(limit: number): number;
  /** Yes, so many times in a hundred. */
  chance(percent: number): boolean;
}

/** Seeds Mulberry32, a small generator of 32-bit numbers, with the FNV-1a hash of a text. */
export function createFigures(text: string): Figures {
  let state = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
  }
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, chance: (percent) => below(100) < percent };
}
