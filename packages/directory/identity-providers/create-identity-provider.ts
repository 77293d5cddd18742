import { newObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { Properties } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { ProviderProbe } from '../ports/provider-probe.ts';
import { checkDirectoryConnection } from './check-directory-connection.ts';
import { checkOpenIdProvider, checkSocialProvider } from './check-open-id-provider.ts';
import { identityErrors } from './errors.ts';
import { type IdentityProvider, isOpenId, passcodeProviderId, settingsOf } from './identity-provider.ts';
import { invalid } from './input-values.ts';
import { readProviders } from './list-identity-providers.ts';

/** Most identity providers of a directory. */
export const mostProviders = 200;

/** What a provider is made of; the members of `properties` depend on the type. */
export interface NewIdentityProvider {
  readonly type: 'social' | 'openId' | 'onPremises' | 'builtIn';
  readonly properties: Properties;
  /** Client secret, or the password of the name that searches; null when the provider wants none. */
  readonly secret: string | null;
}

/**
 * Adds an identity provider after looking at what it says of itself. The secret is kept and never given back.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_REQUIRED, PROPERTY_INVALID, DOMAIN_INVALID, PROVIDER_UNREACHABLE,
 *   PROVIDER_EXISTS, PROVIDER_DOMAIN_TAKEN, TOO_MANY_PROVIDERS
 */
export async function createIdentityProvider(
  directory: Directory,
  caller: Caller,
  input: NewIdentityProvider,
  probe: ProviderProbe,
): Promise<IdentityProvider> {
  authorize(caller, 'change identity providers');
  if (input.type === 'builtIn') return switchPasscodesOn(directory, caller, input.properties);
  const provider = checkedProvider(input);
  checkSecret(provider, input.secret);
  await probeProvider(provider, probe);
  // Exclusive: of two administrators at once, one sees the domains that the other has given away.
  return changeDirectory(directory, caller, 'create-identity-provider', 'exclusive', async (change) => {
    const { session } = change;
    const present = await readProviders(session);
    if (present.some(({ id }) => id === provider.id)) throw identityErrors.PROVIDER_EXISTS({ id: provider.id });
    if (present.length >= mostProviders) throw identityErrors.TOO_MANY_PROVIDERS({ limit: mostProviders });
    requireFreeTenant(provider, present);
    await requireFreeDomains(session, provider, present);
    const settings = settingsOf(provider);
    const { id, kind, version } = provider;
    await session.identities.saveProvider({ id, kind, settings, version, createdAt: change.now }, input.secret);
    change.fact({ type: 'identityProvider', id }, 'create', { settings: [null, settings] });
    return provider;
  });
}

function checkedProvider({ type, properties }: NewIdentityProvider): IdentityProvider {
  if (type === 'social') return checkSocialProvider(properties);
  const id = newObjectId();
  return type === 'openId' ? checkOpenIdProvider(properties, id) : checkDirectoryConnection(properties, id);
}

/** @throws AppError PROPERTY_REQUIRED, PROPERTY_INVALID */
export function checkSecret(provider: IdentityProvider, secret: string | null): void {
  const property = isOpenId(provider) ? 'clientSecret' : 'bindSecret';
  const isNeeded = isOpenId(provider) || (provider.kind === 'onPremises' && provider.find.by === 'search');
  if (isNeeded && (secret === null || secret === '')) {
    throw directoryErrors.PROPERTY_REQUIRED({ property, resource: 'identityProvider' });
  }
  if (!isNeeded && secret !== null) throw invalid(property, 'this provider takes none');
  if (secret !== null && (secret.length > 2048 || secret.includes('\0'))) {
    throw invalid(property, 'up to 2048 characters other than U+0000 are expected');
  }
}

/** @throws AppError PROVIDER_UNREACHABLE */
export async function probeProvider(provider: IdentityProvider, probe: ProviderProbe): Promise<void> {
  if (!isOpenId(provider)) return;
  const reason = await probe.checkIssuer(provider.issuer, provider.wellKnownEndpoint);
  if (reason !== undefined) throw identityErrors.PROVIDER_UNREACHABLE({ issuer: provider.issuer, reason });
}

/**
 * One directory has one provider: two could each claim the trust that is given to it.
 *
 * @throws AppError PROPERTY_INVALID
 */
export function requireFreeTenant(provider: IdentityProvider, present: readonly IdentityProvider[]): void {
  if (!isOpenId(provider) || provider.tenantId === null) return;
  const { id, tenantId } = provider;
  const other = present.filter(isOpenId).find((each) => each.id !== id && each.tenantId === tenantId);
  if (other !== undefined) throw invalid('tenantId', `the provider \`${other.displayName}\` has it`);
}

/**
 * Nobody else may speak for the provider's mail domains: neither another provider nor this directory itself. Domains on
 * premises are the directory's own.
 *
 * @throws AppError PROVIDER_DOMAIN_TAKEN
 */
export async function requireFreeDomains(
  session: ReadSession,
  provider: IdentityProvider,
  present: readonly IdentityProvider[],
): Promise<void> {
  if (!isOpenId(provider)) return;
  const own = new Set((await session.settings.domains()).map(({ id }) => id));
  const others = present.filter(isOpenId).filter(({ id }) => id !== provider.id);
  for (const domain of provider.domains) {
    if (own.has(domain)) throw identityErrors.PROVIDER_DOMAIN_TAKEN({ domain, owner: 'this directory' });
    const owner = others.find(({ domains }) => domains.includes(domain));
    if (owner !== undefined) {
      throw identityErrors.PROVIDER_DOMAIN_TAKEN({ domain, owner: `the provider \`${owner.displayName}\`` });
    }
  }
}

async function switchPasscodesOn(
  directory: Directory,
  caller: Caller,
  properties: Properties,
): Promise<IdentityProvider> {
  if (properties.identityProviderType !== 'EmailOTP') {
    throw invalid('identityProviderType', 'EmailOTP is expected');
  }
  return changeDirectory(directory, caller, 'create-identity-provider', 'exclusive', async (change) => {
    const { session } = change;
    if ((await readProviders(session)).some(({ id }) => id === passcodeProviderId)) {
      throw identityErrors.PROVIDER_EXISTS({ id: passcodeProviderId });
    }
    await session.identities.removeProvider(passcodeProviderId);
    change.fact({ type: 'identityProvider', id: passcodeProviderId }, 'create');
    return (await readProviders(session)).find(({ id }) => id === passcodeProviderId)!;
  });
}
