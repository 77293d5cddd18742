import {
  type DirectoryConnection,
  type IdentityProvider,
  inputOfConnection,
  inputOfOpenId,
  type OpenIdProvider,
} from '@muster/directory';
import type { JsonMembers } from '../../wire/present-object.ts';
import type { RecordType, TypedRecord } from '../organization/record-answers.ts';

/** What is shown where a secret is kept: neither it nor its length. @see Graph, "socialIdentityProvider" (same) */
const hiddenSecret = '****';

/** @see Graph schema v1.0, type socialIdentityProvider; `issuer` and `domains` are not in Graph */
export const socialType: RecordType = {
  name: 'socialIdentityProvider',
  empty: {
    id: null,
    displayName: null,
    identityProviderType: null,
    clientId: null,
    clientSecret: null,
    issuer: null,
    domains: [],
  },
};

/** @see Graph schema v1.0, type builtInIdentityProvider */
export const builtInType: RecordType = {
  name: 'builtInIdentityProvider',
  empty: { id: null, displayName: null, identityProviderType: null },
};

/** @see Graph beta, type oidcIdentityProvider; `isExternalDirectory`, `tenantId` and `domains` are not in Graph */
export const openIdType: RecordType = {
  name: 'oidcIdentityProvider',
  empty: {
    id: null,
    displayName: null,
    clientId: null,
    issuer: null,
    wellKnownEndpoint: null,
    scope: null,
    responseType: 'code',
    inboundClaimMapping: null,
    clientAuthentication: null,
    isExternalDirectory: false,
    tenantId: null,
    domains: [],
  },
};

/** Not in Graph: a directory on premises that is asked about passwords. */
export const connectionType: RecordType = {
  name: 'directoryConnection',
  empty: {
    id: null,
    displayName: null,
    url: null,
    startTls: false,
    certificateAuthorities: null,
    domains: [],
    nameProperty: null,
    bindPattern: null,
    searchBase: null,
    searchFilter: null,
    bindName: null,
    bindSecret: null,
    timeoutInMilliseconds: null,
  },
};

/** Every name that an element of the collection can have. */
export const anyProviderType: RecordType = {
  name: 'identityProviderBase',
  empty: { ...socialType.empty, ...builtInType.empty, ...openIdType.empty, ...connectionType.empty },
};

/** A provider as the API shows it, under its own type. */
export function presentProvider(provider: IdentityProvider): TypedRecord {
  if (provider.kind === 'onPremises') return presentConnection(provider);
  if (provider.kind !== 'builtIn') return presentOpenId(provider);
  const { id, displayName, builtInType: identityProviderType } = provider;
  return typed(builtInType, 'microsoft.graph', { id, displayName, identityProviderType });
}

function presentOpenId(provider: OpenIdProvider): TypedRecord {
  const { id, displayName, socialType: identityProviderType, clientId, issuer, domains } = provider;
  if (provider.kind === 'social') {
    const shown = { id, displayName, identityProviderType, clientId, clientSecret: hiddenSecret, issuer, domains };
    return typed(socialType, 'microsoft.graph', shown);
  }
  const clientAuthentication = {
    '@odata.type': '#microsoft.graph.oidcClientSecretAuthentication',
    clientSecret: hiddenSecret,
  };
  return typed(openIdType, 'microsoft.graph', { id, ...inputOfOpenId(provider), clientAuthentication } as JsonMembers);
}

function presentConnection(provider: DirectoryConnection): TypedRecord {
  const bindSecret = provider.find.by === 'search' ? hiddenSecret : null;
  return typed(connectionType, 'muster', {
    id: provider.id,
    ...inputOfConnection(provider),
    bindSecret,
  } as JsonMembers);
}

function typed(type: RecordType, namespace: string, record: JsonMembers): TypedRecord {
  return { type, record: { '@odata.type': `#${namespace}.${type.name}`, ...record } };
}
