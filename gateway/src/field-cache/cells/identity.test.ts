// Who shares what is kept, and who does not.
import { describe, expect, test } from 'vitest';
import { anonymousPrincipal, type Principal } from '../../authentication/principal.ts';
import { createIdentity } from './identity.ts';

const buyer: Principal = {
  subject: 'user-1',
  issuer: 'https://issuer',
  account: 'A',
  accounts: ['A1', 'A2'],
  scopes: [],
  roles: [],
  policies: [],
  priceGroup: 'gold',
  catalog: 'eu',
  isAnonymous: false,
};

const find = (principal: Partial<Principal>, ...varyBy: string[]) =>
  createIdentity({ ...buyer, ...principal }).findDimension(varyBy)?.text;

test('what depends on nobody is for everybody', () => {
  expect(find({})).toBe(createIdentity(anonymousPrincipal).findDimension([])?.text);
});

describe('each claim tells apart those who differ in it, and nobody else', () => {
  test.each<[string, Partial<Principal>, Partial<Principal>]>([
    ['PRICE_GROUP', { priceGroup: 'silver' }, { account: 'B', subject: 'user-2', catalog: 'us' }],
    ['CATALOG', { catalog: 'us' }, { account: 'B', subject: 'user-2', priceGroup: 'silver' }],
    ['USER', { subject: 'user-2' }, { priceGroup: 'silver', catalog: 'us' }],
    // What is a user's own may be told for the account that the user acts for.
    ['USER', { account: 'B' }, { accounts: ['A2', 'A1'] }],
    ['USER', { issuer: 'https://another' }, { roles: ['admin'], scopes: ['all'] }],
    ['ACCOUNT', { account: 'B' }, { subject: 'user-2', priceGroup: 'silver', catalog: 'us' }],
    ['ACCOUNT', { accounts: ['A1'] }, { accounts: ['A2', 'A1'] }],
  ])('%s: %o, and not %o', (claim, different, same) => {
    expect(find(different, claim)).not.toBe(find({}, claim));
    expect(find(same, claim)).toBe(find({}, claim));
  });
});

test('values do not run into each other', () => {
  const texts = [
    find({ priceGroup: 'a', catalog: 'b' }, 'CATALOG', 'PRICE_GROUP'),
    find({ priceGroup: 'b', catalog: 'a' }, 'CATALOG', 'PRICE_GROUP'),
    find({ priceGroup: '","PRICE_GROUP",["b', catalog: 'a' }, 'CATALOG', 'PRICE_GROUP'),
    find({ account: 'A', accounts: ['A1,A2'] }, 'ACCOUNT'),
    find({ account: 'A', accounts: ['A1', 'A2'] }, 'ACCOUNT'),
    find({ account: 'A,A1', accounts: ['A2'] }, 'ACCOUNT'),
  ];
  expect(new Set(texts).size).toBe(texts.length);
});

test('a claim that is missing leaves nothing to find', () => {
  const { account: _a, priceGroup: _p, catalog: _c, ...without } = buyer;
  const identity = createIdentity(without);
  for (const claim of ['ACCOUNT', 'PRICE_GROUP', 'CATALOG']) {
    expect(identity.findDimension([claim])).toBeUndefined();
    expect(identity.findDimension([claim, 'USER'].toSorted())).toBeUndefined();
  }
  expect(identity.findDimension(['USER'])).toBeDefined();
  expect(find({}, 'A_CLAIM_OF_TOMORROW')).toBeUndefined();
  for (const claim of ['priceGroup', 'catalog', 'account'] as const) {
    const varyBy = { priceGroup: 'PRICE_GROUP', catalog: 'CATALOG', account: 'ACCOUNT' }[claim];
    expect(find({ [claim]: '' }, varyBy)).not.toBe(find({}, varyBy));
  }
});

test('nobody signed in is an identity of its own, which no token can name', () => {
  const anonymous = createIdentity(anonymousPrincipal);
  for (const claim of ['ACCOUNT', 'PRICE_GROUP', 'CATALOG', 'USER']) {
    const text = anonymous.findDimension([claim])?.text;
    expect(text).toBeDefined();
    const named: Partial<Principal> = {
      subject: 'anonymous',
      account: 'anonymous',
      accounts: [],
      priceGroup: 'anonymous',
      catalog: 'anonymous',
    };
    expect(find(named, claim)).not.toBe(text);
  }
});

test('what depends on the account names all accounts that it may show', () => {
  expect(createIdentity(buyer).findDimension(['ACCOUNT', 'USER'])?.accounts).toEqual(['A', 'A1', 'A2']);
  expect(createIdentity(buyer).findDimension(['USER'])?.accounts).toBeUndefined();
});
