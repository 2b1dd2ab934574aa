// Client tokens of the local issuer, for whoever develops: asked for on its admin listener while `npm start` runs.
import { createAdminClient } from '../issuer/src/command/admin-client.ts';
import { issuerAdmin, type LocalGraph } from './local-graph.ts';

export interface DevelopmentTokenClaims {
  /** ERP account id that the caller buys for, for example `acme`. */
  readonly account: string;
  /** Further accounts the caller may act for. */
  readonly accounts?: readonly string[] | undefined;
  /** Subject; default `buyer@<account>`. */
  readonly user?: string | undefined;
  /** Space separated; default what a buyer has, `orders:read orders:write credit:read`. */
  readonly scope?: string | undefined;
}

export const buyerScope = 'orders:read orders:write credit:read';

/** A token that is valid for 8 hours. Refused in production mode (`NODE_ENV=production`), and while nothing runs. */
export async function requestDevelopmentToken(
  graph: LocalGraph,
  { account, accounts, user, scope = buyerScope }: DevelopmentTokenClaims,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  if (env['NODE_ENV'] === 'production') {
    throw new Error(
      'NODE_ENV is "production": development tokens are refused. Ask your identity provider for a token, ' +
        'and configure it under authentication.router.jwt in gateway.yaml.',
    );
  }
  const { access_token: token } = await createAdminClient(issuerAdmin(graph)).call<{ access_token: string }>(
    'POST',
    '/development/tokens',
    { account, ...(accounts && { accounts }), ...(user !== undefined && { user }), scope },
  );
  return token;
}
