// Shows partners and applications to oidc-provider as the clients that they are. It registers none and changes none.
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { ApplicationStore } from '../applications/application-store.ts';
import type { PartnerStore } from '../partners/partner-store.ts';

export interface ClientAdapterOptions {
  readonly partners: PartnerStore;
  readonly applications: ApplicationStore;
  /** The client of development tokens. Absent in production. */
  readonly developmentClientId?: string;
}

export function createClientAdapter({ partners, applications, developmentClientId }: ClientAdapterOptions): Adapter {
  const refuse = (): Promise<never> => Promise.reject(new Error('Clients are managed by the admin listener alone.'));
  return {
    async find(clientId): Promise<AdapterPayload | undefined> {
      if (clientId === developmentClientId) return describeWithoutGrants(clientId);
      const partner = await partners.find(clientId);
      if (partner !== undefined) {
        if (partner.state !== 'active') return undefined;
        return {
          ...describeWithoutGrants(clientId),
          client_name: partner.name,
          // There has to be one. What comes is compared with hashes instead, and a text with a blank is none of ours.
          client_secret: 'kept as a hash',
          grant_types: ['client_credentials'],
          token_endpoint_auth_method: 'client_secret_basic',
        };
      }
      const application = await applications.find(clientId);
      if (application === undefined) return undefined;
      return {
        client_id: clientId,
        client_name: application.name,
        redirect_uris: [...application.redirect_uris],
        post_logout_redirect_uris: [...application.redirect_uris],
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'none',
      };
    },
    findByUid: () => Promise.resolve(undefined),
    findByUserCode: () => Promise.resolve(undefined),
    upsert: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  };
}

function describeWithoutGrants(clientId: string): AdapterPayload {
  return {
    client_id: clientId,
    redirect_uris: [],
    response_types: [],
    grant_types: [],
    token_endpoint_auth_method: 'none',
  };
}
