// A developer opens the gateway in a browser and runs a query. The page loads nothing from other hosts.
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningGraph, startGraph } from '../graph/start-graph.ts';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const hasBrowser = existsSync(executablePath);
if (!hasBrowser && process.env['CI'] !== 'true') {
  console.warn(`SKIPPED: the browser test. There is no Chromium at ${executablePath}; CHROMIUM_PATH names another.`);
}

describe.skipIf(!hasBrowser && process.env['CI'] !== 'true')('the page at /', () => {
  let graph: RunningGraph;
  let browser: Browser;
  beforeAll(async () => {
    graph = await startGraph();
    browser = await chromium.launch({
      executablePath,
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
    });
  });
  afterAll(async () => {
    await browser.close();
    await graph.close();
  });

  test('runs a query, and loads everything from the gateway', async () => {
    const page = await browser.newPage();
    const foreign: string[] = [];
    const failures: string[] = [];
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith('http') && url.origin !== graph.origin) foreign.push(url.href);
    });
    page.on('pageerror', (error) => failures.push(error.message));
    const query = encodeURIComponent('{ product(sku: "PX-200") { sku name } }');
    await page.goto(`${graph.origin}/?query=${query}`);
    await page.getByRole('button', { name: /execute/i }).click();
    await page.getByText('"sku": "PX-200"').waitFor({ timeout: 20_000 });
    expect(failures).toEqual([]);
    expect(foreign).toEqual([]);
  });
});
