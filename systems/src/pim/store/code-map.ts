// A map by code: codes of a PIM are the same whatever their case.

export interface CodeMap<Value> {
  get: (code: string) => Value | undefined;
  has: (code: string) => boolean;
  /** In the order they were added. */
  values: () => Value[];
}

/** @throws when two values have the same code. */
export function createCodeMap<Value>(values: Value[], codeOf: (value: Value) => string, kind: string): CodeMap<Value> {
  const byCode = new Map<string, Value>();
  for (const value of values) {
    const code = codeOf(value).toLowerCase();
    if (byCode.has(code))
      throw new Error(`Two of kind ${kind} have the code "${codeOf(value)}": give one another code.`);
    byCode.set(code, value);
  }
  return {
    get: (code) => byCode.get(code.toLowerCase()),
    has: (code) => byCode.has(code.toLowerCase()),
    values: () => [...byCode.values()],
  };
}
