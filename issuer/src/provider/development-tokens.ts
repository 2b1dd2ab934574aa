// Tokens for whoever develops: of any account and any person, asked for on the admin listener. There are none in production.
import type { Provider, ResourceServer } from 'oidc-provider';
import { z } from 'zod';
import { accountList, scopeText } from '../partners/partner-request.ts';
import { createResourceServer, nameResource, type ResourceServerOptions } from './resource-server.ts';
import type { TokenClaims } from './token-claims.ts';

export const developmentClientId = 'development';

export const developmentTokenRequest = z.strictObject({
  account: z.string().min(1, 'give an account'),
  accounts: accountList.optional(),
  /** The subject. Default `buyer@<account>`. */
  user: z.string().min(1).optional(),
  scope: scopeText.default(''),
});

export type DevelopmentTokenRequest = z.output<typeof developmentTokenRequest>;

/** A working day: what was pasted in the morning still works after lunch. */
export const developmentTokenSeconds = 8 * 3600;

/** Signs with the same keys, and through the same library, as every other token. */
export async function issueDevelopmentToken(
  provider: Provider,
  claims: TokenClaims,
  { account, accounts, user, scope }: DevelopmentTokenRequest,
  options: ResourceServerOptions,
): Promise<string> {
  const client = await provider.Client.find(developmentClientId);
  if (client === undefined) throw new Error('The client of development tokens is missing.');
  const info = createResourceServer(options).describe(scope, developmentTokenSeconds);
  const { ResourceServer: Resource } = provider as unknown as {
    ResourceServer: new (identifier: string, info: ResourceServer) => never;
  };
  const token = new provider.AccessToken({
    accountId: user ?? `buyer@${account}`,
    client,
    grantId: 'development',
    gty: 'development',
    expiresIn: developmentTokenSeconds,
    ...(scope !== '' && { scope }),
  });
  token.resourceServer = new Resource(nameResource(options.audience), info);
  claims.prepare(token, { account, ...(accounts !== undefined && { accounts }) });
  return token.save();
}
