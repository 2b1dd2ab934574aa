// A message is read as it was written; one that is not known in every part is not read at all.
import { expect, test } from 'vitest';
import type { Invalidation } from '../invalidation/invalidation.ts';
import { decodeReplicaMessage, encodeReplicaMessage } from './replica-message.ts';

const everyKind: Invalidation[] = [
  { kind: 'subgraph', subgraph: 'erp' },
  { kind: 'type', subgraph: 'erp', type: 'Product' },
  { kind: 'cache_tag', subgraphs: ['erp', 'pim'], cacheTag: 'product-1' },
  { kind: 'entity', type: 'Product', key: { sku: '1', site: { id: 2 } } },
  { kind: 'entity', type: 'Product', key: { sku: '1' }, subgraphs: ['erp'] },
  { kind: 'event', type: 'com.example.price.changed', subject: 'sku/1' },
  { kind: 'event', type: 'com.example.price.changed', subject: undefined },
];

test('every kind of invalidation comes back', () => {
  const message = { from: 'a', number: 7, isGap: false, invalidations: everyKind };
  expect(decodeReplicaMessage(encodeReplicaMessage(message))).toStrictEqual(message);
});

test.each([
  ['no text', undefined],
  ['no JSON', '{'],
  ['another shape', '[]'],
  ['a number that is none', '{"from":"a","number":"1","isGap":false,"invalidations":[]}'],
  ['an unknown kind', '{"from":"a","number":1,"isGap":false,"invalidations":[{"kind":"region","region":"eu"}]}'],
  [
    'an unknown part of a known kind',
    '{"from":"a","number":1,"isGap":false,"invalidations":[{"kind":"subgraph","subgraph":"erp","except":"Product"}]}',
  ],
  ['an unknown part', '{"from":"a","number":1,"isGap":false,"invalidations":[],"for":"b"}'],
])('%s is not read', (_, text) => {
  expect(decodeReplicaMessage(text)).toBeUndefined();
});
