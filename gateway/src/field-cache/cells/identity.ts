// For whom a value is kept: the dimensions of its identity, from the verified token alone.
import type { Principal } from '../../authentication/principal.ts';

export interface Dimension {
  /** Equal for those who get the same value, and for no others. */
  readonly text: string;
  /** The accounts that it is for, where it depends on the account. */
  readonly accounts: readonly string[] | undefined;
}

export interface Identity {
  /** `varyBy` is sorted. Undefined when the token lacks a claim: then nothing may be kept or found. */
  findDimension(varyBy: readonly string[]): Dimension | undefined;
}

const everybody: Dimension = { text: '', accounts: undefined };

export function createIdentity(principal: Principal): Identity {
  const dimensions = new Map<string, Dimension | undefined>();
  return {
    findDimension(varyBy) {
      if (varyBy.length === 0) return everybody;
      const key = varyBy.join();
      if (dimensions.has(key)) return dimensions.get(key);
      const dimension = readDimension(principal, varyBy);
      dimensions.set(key, dimension);
      return dimension;
    },
  };
}

function readDimension(principal: Principal, varyBy: readonly string[]): Dimension | undefined {
  const values: unknown[] = [];
  for (const claim of varyBy) {
    const value = readClaim(principal, claim);
    if (value === undefined) return undefined;
    values.push(claim, value);
  }
  const accounts = varyBy.includes('ACCOUNT') ? listAccounts(principal) : undefined;
  return { text: JSON.stringify(values), accounts };
}

/** That nobody is signed in is a value of its own: everybody without a token sees the same. */
function readClaim(principal: Principal, claim: string): unknown {
  if (principal.isAnonymous) return 'anonymous';
  switch (claim) {
    case 'ACCOUNT':
      // What else the token permits decides what may be seen, so it belongs to the dimension.
      return principal.account === undefined ? undefined : listAccountChoice(principal);
    case 'PRICE_GROUP':
      return principal.priceGroup && [principal.priceGroup];
    case 'CATALOG':
      return principal.catalog && [principal.catalog];
    case 'USER':
      // One user may act for several accounts, and what is the user's own may be told for the one acted for.
      return [principal.issuer ?? null, principal.subject, ...listAccountChoice(principal)];
    default:
      return undefined;
  }
}

function listAccountChoice({ account, accounts }: Principal): unknown[] {
  return [account ?? null, accounts.toSorted()];
}

function listAccounts({ account, accounts }: Principal): readonly string[] {
  return account === undefined ? accounts : [account, ...accounts];
}
