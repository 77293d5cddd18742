import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import type { ProviderProbe } from '../ports/provider-probe.ts';
import { checkDirectoryConnection } from './check-directory-connection.ts';
import { checkOpenIdProvider, checkSocialProvider } from './check-open-id-provider.ts';
import { checkSecret, probeProvider, requireFreeDomains, requireFreeTenant } from './create-identity-provider.ts';
import {
  type DirectoryConnection,
  type IdentityProvider,
  isOpenId,
  type OpenIdProvider,
  passcodeProviderId,
  settingsOf,
} from './identity-provider.ts';
import { invalid } from './input-values.ts';
import { getIdentityProvider, readProviders, requireProvider, switchedOff } from './list-identity-providers.ts';

/**
 * Changes members of a provider; the others stay. Where the secret would travel to another address from then on, it must
 * be given anew: who may change a provider does not thereby learn its secret.
 *
 * @param secret undefined keeps the one there is
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, PROPERTY_REQUIRED, PROPERTY_INVALID,
 *   PROVIDER_UNREACHABLE, PROVIDER_DOMAIN_TAKEN
 */
export async function updateIdentityProvider(
  directory: Directory,
  caller: Caller,
  id: string,
  patch: Properties,
  secret: string | undefined,
  probe: ProviderProbe,
): Promise<void> {
  authorize(caller, 'change identity providers');
  const seen = await getIdentityProvider(directory, { ...caller, actor: { kind: 'system' } }, id);
  const after = patched(seen, patch);
  if (secret !== undefined) checkSecret(after, secret);
  if (placeOf(seen) !== placeOf(after)) await probeProvider(after, probe);
  await changeDirectory(directory, caller, 'update-identity-provider', 'exclusive', async (change) => {
    const { session } = change;
    const stored = (await session.identities.providers()).find((each) => each.id === seen.id);
    if (stored === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    if (stored.version !== seen.version) throw invalid('version', 'somebody else has changed the provider meanwhile');
    if (secret === undefined && placeOf(seen) !== placeOf(after)) await requireNoSecret(session.identities, seen.id);
    const present = await readProviders(session);
    requireFreeTenant(after, present);
    await requireFreeDomains(session, after, present);
    const [settings, version] = [settingsOf(after), stored.version + 1];
    await session.identities.saveProvider({ ...stored, kind: after.kind, settings, version }, secret);
    const changes: Record<string, readonly [PropertyValue, PropertyValue]> = { settings: [stored.settings, settings] };
    if (secret !== undefined) changes.secret = ['kept', 'changed'];
    change.fact({ type: 'identityProvider', id: seen.id }, 'update', changes);
  });
}

async function requireNoSecret(
  identities: { providerSecret(id: string): Promise<string | undefined> },
  id: string,
): Promise<void> {
  if ((await identities.providerSecret(id)) === undefined) return;
  throw directoryErrors.PROPERTY_REQUIRED({ property: 'clientSecret', resource: 'identityProvider' });
}

/** Everything that decides where a secret goes, and on whose word. */
function placeOf(provider: IdentityProvider): string {
  if (isOpenId(provider)) return JSON.stringify([provider.issuer, provider.wellKnownEndpoint, provider.clientId]);
  if (provider.kind === 'builtIn') return '';
  const { url, startTls, certificateAuthorities, find } = provider;
  return JSON.stringify([url, startTls, certificateAuthorities, find.by === 'search' ? find.bindName : null]);
}

function patched(provider: IdentityProvider, patch: Properties): IdentityProvider {
  const { id, version } = provider;
  if (provider.kind === 'builtIn') throw invalid(Object.keys(patch)[0] ?? 'id', 'a built-in provider has no settings');
  if (provider.kind === 'onPremises') {
    return { ...checkDirectoryConnection({ ...inputOfConnection(provider), ...patch }, id), version };
  }
  if (provider.kind === 'social') {
    const { displayName, clientId, socialType } = provider;
    const checked = checkSocialProvider({ displayName, clientId, identityProviderType: socialType, ...patch });
    if (checked.socialType !== socialType) throw invalid('identityProviderType', 'it cannot be changed');
    return { ...checked, version };
  }
  return { ...checkOpenIdProvider({ ...inputOfOpenId(provider), ...patch }, id), version };
}

/** The provider as `checkOpenIdProvider` reads it. */
export function inputOfOpenId(provider: OpenIdProvider): Properties {
  const { claims } = provider;
  return {
    displayName: provider.displayName,
    clientId: provider.clientId,
    issuer: provider.issuer,
    wellKnownEndpoint: provider.wellKnownEndpoint,
    scope: provider.scope,
    responseType: 'code',
    inboundClaimMapping: {
      sub: 'sub',
      email: claims.email,
      email_verified: claims.emailVerified,
      name: claims.name,
      given_name: claims.givenName,
      family_name: claims.familyName,
    },
    isExternalDirectory: provider.kind === 'externalDirectory',
    tenantId: provider.tenantId,
    domains: provider.domains,
  };
}

/** The connection as `checkDirectoryConnection` reads it. */
export function inputOfConnection({ find, ...connection }: DirectoryConnection): Properties {
  return {
    displayName: connection.displayName,
    url: connection.url,
    startTls: connection.startTls,
    certificateAuthorities: connection.certificateAuthorities,
    domains: connection.domains,
    nameProperty: connection.nameProperty,
    bindPattern: find.by === 'pattern' ? find.pattern : null,
    searchBase: find.by === 'search' ? find.base : null,
    searchFilter: find.by === 'search' ? find.filter : null,
    bindName: find.by === 'search' ? find.bindName : null,
    timeoutInMilliseconds: connection.timeoutMs,
  };
}

/**
 * Removes a provider with its secret. People who came from it keep their accounts and cannot sign in by it any more. The
 * passcode is switched off.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 */
export async function deleteIdentityProvider(directory: Directory, caller: Caller, id: string): Promise<void> {
  authorize(caller, 'change identity providers');
  await changeDirectory(directory, caller, 'delete-identity-provider', 'exclusive', async (change) => {
    const { identities } = change.session;
    const provider = requireProvider(await readProviders(change.session), id);
    if (provider.id === passcodeProviderId) {
      const off = { id: passcodeProviderId, kind: switchedOff, settings: {}, version: 1, createdAt: change.now };
      await identities.saveProvider(off, null);
    } else await identities.removeProvider(provider.id);
    change.fact({ type: 'identityProvider', id: provider.id }, 'purge', { settings: [settingsOf(provider), null] });
  });
}
