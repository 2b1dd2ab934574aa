// Marks that were left since this process began, by invalidations or by what it has fetched, as far as they are remembered:
// what was loaded from the second tier as a whole is right until one of its marks is among them.

export interface LeftMarks {
  /** Grows with everything that is noted. */
  readonly count: number;
  note(marks: Iterable<string>): void;
  /** Something that may concern anything. */
  noteAll(): void;
  /** Whether none of the marks was left after the count was this. */
  areUntouched(marks: readonly string[], since: number): boolean;
}

/** More are forgotten, as if each of them had been left just now. */
const maximumMarks = 100_000;

export function createLeftMarks({ limit = maximumMarks } = {}): LeftMarks {
  const counts = new Map<string, number>();
  let count = 0;
  let allSince = 0;

  function noteAll(): void {
    count += 1;
    allSince = count;
    counts.clear();
  }

  return {
    get count() {
      return count;
    },
    note(marks) {
      count += 1;
      for (const mark of marks) counts.set(mark, count);
      if (counts.size > limit) noteAll();
    },
    noteAll,
    areUntouched: (marks, since) => allSince <= since && marks.every((mark) => (counts.get(mark) ?? 0) <= since),
  };
}
