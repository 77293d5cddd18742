import { domainOf, identityIssuerOf, type OpenIdProvider, type RedeemingIdentity } from '@muster/directory';
import { consentedAtHomeClaim } from '../claims/person-claims.ts';

/**
 * Who signed in elsewhere, as far as the provider may say so. Its address is verified when the provider says so and gives out
 * the addresses of that domain; `tenantId` is the other directory's as it is set here.
 */
export interface FederatedIdentity extends RedeemingIdentity {
  readonly displayName: string | null;
  readonly givenName: string | null;
  readonly surname: string | null;
  /** How sure the provider is of the person, in its own words. @see OpenID Connect Core 1.0 §2 */
  readonly acr: string | null;
  readonly authenticationMethods: readonly string[];
  /** The other directory has agreed for its people that they need not be asked here: its half of automatic redemption. */
  readonly isConsentedAtHome: boolean;
}

type Claims = Readonly<Record<string, unknown>>;

const longestAddress = 320;
const longestName = 256;
const addressForm = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;

/** The identity that the claims of a checked ID token, and of the answer about the person, tell. */
export function identityOf(provider: OpenIdProvider, claims: Claims): FederatedIdentity {
  const text = (name: string, longest = longestName): string | null => {
    const value = claims[name];
    return typeof value === 'string' && value !== '' && !/\p{Cc}/u.test(value) ? value.slice(0, longest) : null;
  };
  const isExternal = provider.kind === 'externalDirectory';
  const address = addressIn(claims, [provider.claims.email, ...(isExternal ? ['preferred_username', 'upn'] : [])]);
  const { amr } = claims;
  return {
    providerId: provider.id,
    issuer: provider.issuer,
    subject: claims.sub as string,
    identityIssuer: identityIssuerOf(provider),
    // Never the token's word: any directory could name another one, and have its trust.
    tenantId: isExternal ? provider.tenantId : null,
    address,
    isAddressVerified: isVerified(provider, address, claims[provider.claims.emailVerified]),
    displayName: text(provider.claims.name),
    givenName: text(provider.claims.givenName, 64),
    surname: text(provider.claims.familyName, 64),
    acr: text('acr'),
    authenticationMethods: Array.isArray(amr) ? amr.filter((each) => typeof each === 'string').slice(0, 20) : [],
    isConsentedAtHome: isExternal && claims[consentedAtHomeClaim] === true,
  };
}

function addressIn(claims: Claims, names: readonly string[]): string | null {
  for (const name of names) {
    const value = claims[name];
    if (typeof value === 'string' && value.length <= longestAddress && addressForm.test(value)) return value;
  }
  return null;
}

/**
 * A provider is believed about the addresses of its own domains only: anybody can run a provider that calls any address
 * verified. Another directory need not say so of its own people's addresses, but must not deny it.
 */
function isVerified({ kind, domains }: OpenIdProvider, address: string | null, claim: unknown): boolean {
  const domain = address === null ? undefined : domainOf(address);
  if (domain === undefined || !domains.includes(domain)) return false;
  const isSaid = claim === true || claim === 'true';
  return isSaid || (kind === 'externalDirectory' && claim === undefined);
}
