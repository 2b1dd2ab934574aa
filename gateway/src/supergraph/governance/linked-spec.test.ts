import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { linksGovernance, readGovernanceLink } from './governance-link.ts';
import { readLinkedSpecs } from './linked-spec.ts';

const identity = 'https://commerce-graph.example/governance';

function readNames(link: string): { version: string | undefined; owner: string | undefined } {
  const [spec] = readLinkedSpecs(parse(`schema ${link} { query: Query }`), identity);
  return { version: spec?.version, owner: spec?.nameOf('owner') };
}

it.each([
  ['not imported', `@link(url: "${identity}/v1.0")`, 'governance__owner'],
  ['imported', `@link(url: "${identity}/v1.0", import: ["@system", "@owner"])`, 'owner'],
  ['imported under another name', `@link(url: "${identity}/v1.0", import: [{ name: "@owner", as: "@by" }])`, 'by'],
  ['imported by name alone', `@link(url: "${identity}/v1.0", import: [{ name: "@owner" }])`, 'owner'],
  ['prefixed', `@link(url: "${identity}/v1.0", as: "gov")`, 'gov__owner'],
  ['prefixed, and another imported', `@link(url: "${identity}/v1.0", as: "gov", import: "@stale")`, 'gov__owner'],
])('knows a directive that is %s', (_case, link, owner) => {
  expect(readNames(link)).toEqual({ version: '1.0', owner });
});

describe('linksGovernance', () => {
  it('sees the link on an extension, under a renamed @link, with a trailing slash, in any version', () => {
    expect(linksGovernance(`extend schema @link(url: "${identity}/v1.0")`)).toBe(true);
    expect(linksGovernance(`schema @spec(url: "${identity}/v1.2/") { query: Query }`)).toBe(true);
    expect(linksGovernance(`schema @link(url: "${identity}/v9.0") { query: Query }`)).toBe(true);
  });

  it('takes no other specification for it', () => {
    expect(linksGovernance('schema @link(url: "https://specs.apollo.dev/join/v0.5") { query: Query }')).toBe(false);
    expect(linksGovernance(`schema @link(url: "${identity}-tools/v1.0") { query: Query }`)).toBe(false);
    expect(linksGovernance('type Query { a: Int }')).toBe(false);
  });
});

it('decides by the link of an unknown version, wherever it stands', () => {
  const known = `@link(url: "${identity}/v1.7")`;
  const unknown = `@link(url: "${identity}/v2.0")`;
  for (const links of [`${known} ${unknown}`, `${unknown} ${known}`]) {
    expect(readGovernanceLink(parse(`schema ${links} { query: Query }`))?.version).toBe('2.0');
  }
});
