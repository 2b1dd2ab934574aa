// The page for browsers, in a real browser: it works, and it asks no other host for anything.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningGateway, startGateway } from './running-gateway.ts';
import { type RunningSubgraph, startSubgraph } from './running-subgraph.ts';
import { productsSubgraph } from './shop-graph.ts';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const hasBrowser = existsSync(executablePath);
const isMissingAllowed = process.env['CI'] !== 'true';
if (!hasBrowser && isMissingAllowed) {
  console.warn(`SKIPPED: the browser test. There is no Chromium at ${executablePath}; CHROMIUM_PATH names another.`);
}

/** Without these the browser asks its maker's hosts at every start. */
const browserFlags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'];

let products: RunningSubgraph;
let gateway: RunningGateway;

beforeAll(async () => {
  products = await startSubgraph(productsSubgraph);
  gateway = await startGateway([products]);
});
afterAll(async () => {
  await gateway.close();
  await products.close();
});

test('browsers are forbidden to load anything of the page from elsewhere', async () => {
  const response = await fetch(gateway.url, { headers: { accept: 'text/html,*/*' } });
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/https?:|\*/);
  expect(await response.text()).toContain('"endpoint":"/graphql"');
});

test.skipIf(!hasBrowser && isMissingAllowed)(
  `the page asks and shows the answer, without a request to another host (${executablePath})`,
  async () => {
    const browser = await chromium.launch({ executablePath, args: browserFlags });
    try {
      const page = await browser.newPage();
      const requested: string[] = [];
      const violations: string[] = [];
      page.on('request', (request) => requested.push(request.url()));
      page.on('console', (message) => {
        if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
      });
      page.on('pageerror', (error) => violations.push(error.message));
      await page.goto(`${gateway.url}/?query=${encodeURIComponent('{ tool(id: "1") { name } }')}`);
      await page.getByLabel(/Execute query/).click();
      await page.getByText('Hammer').waitFor({ timeout: 20_000 });

      const elsewhere = requested.filter((url) => !url.startsWith(gateway.url) && !/^(data|blob):/.test(url));
      expect(elsewhere).toEqual([]);
      expect(violations).toEqual([]);
      expect(requested.some((url) => url === `${gateway.url}/graphql`)).toBe(true);
    } finally {
      await browser.close();
    }
  },
  60_000,
);
