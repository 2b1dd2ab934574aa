// The README shows only what is true: its query has the answers that it shows, and its matrix is the contract's.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { contractPath } from '@commerce-graph/schema';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

const readme = readFileSync(path.join(import.meta.dirname, '../../README.md'), 'utf8');

function readBlocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, block = '']) => block);
}

describe("the README's query", () => {
  let graph: RunningGraph;
  beforeAll(async () => {
    graph = await startGraph();
  });
  afterAll(() => graph.close());

  const [query = ''] = readBlocks('graphql');
  const [acme, borealis] = readBlocks('json');

  test.each([
    ['acme', acme],
    ['borealis', borealis],
  ])('has the answer for %s that it shows', async (account, shown) => {
    const { body } = await graph.query(query, {}, await graph.signToken({ account }));
    expect(JSON.parse(shown ?? '')).toEqual(JSON.parse(body));
  });

  test('shows what it says to everybody else', async () => {
    const { data, errors } = await graph.query<{ product: unknown; orders: unknown }>(query);
    expect(data?.product).toMatchObject({ name: expect.any(String), price: { code: 'LOGIN_REQUIRED' } });
    expect(data?.orders).toBeNull();
    expect(errors.map(({ path: place }) => place)).toEqual([['orders']]);
  });
});

interface Domain {
  readonly domain: string;
  readonly owner: string;
  readonly steward: string;
  readonly commerceUse: string;
}

test("the README's matrix is the ownership matrix", () => {
  const { domains } = parse(readFileSync(contractPath('ownership.yml'), 'utf8')) as { domains: Domain[] };
  const rows = readme
    .split('\n')
    .filter((line) => /\| (ERP|PIM|OMS) +\|/.test(line))
    .map((line) =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
  expect(rows).toEqual(domains.map(({ domain, owner, steward, commerceUse }) => [domain, owner, steward, commerceUse]));
});
