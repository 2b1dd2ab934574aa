// Tells where a generated file first differs from what it should be.

/** Undefined when both are the same. */
export function describeDrift(actual: string, expected: string): string | undefined {
  if (actual === expected) return undefined;
  const [actualLines, expectedLines] = [actual.split('\n'), expected.split('\n')];
  const longest = Math.max(actualLines.length, expectedLines.length);
  const indexes = Array.from({ length: longest }, (_, index) => index);
  const first = indexes.find((index) => actualLines[index] !== expectedLines[index]) ?? 0;
  const show = (line: string | undefined) => line ?? '(end of file)';
  return `first at line ${first + 1}:\n  - ${show(actualLines[first])}\n  + ${show(expectedLines[first])}`;
}
