// What the file keeps: the catalogue is imported once, and tokens outlive a restart.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createPimSystem } from '@commerce-graph/systems';
import { createSmallCatalogue, makeProduct } from './small-catalogue.ts';
import { credentials, type RunningPim, startPim } from './start-pim.ts';

const products = '/api/rest/v1/products';
let pim: RunningPim | undefined;
afterEach(async () => {
  await pim?.close();
  pim = undefined;
});

describe('a restart', () => {
  it('finds the same catalogue, and the token still valid', async () => {
    const running = await startPim();
    pim = running;
    const pages = [products, '/api/rest/v1/categories', '/api/rest/v1/asset-families/pictures/assets'];
    const readAll = () => Promise.all(pages.map((page) => running.get(page)));
    const before = await readAll();
    const { url } = running;
    await running.restart();
    for (const [index, answer] of (await readAll()).entries()) {
      expect(answer.status).toBe(200);
      // Links name the port, which may have changed.
      expect(answer.text.replaceAll(running.url, '')).toBe(before[index]?.text.replaceAll(url, ''));
    }
  });

  it('does not import a seed into a catalogue that is there', async () => {
    pim = await startPim();
    await pim.restart({ seed: { ...createSmallCatalogue(), products: [makeProduct('OTHER-1')], productModels: [] } });
    expect((await pim.get(`${products}/OTHER-1`)).status).toBe(404);
    expect((await pim.get(`${products}/PX-200`)).status).toBe(200);
  });
});

describe('an empty file without a seed', () => {
  it('is refused with the way out', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'pim-'));
    const options = { databaseFile: path.join(folder, 'pim.db'), credentials };
    await expect(createPimSystem(options)).rejects.toThrow(/give a seed/);
    await rm(folder, { recursive: true });
  });
});
