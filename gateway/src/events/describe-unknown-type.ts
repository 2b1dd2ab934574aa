// Says of an event type that it is not in the catalogue, and which one was probably meant.
import { findNearestWord } from '../configuration/nearest-word.ts';

export function describeUnknownType(type: string, known: Iterable<string>): string {
  const nearest = type.length <= 200 ? findNearestWord(type, known) : undefined;
  const hint = nearest === undefined ? '.' : `; did you mean "${nearest}"?`;
  return `The event catalogue has no type "${type.slice(0, 200)}"${hint}`;
}
