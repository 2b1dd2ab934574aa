// What a token says beside what OAuth has it say: for which accounts it is, and how its bearer is limited.
import type { AccessToken, ClientCredentials } from 'oidc-provider';
import type { PartnerStore } from '../partners/partner-store.ts';
import type { Restrictions } from '../partners/partner-request.ts';
import type { PersonStore } from '../people/person-store.ts';

/** The claims as `authentication.claims` of the gateway names them by default. */
export interface AccountClaims {
  readonly account?: string;
  readonly accounts?: readonly string[];
  readonly roles?: readonly string[];
  readonly restrictions?: Restrictions;
}

export interface TokenClaims {
  /** Throws when the token's bearer may have none any more. */
  find(token: AccessToken | ClientCredentials): Promise<AccountClaims>;
  /** Those of the scopes that the bearer has now: a refresh token may be older than a change of them. */
  narrowScope(token: AccessToken | ClientCredentials, scope: string): Promise<string>;
  /** Says what one token of a person that need not exist has to say. For development. */
  prepare(token: AccessToken, claims: AccountClaims): void;
}

export function createTokenClaims(partners: PartnerStore, people: PersonStore): TokenClaims {
  const prepared = new WeakMap<object, AccountClaims>();
  return {
    async find(token) {
      const known = prepared.get(token);
      if (known !== undefined) return known;
      if (token.kind === 'ClientCredentials') {
        const partner = await partners.find(token.clientId ?? '');
        if (partner?.state !== 'active') throw new Error('A token was asked for a partner that may have none.');
        await partners.noteUse(partner.client_id);
        const { accounts, restrictions } = partner;
        return {
          account: accounts[0],
          accounts,
          ...(Object.keys(restrictions).length > 0 && { restrictions }),
        };
      }
      const person = await people.find(token.accountId);
      if (person === undefined) throw new Error('A token was asked for a person that is gone.');
      return {
        ...(person.account !== null && { account: person.account }),
        ...(person.accounts.length > 0 && { accounts: person.accounts }),
        ...(person.roles.length > 0 && { roles: person.roles }),
      };
    },
    async narrowScope(token, scope) {
      if (token.kind === 'ClientCredentials' || prepared.has(token)) return scope;
      const held = new Set((await people.find(token.accountId))?.scope.split(' '));
      return scope
        .split(' ')
        .filter((word) => held.has(word))
        .join(' ');
    },
    prepare: (token, claims) => void prepared.set(token, claims),
  };
}
