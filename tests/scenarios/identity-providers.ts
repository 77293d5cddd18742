import {
  createIdentityProvider,
  type Directory,
  type IdentityProvider,
  type NewIdentityProvider,
  type Properties,
  type ProviderProbe,
} from '@muster/directory';
import { administrator } from './builders.ts';

/** Finds every provider fit. */
export const fitProvider: ProviderProbe = { checkIssuer: async () => undefined };

/** An OpenID provider of Fabrikam's. */
export function anOpenIdProvider(more: Properties = {}): NewIdentityProvider {
  const properties = {
    displayName: 'Fabrikam',
    issuer: 'https://login.fabrikam.example',
    clientId: 'muster',
    domains: ['fabrikam.example'],
    ...more,
  };
  return { type: 'openId', properties, secret: 'fabrikam-secret' };
}

/** A consumer provider from its preset. */
export function aSocialProvider(identityProviderType: 'Google' | 'Microsoft'): NewIdentityProvider {
  return { type: 'social', properties: { identityProviderType, clientId: 'muster' }, secret: 'social-secret' };
}

/** A directory on premises. */
export function aConnection(more: Properties = {}): NewIdentityProvider {
  const properties = {
    displayName: 'Plant',
    url: 'ldaps://dc.contoso.example',
    bindPattern: 'uid={name},ou=people,dc=contoso,dc=example',
    ...more,
  };
  return { type: 'onPremises', properties, secret: null };
}

/** Adds the provider as the administrator does. */
export function addProvider(directory: Directory, input: NewIdentityProvider): Promise<IdentityProvider> {
  return createIdentityProvider(directory, administrator, input, fitProvider);
}
