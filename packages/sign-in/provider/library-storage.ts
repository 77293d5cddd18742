import { randomUUID } from 'node:crypto';
import { pagesAppId, type SignInRecordKind } from '@muster/directory';
import { toObjectId } from '@muster/kernel';
import type { Adapter, AdapterFactory, AdapterPayload, ResponseType } from 'oidc-provider';
import { pagesResponseType } from '../clients/pages-client.ts';
import type { ClientRegistry, RegisteredClient } from '../ports.ts';
import { keptKinds, type RecordParts, recordAdapter } from '../records/record-adapter.ts';
import { deviceGrant, oldDeviceGrant } from './muster-provider.ts';
import { currentSignInRequest } from './sign-in-request.ts';

/**
 * The library insists on a secret for each client. Ours are hashes it never sees, compared in its stead
 * (`compareClientSecret`), so it gets a random value that nobody knows.
 */
const unknowableSecret = randomUUID();

/** Where nothing is registered: the library wants an address, and ours are matched in its stead. */
const nowhere = 'https://redirect.invalid/';

/**
 * What the library stores and finds: clients come from the registry, sessions and tokens of people go to the directory's
 * records. Access tokens are signed and need no storage; any other record would be a flow that is not offered, so it is
 * refused.
 */
export function libraryStorage(registry: ClientRegistry, kept: RecordParts): AdapterFactory {
  return (model) => {
    if (keptKinds.includes(model as SignInRecordKind)) return recordAdapter(model as SignInRecordKind, kept);
    if (model === 'AccessToken' || model === 'ClientCredentials') return signedOnly(model);
    return {
      ...refusing(model),
      ...(model === 'Client' ? { find: (id: string) => findClient(registry, id) } : {}),
    };
  };
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
    redirect_uris: [nowhere],
    require_auth_time: false,
    ...(client.appId === pagesAppId ? forPages : forApplication(client)),
  };
}

/** No way leads to a token. */
const forPages = { grant_types: [] as string[], response_types: [pagesResponseType] as ResponseType[] };

function forApplication({ redirectUris, mayHaveIdTokenInBrowser }: RegisteredClient) {
  const { web, spa, publicClient } = redirectUris;
  const hasPeople = web.length + spa.length + publicClient.length > 0;
  const inBrowser = mayHaveIdTokenInBrowser ? ['id_token', 'code id_token'] : [];
  return {
    grant_types: [
      'client_credentials',
      'refresh_token',
      deviceGrant,
      oldDeviceGrant,
      ...(hasPeople ? ['authorization_code'] : []),
      ...(hasPeople && mayHaveIdTokenInBrowser ? ['implicit'] : []),
    ],
    response_types: (hasPeople ? ['code', ...inBrowser] : []) as ResponseType[],
  };
}

/** Tokens that are signed and not kept: revoking a grant finds none of them. */
function signedOnly(model: string): Adapter {
  return { ...refusing(model), find: async () => undefined, revokeByGrantId: async () => {} };
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
