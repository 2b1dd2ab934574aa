// Every decision about data and faults is a hash of what it is about, so that it comes out the same wherever it is made.

/** FNV-1a with a final mix; 32 bits. */
export function hash(seed: number, ...parts: readonly (string | number)[]): number {
  let state = (0x811c9dc5 ^ seed) >>> 0;
  for (const part of parts) {
    const text = String(part);
    for (let index = 0; index < text.length; index += 1) {
      state = Math.imul(state ^ text.charCodeAt(index), 0x01000193);
    }
    state = Math.imul(state ^ 0xff, 0x01000193);
  }
  state = Math.imul(state ^ (state >>> 16), 0x7feb352d);
  state = Math.imul(state ^ (state >>> 15), 0x846ca68b);
  return (state ^ (state >>> 16)) >>> 0;
}

/** The item that a number stands for; the first for 0. */
export function pick<Item>(items: readonly Item[], choice: number): Item {
  const item = items[choice % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
