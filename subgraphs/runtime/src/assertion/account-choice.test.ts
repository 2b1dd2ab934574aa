// Which account a request acts for.
import { describe, expect, it } from 'vitest';
import { chooseAccount, requireSignedIn } from './account-choice.ts';
import { createPrincipal } from './principal.ts';

function codeOf(task: () => unknown): unknown {
  try {
    task();
  } catch (error) {
    return (error as { extensions?: { code?: unknown } }).extensions?.code;
  }
  return undefined;
}

describe('chooseAccount', () => {
  const parent = createPrincipal({ sub: 'buyer', account: 'acme', accounts: ['acme-dayton'] });

  it('takes the own account when no other is named', () => {
    expect(chooseAccount(parent)).toBe('acme');
    expect(chooseAccount(parent, null)).toBe('acme');
  });

  it('takes another account that the token covers', () => {
    expect(chooseAccount(parent, 'acme-dayton')).toBe('acme-dayton');
  });

  it('refuses every account that the token does not cover in the same words', () => {
    expect(codeOf(() => chooseAccount(parent, 'borealis'))).toBe('FORBIDDEN');
    expect(() => chooseAccount(parent, 'borealis')).toThrow('The token does not cover the account `borealis`.');
    expect(() => chooseAccount(parent, 'nobody')).toThrow('The token does not cover the account `nobody`.');
    expect(codeOf(() => chooseAccount(parent, ''))).toBe('FORBIDDEN');
  });

  it('refuses a token without an account unless one is named that it covers', () => {
    const portal = createPrincipal({ sub: 'portal', accounts: ['acme-dayton'] });
    expect(codeOf(() => chooseAccount(portal))).toBe('FORBIDDEN');
    expect(chooseAccount(portal, 'acme-dayton')).toBe('acme-dayton');
  });

  it('refuses anonymous requests before anything else', () => {
    const anonymous = createPrincipal({ sub: 'anonymous' });
    expect(codeOf(() => chooseAccount(anonymous))).toBe('UNAUTHENTICATED');
    expect(codeOf(() => chooseAccount(anonymous, 'acme'))).toBe('UNAUTHENTICATED');
    expect(codeOf(() => requireSignedIn(anonymous))).toBe('UNAUTHENTICATED');
    expect(codeOf(() => requireSignedIn(parent))).toBeUndefined();
  });
});
