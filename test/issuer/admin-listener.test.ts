// The admin listener serves whoever has its key, and no page in a browser; and its OpenAPI document tells of every call.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startTestIssuer, type TestableIssuer } from './running-issuer.ts';

let issuer: TestableIssuer;
beforeAll(async () => {
  issuer = await startTestIssuer({ development: { sandboxUrl: 'http://127.0.0.1:4000/' } });
});
afterAll(() => issuer.close());

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** With headers as they are given, `host` too. */
function send(
  headers: Record<string, string>,
  { method = 'GET', place = '/partners', body = '' } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(place, issuer.adminUrl), { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const authorization = () => `Bearer ${issuer.adminKey}`;

describe('the admin listener', () => {
  test('answers whoever has the key', async () => {
    const answer = await send({ authorization: authorization() });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([200, { partners: [] }]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test.each([
    ['no key', {}, 401],
    ['a wrong key', { authorization: 'Bearer nothing-that-was-ever-a-key' }, 401],
    ['a key in another scheme', { authorization: 'Basic nothing' }, 401],
  ])('refuses %s', async (_name, headers, status) => {
    const answer = await send(headers);
    expect(answer.status).toBe(status);
    expect(answer.body).not.toContain(issuer.adminKey);
  });

  test('refuses a name that was bound to its address', async () => {
    for (const host of ['evil.example', `evil.example:${new URL(issuer.adminUrl).port}`, '127.0.0.1:1']) {
      expect([host, (await send({ authorization: authorization(), host })).status]).toEqual([host, 421]);
    }
  });

  test("refuses a page's request, also with the key, and gives it no CORS headers", async () => {
    const fromPages: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of fromPages) {
      for (const method of ['GET', 'POST', 'OPTIONS', 'DELETE']) {
        const answer = await send({ ...headers, authorization: authorization() }, { method });
        expect([headers, method, answer.status]).toEqual([headers, method, 403]);
        expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      }
    }
  });

  test('takes no form, which another site could have sent', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
      const headers = { authorization: authorization(), 'content-type': type };
      const body = '{"name":"x","accounts":["acme"],"scope":""}';
      expect([type, (await send(headers, { method: 'POST', body })).status]).toEqual([type, 415]);
    }
    expect((await send({ authorization: authorization() })).body).toBe('{"partners":[]}');
  });

  test.each([
    [{}, 'name: '],
    [{ name: 'x', accounts: [], scope: '' }, 'give at least one account'],
    [{ name: 'x', accounts: ['a', 'a'], scope: '' }, 'an account is given twice'],
    [{ name: 'x', accounts: ['a b'], scope: '' }, 'without blanks'],
    [{ name: 'x', accounts: ['a'], scope: 'openid' }, 'given to people alone'],
    [{ name: 'x', accounts: ['a'], scope: '', expires_at: 'soon' }, 'give a time as'],
    [{ name: 'x', accounts: ['a'], scope: '', restrictions: { origins: ['https://a.example/path'] } }, 'give origins'],
    [{ name: 'x', accounts: ['a'], scope: '', restrictions: { burst: 1 } }, 'burst'],
    [{ name: 'x', accounts: ['a'], scope: '', surplus: 1 }, 'surplus'],
  ])('says what is wrong with %j', async (body, reason) => {
    await expect(issuer.admin.call('POST', '/partners', body)).rejects.toThrow(reason);
  });

  test('says what it does not know', async () => {
    await expect(issuer.admin.call('DELETE', '/partners/nobody')).rejects.toThrow('There is no partner "nobody".');
    await expect(issuer.admin.call('DELETE', '/people/nobody')).rejects.toThrow('There is no person "nobody".');
    await expect(issuer.admin.call('GET', '/nothing')).rejects.toThrow('There is no such call');
  });
});

test('its OpenAPI document has every call that it serves, and no other', async () => {
  const file = path.resolve(import.meta.dirname, '../../issuer/admin.openapi.yml');
  const { openapi, paths } = parse(readFileSync(file, 'utf8')) as {
    openapi: string;
    paths: Record<string, Record<string, unknown>>;
  };
  expect(openapi).toMatch(/^3\.1\./);
  const documented = Object.entries(paths).flatMap(([place, operations]) =>
    Object.keys(operations)
      .filter((method) => method !== 'parameters')
      .map((method) => `${method.toUpperCase()} ${place}`),
  );
  const source = readFileSync(path.resolve(import.meta.dirname, '../../issuer/src/admin/admin-routes.ts'), 'utf8');
  const served = [...source.matchAll(/app\.(get|post|put|delete)(?:<[^(]*>)?\('([^']+)'/g)].map(
    ([, method = '', place = '']) => `${method.toUpperCase()} ${place.replaceAll(/:(\w+)/g, '{$1}')}`,
  );
  expect(documented.toSorted()).toEqual(served.toSorted());
  // Served in fact: none is answered as unknown.
  for (const call of documented) {
    const [method = '', place = ''] = call.split(' ');
    const answer = await send({ authorization: authorization() }, { method, place: place.replaceAll(/\{\w+\}/g, 'x') });
    expect([call, answer.body.includes('no such call')]).toEqual([call, false]);
  }
});
