// Those who ask, chosen so that each dimension of identity tells some of them apart and not others.
import { anonymousPrincipal, type Principal } from '../../gateway/src/authentication/principal.ts';

function createPrincipal(given: Partial<Principal>): Principal {
  return { ...anonymousPrincipal, subject: 'user-1', issuer: 'issuer', isAnonymous: false, ...given };
}

const buyer = { account: 'A', priceGroup: 'gold', catalog: 'eu' };

export const principals: readonly Principal[] = [
  createPrincipal(buyer),
  anonymousPrincipal,
  createPrincipal({ ...buyer, account: 'B', subject: 'user-2' }),
  // The same account, with others that it may act for, in two orders.
  createPrincipal({ ...buyer, accounts: ['A1', 'A2'] }),
  createPrincipal({ ...buyer, accounts: ['A2', 'A1'] }),
  createPrincipal({ ...buyer, subject: 'user-3', priceGroup: 'silver' }),
  createPrincipal({ account: 'A' }),
  createPrincipal({ account: 'A', subject: 'user-4' }),
  createPrincipal({ priceGroup: 'gold', catalog: 'eu', subject: 'user-5' }),
  createPrincipal({ ...buyer, issuer: 'another issuer' }),
];

/**
 * What a subgraph makes of a principal: equal texts for those who see the same. Whoever lacks a claim sees something of
 * their own, which nobody else may ever get.
 */
export function describeDimensions(principal: Principal, varyBy: readonly string[]): string {
  return varyBy
    .toSorted()
    .map((claim) => `${claim}=${describeClaim(principal, claim)}`)
    .join();
}

function describeClaim(principal: Principal, claim: string): string {
  if (principal.isAnonymous) return 'nobody';
  const { account, accounts, priceGroup, catalog, subject, issuer } = principal;
  const user = `${subject} of ${issuer}`;
  const unknown = `unknown, for number ${principals.indexOf(principal)}`;
  switch (claim) {
    case 'ACCOUNT':
      return account === undefined ? unknown : `${account} with ${accounts.toSorted().join('+')}`;
    case 'PRICE_GROUP':
      return priceGroup ?? unknown;
    case 'CATALOG':
      return catalog ?? unknown;
    case 'USER':
      return user;
    default:
      throw new Error(`There is no claim ${claim}.`);
  }
}
