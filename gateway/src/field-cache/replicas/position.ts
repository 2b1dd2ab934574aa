// A place in the order in which invalidations reach all replicas: the id of a message in their stream.

/** Milliseconds and a number, as Redis writes them: `1795447853123-0`. */
export type Position = string;

/** Before everything. */
export const firstPosition: Position = '0-0';

/** Negative when `a` comes before `b`. What is no position comes after all others: it may mean anything. */
export function comparePositions(a: Position, b: Position): number {
  const [aMs, aNumber] = parsePosition(a);
  const [bMs, bNumber] = parsePosition(b);
  return aMs === bMs ? aNumber - bNumber : aMs - bMs;
}

export function isPosition(text: string): text is Position {
  return positionPattern.test(text);
}

const positionPattern = /^(\d{1,15})-(\d{1,15})$/;

function parsePosition(position: Position): [ms: number, number: number] {
  const [, ms, number] = positionPattern.exec(position) ?? [];
  return ms === undefined ? [Infinity, 0] : [Number(ms), Number(number)];
}
