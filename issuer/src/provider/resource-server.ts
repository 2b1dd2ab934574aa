// The one thing that tokens are for: the commerce graph. Decides the scopes and the life of a token for each client.
import type { KoaContextWithOIDC, ResourceServer } from 'oidc-provider';
import { InvalidGrant, InvalidScope, InvalidTarget } from 'oidc-provider/lib/helpers/errors.js';
import type { ApplicationStore } from '../applications/application-store.ts';
import type { PartnerStore } from '../partners/partner-store.ts';
import { signingAlgorithm } from '../keys/key-ring.ts';

export interface ResourceServerOptions {
  readonly partners: PartnerStore;
  readonly applications: ApplicationStore;
  readonly clock: () => number;
  /** The claim `aud`. */
  readonly audience: string;
  /** Life of an access token, in seconds. */
  readonly accessTokenSeconds: number;
}

/** A resource indicator is a URI (RFC 8707); an audience need not be. */
export function nameResource(audience: string): string {
  return `urn:audience:${encodeURIComponent(audience)}`;
}

export function createResourceServer(options: ResourceServerOptions) {
  const { partners, applications, clock, audience, accessTokenSeconds } = options;
  const describe = (scope: string, seconds: number): ResourceServer => ({
    scope,
    audience,
    accessTokenTTL: seconds,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: signingAlgorithm } },
  });
  return {
    describe,
    async find(ctx: KoaContextWithOIDC, resource: string, clientId: string): Promise<ResourceServer> {
      if (resource !== nameResource(audience)) {
        throw new InvalidTarget(`tokens are for the resource ${nameResource(audience)} alone`);
      }
      const partner = await partners.find(clientId);
      if (partner === undefined) {
        const application = await applications.find(clientId);
        return describe(application?.scope ?? '', accessTokenSeconds);
      }
      narrowRequest(ctx, partner.scope);
      const leftMs = partner.expires_at === null ? Infinity : Date.parse(partner.expires_at) - clock();
      const seconds = Math.min(accessTokenSeconds, Math.floor(leftMs / 1000));
      if (seconds < 1) throw new InvalidGrant('the partner has expired');
      return describe(partner.scope, seconds);
    },
  };
}

/** A partner that asks for no scope gets all of its own; one that asks for more than that gets no token. */
function narrowRequest(ctx: KoaContextWithOIDC, held: string): void {
  const { params } = ctx.oidc;
  if (params === undefined) return;
  const asked = typeof params['scope'] === 'string' ? params['scope'].split(' ').filter((word) => word !== '') : [];
  if (asked.length === 0) {
    params['scope'] = held === '' ? undefined : held;
    return;
  }
  const own = new Set(held.split(' '));
  const excess = asked.filter((word) => !own.has(word));
  if (excess.length > 0) throw new InvalidScope('the scope was not granted to this client', excess.join(' '));
}
