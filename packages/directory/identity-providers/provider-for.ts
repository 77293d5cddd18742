import type { Directory } from '../context.ts';
import { crossTenantDefault, type RedemptionStep } from '../cross-tenant/cross-tenant-access.ts';
import { readDefaultAccess } from '../cross-tenant/default-access.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { type BuiltInProvider, type IdentityProvider, isOpenId, type OpenIdProvider } from './identity-provider.ts';
import { readProviders } from './list-identity-providers.ts';

/** By whom the owner of an address proves who they are. */
export type ProviderChoice =
  /** The address is one of this directory's own domains: its own accounts. */
  | { readonly kind: 'own' }
  | { readonly kind: 'openId'; readonly provider: OpenIdProvider }
  | { readonly kind: 'passcode'; readonly provider: BuiltInProvider }
  /** Nobody can: no provider fits, and the fallback is switched off or missing. */
  | { readonly kind: 'none' };

/**
 * The provider for an address in the order of redemption that the directory has set, and after it the fallback. It looks
 * at the domain only, so that its answer tells nothing about accounts. Three statements.
 *
 * @param address a mail address; without a domain nobody can prove it
 * @see B2B and governance spec §1.4.3, §1.4.4. Differs: a consumer account is known by its domain alone, as nobody can be
 *   asked whether one exists
 */
export async function providerFor(directory: Directory, address: string): Promise<ProviderChoice> {
  return directory.store.read((session) => providerForIn(session, address));
}

/** The same in a session of the caller's. */
export async function providerForIn(session: ReadSession, address: string): Promise<ProviderChoice> {
  const domain = domainOf(address);
  if (domain === undefined) return { kind: 'none' };
  const own = await session.settings.domains();
  if (own.some(({ id, isVerified }) => isVerified && id === domain)) return { kind: 'own' };
  const providers = await readProviders(session);
  const access = await readDefaultAccess(session);
  const { invitationRedemptionIdentityProviderConfiguration: order } = access ?? crossTenantDefault;
  for (const step of order.primaryIdentityProviderPrecedenceOrder) {
    const provider = providers.filter(isOpenId).find((each) => stepOf(each) === step && each.domains.includes(domain));
    if (provider !== undefined) return { kind: 'openId', provider };
  }
  return fallback(providers, order.fallbackIdentityProvider);
}

/** The part after the last `@` in lower case; undefined for what is no address. */
export function domainOf(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  return at < 1 || at === address.length - 1 ? undefined : address.slice(at + 1).toLowerCase();
}

function stepOf({ kind }: OpenIdProvider): RedemptionStep {
  if (kind === 'externalDirectory') return 'azureActiveDirectory';
  return kind === 'social' ? 'socialIdentityProviders' : 'externalFederation';
}

function fallback(providers: readonly IdentityProvider[], name: string): ProviderChoice {
  const passcode = providers.find((each) => each.kind === 'builtIn');
  const microsoft = providers.filter(isOpenId).find((each) => each.socialType === 'Microsoft');
  if (name !== 'microsoftAccount' && passcode !== undefined) return { kind: 'passcode', provider: passcode };
  if (name !== 'emailOneTimePasscode' && microsoft !== undefined) return { kind: 'openId', provider: microsoft };
  return { kind: 'none' };
}
