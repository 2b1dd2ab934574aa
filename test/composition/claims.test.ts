// Every claim about composition, by the smallest graph that shows it: refused with exactly these reasons, and mended, not.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { describe, expect, it } from 'vitest';
import { composeGraph } from '../../gateway/src/compose/compose-graph.ts';
import { type ComposeViolation, printViolation } from '../../gateway/src/compose/compose-violation.ts';
import { checkGovernance } from '../../gateway/src/supergraph/governance/check-governance.ts';
import { type ViolationEntry, violationRegistry } from '../../gateway/src/supergraph/governance/violation-registry.ts';
import { type Claim, type ClaimedGraph, listClaims, readClaimedGraph, readMendedGraph } from './claim.ts';

const registry: ReadonlyMap<string, ViolationEntry> = new Map(Object.entries(violationRegistry));
const claims = listClaims();

describe.each(claims.filter((claim) => claim.isRefused))('$name', (claim) => {
  it('holds when composing', async () => {
    const violations = listViolations(readClaimedGraph(claim));
    expect(violations).not.toEqual([]);
    await expect(violations.map(printViolation).join('\n')).toMatchFileSnapshot(
      path.join(claim.folder, 'expected.txt'),
    );
  });

  it('holds at the gateway, for a supergraph that other tools composed', () => {
    const graph = readClaimedGraph(claim);
    const composed = listViolations(graph);
    const isSeenThere = ({ code }: ComposeViolation) => registry.get(code)?.seenIn === 'supergraph';
    const supergraphSdl = composeUnchecked(graph);
    // Without a supergraph there is nothing that a gateway could be given, and something that only composing tells.
    expect(supergraphSdl !== undefined || !composed.every(isSeenThere)).toBe(true);
    expect(supergraphSdl === undefined ? [] : checkGovernance(supergraphSdl, graph.options).map(printPlace)).toEqual(
      supergraphSdl === undefined ? [] : composed.filter(isSeenThere).map(printPlace),
    );
  });

  it('lets the mended graph pass', () => {
    const graph = readMendedGraph(claim);
    expect(listViolations(graph)).toEqual([]);
    expect(listGatewayViolations(graph)).toEqual([]);
  });
});

const isRefusedAtGateway = ({ name }: Claim) => name.endsWith('-at-the-gateway');

const acceptedClaims = claims.filter((claim) => !claim.isRefused);

it.each(acceptedClaims)('$name, when composing', (claim) => {
  expect(listViolations(readClaimedGraph(claim))).toEqual([]);
});

it.each(acceptedClaims.filter((claim) => !isRefusedAtGateway(claim)))(
  '$name, at the gateway for a supergraph that other tools composed',
  (claim) => {
    expect(listGatewayViolations(readClaimedGraph(claim))).toEqual([]);
  },
);

it.each(claims.filter(isRefusedAtGateway))('$name', async (claim) => {
  const violations = listGatewayViolations(readClaimedGraph(claim));
  expect(violations).not.toEqual([]);
  const file = path.join(claim.folder, 'expected-at-gateway.txt');
  await expect(violations.map(printViolation).join('\n')).toMatchFileSnapshot(file);
});

it.each([...registry.keys()])('%s is shown by a claim', (code) => {
  const texts = claims.flatMap(({ folder }) =>
    ['expected.txt', 'expected-at-gateway.txt']
      .map((name) => path.join(folder, name))
      .filter((file) => existsSync(file))
      .map((file) => readFileSync(file, 'utf8')),
  );
  expect(texts.filter((text) => new RegExp(`^${code} `, 'm').test(text))).not.toEqual([]);
});

it('names each folder as the sentence it claims', () => {
  expect(claims.length).toBeGreaterThan(registry.size);
  expect(claims.filter(({ name }) => !/^[a-z]+(-[a-z]+)+$/.test(name))).toEqual([]);
});

function listViolations({ subgraphs, options }: ClaimedGraph): readonly ComposeViolation[] {
  const result = composeGraph(subgraphs, options);
  return 'violations' in result ? result.violations : [];
}

function listGatewayViolations(graph: ClaimedGraph): readonly ComposeViolation[] {
  const supergraphSdl = composeUnchecked(graph);
  if (supergraphSdl === undefined) throw new Error('This graph does not even compose.');
  return checkGovernance(supergraphSdl, graph.options);
}

/** The supergraph as any tool would compose it: nothing expanded, nothing checked. Undefined where that fails. */
function composeUnchecked({ subgraphs }: ClaimedGraph): string | undefined {
  try {
    return composeServices(subgraphs.map(({ name, url, document }) => ({ name, url, typeDefs: document })))
      .supergraphSdl;
  } catch {
    // Federation's composition throws on directive names that differ.
    return undefined;
  }
}

function printPlace({ code, coordinate }: ComposeViolation): string {
  return `${code} ${coordinate}`;
}
