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

type Change = (directive: ConstDirectiveNode) => ConstDirectiveNode | undefined;

const losePrivate: Change = (directive) => ({
  ...directive,
  arguments: (directive.arguments ?? []).filter(({ name }) => name.value !== 'scope'),
});
const loseVaryBy: Change = (directive) => (directive.name.value === 'varyBy' ? undefined : directive);
const loseBoth: Change = (directive) => loseVaryBy(losePrivate(directive) ?? directive);

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
    refreshedBy: ['erp.price.changed', 'erp.contract.changed', 'erp.pricelist.updated', 'erp.item.updated'],
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

describe('every field kept per account', () => {
  const kept = [...readFieldPolicies(supergraphSdl)]
    .filter(([, { maxAgeSeconds, varyBy }]) => maxAgeSeconds > 0 && varyBy.includes('ACCOUNT'))
    .map(([coordinate]) => coordinate);

  it('is one of many', () => {
    expect(kept.length).toBeGreaterThan(30);
    expect(kept).toEqual(expect.arrayContaining(['Product.price', 'Product.consignmentStock', 'Order.lines']));
  });

  it.each([
    ['scope: PRIVATE', losePrivate],
    ['@varyBy', loseVaryBy],
    ['both', loseBoth],
  ])('is refused without %s', (_name, change) => {
    const places = listPlaces(supergraph).filter(({ coordinate }) => kept.includes(coordinate));
    expect(places.length).toBe(kept.length);
    const unseen = places.filter(
      ({ coordinate, directives }) =>
        !checkGovernance(changeDirectives(supergraph, directives, change), config.governance).some(
          (violation) => violation.code === 'AUDIENCE_CACHED_WIDER' && violation.coordinate === coordinate,
        ),
    );
    expect(unseen.map(({ coordinate }) => coordinate)).toEqual([]);
  });

  it('is refused without both where its subgraph says them, on the field or on its type', () => {
    const outcomes = config.subgraphs.flatMap((subgraph, index) =>
      listPlaces(subgraph.document)
        .filter(({ directives }) => directives.some(({ name }) => name.value === 'varyBy'))
        .map(({ coordinate, directives }) => {
          const document = changeDirectives(subgraph.document, directives, loseBoth);
          const result = compose({ ...config, subgraphs: config.subgraphs.with(index, { ...subgraph, document }) });
          const violations = 'violations' in result ? result.violations : [];
          return { coordinate, isRefused: violations.some(({ code }) => code === 'AUDIENCE_CACHED_WIDER') };
        }),
    );
    expect(outcomes.map(({ coordinate }) => coordinate)).toEqual(expect.arrayContaining(['Product.price', 'Order']));
    expect(outcomes.filter(({ isRefused }) => !isRefused)).toEqual([]);
  });
});

function compose({ subgraphs, governance }: ComposeConfig) {
  return composeGraph(subgraphs, governance);
}

function isAccepted(document: DocumentNode): boolean {
  return checkGovernance(document, config.governance).length === 0;
}

/** A type or a field, with what it says about itself. */
interface Place {
  readonly coordinate: string;
  readonly directives: readonly ConstDirectiveNode[];
}

function listPlaces(document: DocumentNode): Place[] {
  return document.definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.OBJECT_TYPE_EXTENSION) return [];
    return [
      { coordinate: type.name.value, directives: type.directives ?? [] },
      ...(type.fields ?? []).map(({ name, directives = [] }) => ({
        coordinate: `${type.name.value}.${name.value}`,
        directives,
      })),
    ];
  });
}

interface OwnerClaim {
  readonly coordinate: string;
  readonly claim: ConstDirectiveNode;
}

function listClaims(document: DocumentNode): OwnerClaim[] {
  return listPlaces(document).flatMap(({ coordinate, directives }) =>
    directives.filter(({ name }) => name.value === 'owner').map((claim) => ({ coordinate, claim })),
  );
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
  return changeDirectives(document, [claim], () => replacement);
}

function changeDirectives(
  document: DocumentNode,
  directives: readonly ConstDirectiveNode[],
  change: Change,
): DocumentNode {
  return visit(document, {
    Directive: (node) => {
      const directive = directives.find((each) => each === node);
      // `null` removes the node that is visited.
      return directive && (change(directive) ?? null);
    },
  });
}
