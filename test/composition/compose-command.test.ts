// The command `compose`, from its arguments to the files it writes.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCompose } from '../../gateway/src/compose/compose-command.ts';

const schemaFolder = path.join(import.meta.dirname, '../../schema');
const outputs = ['supergraph.graphql', 'api.graphql'];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'compose-'));
  for (const name of readdirSync(schemaFolder)) {
    if (/^(erp|pim|oms)$|\.graphql$|\.yml$/.test(name)) {
      cpSync(path.join(schemaFolder, name), path.join(folder, name), { recursive: true });
    }
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(...argv: string[]) {
  const written = { out: '', err: '' };
  const code = await runCompose(argv, {
    stdout: { write: (text) => (written.out += text) },
    stderr: { write: (text) => (written.err += text) },
  });
  return { code, ...written };
}

const compose = (...argv: string[]) => run('--config', path.join(folder, 'compose.yml'), ...argv);
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');
const edit = (name: string, change: (text: string) => string) =>
  writeFileSync(path.join(folder, name), change(read(name)));

it('writes what is checked in, the same each time', async () => {
  const committed = outputs.map(read);
  for (const name of outputs) rmSync(path.join(folder, name));
  expect((await compose()).code).toBe(0);
  expect(outputs.map(read)).toEqual(committed);
  expect((await compose()).code).toBe(0);
  expect(outputs.map(read)).toEqual(committed);
});

describe('--check', () => {
  it('is content with files that are up to date', async () => {
    expect(await compose('--check')).toEqual({ code: 0, out: '', err: '' });
  });

  it('fails on a changed description, shows the line, and writes nothing', async () => {
    edit('pim/content.graphql', (sdl) => sdl.replace('"Specifications. ', '"Technical data. '));
    const before = outputs.map(read);
    const { code, err } = await compose('--check');
    expect(code).toBe(1);
    expect(err).toContain('supergraph.graphql is out of date, first at line');
    expect(err).toContain('api.graphql is out of date, first at line');
    expect(err).toContain('Technical data.');
    expect(outputs.map(read)).toEqual(before);
  });

  it('fails when the files were never written', async () => {
    for (const name of outputs) rmSync(path.join(folder, name));
    expect((await compose('--check')).code).toBe(1);
    expect(readdirSync(folder)).not.toContain('api.graphql');
  });

  it('sees policy that changed without a change for callers', async () => {
    edit('erp/pricing.graphql', (sdl) => sdl.replace('@stale(whileRevalidate: 60, ifError: 900)', ''));
    const { code, err } = await compose('--check');
    expect(code).toBe(1);
    expect(err).toContain('supergraph.graphql is out of date');
    expect(err).not.toContain('api.graphql');
  });
});

it('tells every reason for which a graph is refused, and writes nothing', async () => {
  edit('erp/pricing.graphql', (sdl) =>
    sdl.replace('@owner(system: ERP)', '@owner(system: OMS)').replace('erp.price.changed', 'erp.prise.changed'),
  );
  edit('oms/orders.graphql', (sdl) => sdl.replace('maxAge: 20', 'maxAge: -20'));
  const before = outputs.map(read);
  const { code, err } = await compose();
  expect(code).toBe(1);
  const reasons = err.split('\n').filter((line) => /^[A-Z]+_/.test(line));
  expect(reasons.filter((reason) => !reason.startsWith('CACHE_AGE_NEGATIVE Order.'))).toEqual([
    'EVENT_UNKNOWN Product.price',
    'OWNERSHIP_DOMAIN_CONFLICT Product.price',
    'OWNER_NOT_RESOLVER Product.price',
  ]);
  // A type's policy counts for each of its fields.
  expect(reasons).toContain('CACHE_AGE_NEGATIVE Order.status');
  expect(err).toContain(`The graph is refused for ${reasons.length} reasons; nothing was written.`);
  expect(outputs.map(read)).toEqual(before);
});

it('refuses a contract price that would be kept for everybody', async () => {
  edit('erp/pricing.graphql', (sdl) =>
    sdl.replace('maxAge: 300, scope: PRIVATE', 'maxAge: 300').replace('@varyBy(claims: [ACCOUNT])', ''),
  );
  const { code, err } = await compose();
  expect(code).toBe(1);
  expect(err).toContain('AUDIENCE_CACHED_WIDER Product.price');
  expect(err).toContain('domain "Contract pricing"');
});

describe('a wrong command', () => {
  it.each([[[]], [['--config']], [['--nonsense']], [['file.yml']]])('explains itself: %j', async (argv) => {
    const { code, err } = await run(...argv);
    expect(code).toBe(2);
    expect(err).toContain('Usage: commerce-graph-gateway compose');
  });

  it('prints its usage when asked', async () => {
    expect(await run('--help')).toMatchObject({ code: 0, out: expect.stringContaining('--check') });
  });

  it('names a configuration that is not there', async () => {
    expect(await run('--config', path.join(folder, 'none.yml'))).toMatchObject({
      code: 2,
      err: expect.stringContaining('none.yml'),
    });
  });
});

describe('a wrong configuration', () => {
  it('is told with all its problems', async () => {
    writeFileSync(
      path.join(folder, 'compose.yml'),
      'subgraphs: { erp: { routing_url: nowhere, schema: [] } }\nowner: x\noutput: { api: api.graphql }\n',
    );
    const { code, err } = await compose();
    expect(code).toBe(2);
    expect(err).toContain('subgraphs.erp.routing_url');
    expect(err).toContain('subgraphs.erp.schema');
    expect(err).toContain('output.supergraph');
    expect(err).toContain('owner');
  });

  it('is told with the problems of all files that it names', async () => {
    edit('compose.yml', (text) => text.replace('erp/*.graphql', 'erb/*.graphql'));
    edit('pim/relationships.graphql', () => 'type Product {\n  sku ID!\n}\n');
    edit('ownership.yml', (text) =>
      text.replace('- Product.sku', '- Product sku').replace('audience: ACCOUNT\n', 'audience: ACCOUNTS\n'),
    );
    edit('events.asyncapi.yml', (text) => text.replace(/^asyncapi: .*$/m, 'asyncapi: 2.6.0'));
    const { code, err } = await compose();
    expect(code).toBe(2);
    expect(err).toContain('no file matches "erb/*.graphql"');
    expect(err).toContain('pim/relationships.graphql:2:7: ');
    expect(err).toContain('expected "Type.field" or "Type.*"');
    expect(err).toContain('domains[1].audience');
    expect(err).toContain('expected an AsyncAPI 3 document');
  });
});
