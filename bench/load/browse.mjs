// Pages at a fixed rate while prices and stock change: each change is made in the ERP, announced to the gateway, and from
// then on no page that is asked for may show the value before it. Every page is read and compared with the truth.
import { createHmac, randomUUID } from 'node:crypto';
import { Agent, request as sendRequest } from 'node:http';
import { hasPrice, priceAmount, stockTotal } from '../graphs/b2b-data.mjs';
import { createChangeDraw } from '../graphs/b2b-requests.mjs';
import { findPercentiles } from './percentiles.mjs';

const json = { 'content-type': 'application/json', accept: 'application/json' };

/** More pages than this are not under way at once: a gateway that is slower gets them later, and its latencies show it. */
const maxUnderWay = 200;

/**
 * @param {object} options
 * @param {{ body: string, headers: object }[]} options.pages asked for in turn
 * @param {{ kind: 'cloudevent' | 'sku' | 'none', path?: string, secret?: string }} options.announcement
 */
export async function browse(options) {
  const { port, path, pages, pagesPerSecond, seconds, changesUrl, announcement, accountCount } = options;
  const agent = new Agent({ keepAlive: true, maxSockets: maxUnderWay + 8 });
  const truth = createTruth();
  const findings = { pages: 0, bad: 0, prices: 0, stalePrices: 0, staleStocks: 0, wrong: 0, changes: 0, refused: 0 };
  const latencies = [];
  const startedAt = performance.now();
  const until = startedAt + seconds * 1000;

  async function showPage(page, dueAt) {
    const sentAt = performance.now();
    const { status, body } = await post(agent, { port, path, body: page.body, headers: { ...json, ...page.headers } });
    latencies.push(performance.now() - dueAt);
    findings.pages += 1;
    if (status !== 200) findings.bad += 1;
    else checkPage(JSON.parse(body), JSON.parse(page.body).variables.account, sentAt);
  }

  function checkPage({ data, errors }, account, sentAt) {
    if (errors !== undefined || data === undefined) return void (findings.bad += 1);
    const shown = data.category?.products.nodes ?? data.products ?? [data.product];
    for (const { sku, price, availability } of shown) {
      if (price?.__typename === 'Price') {
        findings.prices += 1;
        const amountAt = (revision) => priceAmount(sku, account, revision);
        judge('stalePrices', truth.judge(`${account} ${sku}`, price.unitPrice.amount, amountAt, sentAt));
      } else if (hasPrice(sku)) findings.wrong += 1;
      const totalAt = (revision) => stockTotal(sku, revision);
      judge('staleStocks', truth.judge(sku, availability?.totalAvailable.value, totalAt, sentAt));
    }
  }

  function judge(staleName, verdict) {
    if (verdict === 'stale') findings[staleName] += 1;
    else if (verdict === 'wrong') findings.wrong += 1;
  }

  async function makeChange(name, event) {
    truth.begin(name);
    const { port: erpPort, pathname } = new URL(changesUrl);
    await post(agent, { port: erpPort, path: pathname, body: name, headers: {} });
    const { status } = await announce(agent, { port, ...announcement }, event);
    findings.changes += 1;
    if (status >= 200 && status < 300) truth.accept(name);
    else findings.refused += 1;
  }

  const { drawStock, drawPrice } = createChangeDraw(accountCount);
  const changeStock = () => {
    const sku = drawStock();
    return makeChange(sku, { type: 'erp.inventory.changed', subject: `item/${sku}`, sku });
  };
  const changePrice = () => {
    const { account, sku } = drawPrice();
    return makeChange(`${account} ${sku}`, {
      type: 'erp.price.changed',
      subject: `account/${account}/item/${sku}`,
      sku,
    });
  };

  let shown = 0;
  await Promise.all([
    keepRate(pagesPerSecond, until, maxUnderWay, (dueAt) => showPage(pages[shown++ % pages.length], dueAt)),
    // One after the other: two changes of one thing must not overtake each other.
    keepRate(options.stockChangesPerSecond, until, 1, changeStock),
    keepRate(options.priceChangesPerSecond, until, 1, changePrice),
  ]);
  const elapsedMs = performance.now() - startedAt;
  agent.destroy();
  return { ...findings, ...findPercentiles(latencies), elapsedMs };
}

/** What is true of each thing, by revisions: which the ERP has, and which had been accepted at what time. */
function createTruth() {
  const things = new Map();
  return {
    begin(name) {
      const thing = things.get(name) ?? { current: 0, accepted: [] };
      thing.current += 1;
      things.set(name, thing);
    },
    accept(name) {
      const thing = things.get(name);
      thing.accepted.push({ revision: thing.current, at: performance.now() });
    },
    /** Whether a value was right at some time since the last change that had been accepted when it was asked for. */
    judge(name, value, valueAt, askedAt) {
      const { current, accepted } = things.get(name) ?? { current: 0, accepted: [] };
      const oldest = accepted.findLast(({ at }) => at < askedAt)?.revision ?? 0;
      for (let revision = current; revision >= 0; revision--) {
        if (value === valueAt(revision)) return revision >= oldest ? 'right' : 'stale';
      }
      return 'wrong';
    },
  };
}

/** Does `act` so often, at most `limit` times at once; what could not be begun in time is begun as soon as it can be. */
async function keepRate(perSecond, until, limit, act) {
  const underWay = new Set();
  let dueAt = performance.now();
  while (dueAt < until) {
    const wait = dueAt - performance.now();
    if (wait > 1) await new Promise((resolve) => setTimeout(resolve, wait));
    while (underWay.size >= limit) await Promise.race(underWay);
    if (performance.now() >= until) break;
    const work = act(dueAt).finally(() => underWay.delete(work));
    underWay.add(work);
    dueAt += 1000 / perSecond;
  }
  await Promise.all(underWay);
}

/** Tells a gateway what has changed, in the way that it can be told. Resolves when it has accepted that. */
function announce(agent, { kind, port, path, secret }, { type, subject, sku }) {
  // Nobody to tell: what has changed is true from now on all the same.
  if (kind === 'none') return { status: 204 };
  if (kind === 'sku')
    return post(agent, { port, path: '/changes', body: sku, headers: { 'content-type': 'text/plain' } });
  const id = randomUUID();
  const body = JSON.stringify({ specversion: '1.0', id, source: '/bench/erp', type, subject });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  const headers = {
    'content-type': 'application/cloudevents+json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  };
  return post(agent, { port, path, body, headers });
}

function post(agent, { port, path, body, headers }) {
  return new Promise((resolve, reject) => {
    const request = sendRequest(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method: 'POST',
        headers: { 'content-length': Buffer.byteLength(body), ...headers },
      },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode, body: Buffer.concat(chunks).toString() }));
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
