// What a failure of Redis says in a log: never an address with a password in it, and never nothing.

export function describeRedisError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A host with several addresses fails with all of their errors and no message of its own.
  if (error instanceof AggregateError && error.errors.length > 0) return describeRedisError(error.errors[0]);
  const text = error.message || ('code' in error ? String(error.code) : error.name);
  return text.replaceAll(/(\w+:\/\/)[^@/\s]*@/g, '$1');
}
