// The graph of this repository: it composes, what is checked in is what it composes to, and every claim in it counts.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ConstDirectiveNode, type DocumentNode, Kind, parse, print, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type ComposeConfig, readComposeConfig } from '../../gateway/src/compose/compose-config.ts';
import { composeGraph } from '../../gateway/src/compose/compose-graph.ts';
import { checkGovernance } from '../../gateway/src/supergraph/governance/check-governance.ts';
import { readFieldPolicies } from '../../gateway/src/supergraph/governance/read-field-policies.ts';

const schemaFolder = path.join(import.meta.dirname, '../../schema');
const config = readComposeConfig(path.join(schemaFolder, 'compose.yml'));
const supergraphSdl = readFileSync(path.join(schemaFolder, 'supergraph.graphql'), 'utf8');
const supergraph = parse(supergraphSdl, { noLocation: true });
const systems = ['ERP', 'PIM', 'OMS'];

it('composes without a violation', () => {
  const result = compose(config);
  expect('violations' in result ? result.violations : []).toEqual([]);
  expect('hints' in result && result.hints).toEqual([]);
});

it('keeps the policy directives out of the client schema', () => {
  expect(readFileSync(path.join(schemaFolder, 'api.graphql'), 'utf8')).not.toMatch(/governance|@owner|join__|@link/);
});

it('says for every entity field and root field who owns it', () => {
  const entities = new Set(['Product', 'Account', 'Warehouse', 'Category', 'Order', 'Query', 'Mutation']);
  const policies = [...readFieldPolicies(supergraphSdl)].filter(([coordinate]) =>
    entities.has(coordinate.slice(0, coordinate.indexOf('.'))),
  );
  expect(policies.length).toBeGreaterThan(60);
  expect(policies.filter(([, policy]) => policy.owner === undefined)).toEqual([]);
});

it('fills in the defaults of a field policy', () => {
  const policies = readFieldPolicies(supergraphSdl);
  expect(policies.get('Product.price')).toEqual({
    owner: 'ERP',
    maxAgeSeconds: 300,
    scope: 'PRIVATE',
    varyBy: ['ACCOUNT'],
    staleWhileRevalidateSeconds: 60,
    staleIfErrorSeconds: 900,
    refreshedBy: ['erp.price.changed', 'erp.contract.changed', 'erp.pricelist.updated'],
    accountScope: { field: undefined, arguments: [] },
  });
  expect(policies.get('Product.name')).toMatchObject({
    owner: 'PIM',
    maxAgeSeconds: 3600,
    scope: 'PUBLIC',
    varyBy: [],
  });
  expect(policies.get('Query.firmPrices')).toMatchObject({ maxAgeSeconds: 0, staleIfErrorSeconds: 0 });
  expect(policies.get('Order.account')?.accountScope).toEqual({ field: 'account { id }', arguments: [] });
  expect(policies.get('Mutation.submitOrder')?.accountScope).toEqual({ field: undefined, arguments: ['accountId'] });
});

describe('every @owner of the supergraph counts', () => {
  const claims = listClaims(supergraph);

  it('has a claim for each governed field', () => {
    expect(claims.length).toBeGreaterThan(60);
  });

  it('is refused without any one of them', () => {
    const accepted = claims.filter(({ claim }) => isAccepted(replaceDirective(supergraph, claim, undefined)));
    expect(accepted.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it.each(systems)('is refused with any one of them changed to %s', (system) => {
    const accepted = claims
      .filter(({ claim }) => !print(claim).includes(system))
      .filter(({ claim }) => isAccepted(replaceDirective(supergraph, claim, claimFor(claim, system))));
    expect(accepted.map(({ coordinate }) => coordinate)).toEqual([]);
  });
});

it('is refused without any one claim on a type', () => {
  const outcomes = config.subgraphs.flatMap((subgraph, index) =>
    listClaims(subgraph.document)
      .filter(({ coordinate }) => !coordinate.includes('.'))
      .map(({ coordinate, claim }) => {
        const document = replaceDirective(subgraph.document, claim, undefined);
        const result = compose({ ...config, subgraphs: config.subgraphs.with(index, { ...subgraph, document }) });
        return { coordinate, isRefused: 'violations' in result };
      }),
  );
  expect(outcomes.length).toBeGreaterThan(4);
  expect(outcomes.filter(({ isRefused }) => !isRefused)).toEqual([]);
});

function compose({ subgraphs, governance }: ComposeConfig) {
  return composeGraph(subgraphs, governance);
}

function isAccepted(document: DocumentNode): boolean {
  return checkGovernance(document, config.governance).length === 0;
}

interface OwnerClaim {
  readonly coordinate: string;
  readonly claim: ConstDirectiveNode;
}

function listClaims(document: DocumentNode): OwnerClaim[] {
  const claims: OwnerClaim[] = [];
  for (const type of document.definitions) {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
    const places = [
      { coordinate: type.name.value, directives: type.directives },
      ...(type.fields ?? []).map(({ name, directives }) => ({
        coordinate: `${type.name.value}.${name.value}`,
        directives,
      })),
    ];
    for (const { coordinate, directives = [] } of places) {
      for (const claim of directives) if (claim.name.value === 'owner') claims.push({ coordinate, claim });
    }
  }
  return claims;
}

function claimFor(claim: ConstDirectiveNode, system: string): ConstDirectiveNode {
  const value = { kind: Kind.ENUM as const, value: system };
  return { ...claim, arguments: (claim.arguments ?? []).map((argument) => ({ ...argument, value })) };
}

function replaceDirective(
  document: DocumentNode,
  claim: ConstDirectiveNode,
  replacement: ConstDirectiveNode | undefined,
): DocumentNode {
  // `null` removes the node that is visited.
  return visit(document, { Directive: (node) => (node === claim ? (replacement ?? null) : undefined) });
}
