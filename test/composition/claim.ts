// A claim about composition: a folder with the smallest graph that shows it, and, where the graph is refused, the mended one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'graphql';
import type { SubgraphDocument } from '../../gateway/src/compose/subgraph-document.ts';
import { readEventCatalogue } from '../../gateway/src/supergraph/governance/event-catalogue.ts';
import type { GovernanceOptions } from '../../gateway/src/supergraph/governance/governance-rule.ts';
import { readOwnership } from '../../gateway/src/supergraph/governance/ownership-matrix.ts';

const claimsFolder = path.join(import.meta.dirname, 'claims');

export interface ClaimedGraph {
  readonly subgraphs: readonly SubgraphDocument[];
  readonly options: GovernanceOptions;
}

export interface Claim {
  /** The folder's name: the claim itself. */
  readonly name: string;
  readonly folder: string;
  /** Whether the graph is refused; then there is a mended one that is not. */
  readonly isRefused: boolean;
}

export function listClaims(): Claim[] {
  return readdirSync(claimsFolder)
    .toSorted()
    .map((name) => {
      const folder = path.join(claimsFolder, name);
      return { name, folder, isRefused: existsSync(path.join(folder, 'mended')) };
    });
}

export function readClaimedGraph({ folder }: Claim): ClaimedGraph {
  return readGraph([folder]);
}

/** The graph with the files under `mended/` in place of those that it breaks with. */
export function readMendedGraph({ folder }: Claim): ClaimedGraph {
  return readGraph([folder, path.join(folder, 'mended')]);
}

function readGraph(folders: readonly string[]): ClaimedGraph {
  const files = new Map(
    folders.flatMap((folder) =>
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, path.join(folder, entry.name)] as const),
    ),
  );
  const ownership = files.get('ownership.yml');
  const events = files.get('events.yml');
  const subgraphs = [...files]
    .filter(([name]) => name.endsWith('.graphql'))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, file]) => readSubgraph(path.basename(name, '.graphql'), readFileSync(file, 'utf8')));
  return {
    subgraphs,
    options: {
      ...(ownership !== undefined && { ownership: readOwnership(ownership) }),
      ...(events !== undefined && { events: readEventCatalogue(events) }),
    },
  };
}

/** What every subgraph begins with is added, unless the claim is about just that and the file has its own. */
function readSubgraph(name: string, sdl: string): SubgraphDocument {
  const header = /^extend schema/m.test(sdl) ? '' : createHeader(name);
  const definitions = /^directive @/m.test(sdl) ? '' : governance;
  return { name, url: `http://127.0.0.1/${name}`, document: parse([header, definitions, sdl].join('\n')) };
}

const governance = readFileSync(path.join(import.meta.dirname, '../../schema/governance.graphql'), 'utf8');
const federationImports =
  '["@key", "@shareable", "@composeDirective", "@external", "@provides", "@override", "@interfaceObject"]';
const governanceDirectives = [
  'system',
  'owner',
  'cacheControl',
  'varyBy',
  'stale',
  'refreshedBy',
  'expiresAt',
  'accountScope',
];

function createHeader(subgraph: string): string {
  const [system = ''] = subgraph.split('-');
  return `extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.12", import: ${federationImports})
    @link(
      url: "https://commerce-graph.example/governance/v1.0"
      import: [${governanceDirectives.map((name) => `"@${name}"`).join(', ')}]
    )
    ${governanceDirectives.map((name) => `@composeDirective(name: "@${name}")`).join('\n    ')}
    @system(subgraph: "${subgraph}", name: ${system.toUpperCase()})`;
}
