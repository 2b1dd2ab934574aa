// The data ownership matrix: which system has authority over which domain, and the coordinates that each domain covers.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const ownershipSchema = z.strictObject({
  domains: z
    .array(
      z.strictObject({
        domain: z.string().min(1),
        /** The system of record, as `@owner` names it. */
        owner: z.string().min(1),
        /** Who answers questions about it. */
        steward: z.string().min(1),
        /** What commerce uses it for. */
        commerceUse: z.string().min(1),
        /** `Type.field`, or `Type.*` for the fields of a type that are not listed themselves. */
        coordinates: z
          .array(z.string().regex(/^[_A-Za-z]\w*\.(\*|[_A-Za-z]\w*)$/, 'expected "Type.field" or "Type.*"'))
          .min(1),
      }),
    )
    .min(1),
});

export type OwnershipMatrix = z.infer<typeof ownershipSchema>;
export type OwnershipDomain = OwnershipMatrix['domains'][number];

/** Reads and validates a matrix. Throws one error that lists every problem of the file. */
export function readOwnership(file: string): OwnershipMatrix {
  const result = ownershipSchema.safeParse(parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`The ownership matrix ${file} is not valid:\n${z.prettifyError(result.error)}`);
  return result.data;
}

/** The domains that cover a field: those that list it, or else those that list all fields of its type. */
export function listDomains(matrix: OwnershipMatrix, coordinate: string): OwnershipDomain[] {
  const wildcard = `${coordinate.slice(0, coordinate.indexOf('.'))}.*`;
  const listing = (entry: string) => matrix.domains.filter((domain) => domain.coordinates.includes(entry));
  const explicit = listing(coordinate);
  return explicit.length > 0 ? explicit : listing(wildcard);
}
