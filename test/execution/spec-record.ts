// Records as plain objects: fast-check draws some without a prototype, and prints that.
import * as fc from 'fast-check';

export function record<Members extends object>(members: {
  [Name in keyof Members]: fc.Arbitrary<Members[Name]>;
}): fc.Arbitrary<Members> {
  const drawn: fc.Arbitrary<unknown> = fc.record(members, { noNullPrototype: true });
  return drawn as fc.Arbitrary<Members>;
}
