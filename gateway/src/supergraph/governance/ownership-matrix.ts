// The data ownership matrix: which system has authority over which domain, for whom its values are, and the coordinates
// that it covers.
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

/** As `governance__IdentityClaim` of the specification names them. */
const identityClaims = ['ACCOUNT', 'PRICE_GROUP', 'CATALOG', 'USER'] as const;

export type IdentityClaim = (typeof identityClaims)[number];

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
        /** The claim by which its values differ; nobody else may have them. Without it they are the same for everybody. */
        audience: z.enum(identityClaims).optional(),
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
