import { randomUUID } from 'node:crypto';
import { toObjectId } from '@muster/kernel';
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import type { ClientRegistry, RegisteredClient } from '../ports.ts';
import { currentSignInRequest } from './sign-in-request.ts';

/**
 * The library insists on a secret for each client. Ours are hashes it never sees, compared in its stead
 * (`compareClientSecret`), so it gets a random value that nobody knows.
 */
const unknowableSecret = randomUUID();

/**
 * What the library stores and finds: clients come from the registry, nothing else is kept. Access tokens of
 * applications are signed and need no storage; any other record would be a flow that is not offered, so it is refused.
 */
export function libraryStorage(registry: ClientRegistry): AdapterFactory {
  return (model) => ({
    ...refusing(model),
    ...(model === 'Client' ? { find: (id: string) => findClient(registry, id) } : {}),
  });
}

async function findClient(registry: ClientRegistry, id: string): Promise<AdapterPayload | undefined> {
  const appId = toObjectId(id);
  const client = appId === undefined ? undefined : await registry.findClient(appId);
  if (client === undefined) return undefined;
  currentSignInRequest().client = client;
  return clientMetadata(client);
}

function clientMetadata(client: RegisteredClient): AdapterPayload {
  return {
    client_id: client.appId,
    client_secret: unknowableSecret,
    // Covers `client_secret_basic` as well: the library accepts either for both.
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
  };
}

function refusing(model: string): Adapter {
  const refuse = async (): Promise<never> => {
    throw new Error(`sign-in keeps no ${model}`);
  };
  return {
    upsert: refuse,
    find: refuse,
    findByUserCode: refuse,
    findByUid: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
  };
}
