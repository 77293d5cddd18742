import type { PropertyValue } from '../objects/directory-object.ts';
import type { StoredProvider } from '../ports/identity-store.ts';

/** What every provider has. */
interface ProviderBase {
  readonly id: string;
  readonly displayName: string;
  /** Counts the changes; a copy with another version is out of date. */
  readonly version: number;
}

/** An OpenID provider to which people are sent. */
export interface OpenIdProvider extends ProviderBase {
  /**
   * `externalDirectory`: another directory such as another Muster, where people have accounts of their organisation;
   * `openIdConnect`: any other OpenID provider of a partner; `social`: a consumer provider from a preset.
   */
  readonly kind: 'externalDirectory' | 'openIdConnect' | 'social';
  /** Which preset; null for the others. */
  readonly socialType: SocialType | null;
  readonly issuer: string;
  /** Where its metadata is; null for the place that follows from the issuer. */
  readonly wellKnownEndpoint: string | null;
  readonly clientId: string;
  /** What is asked for, separated by blanks; begins with `openid`. */
  readonly scope: string;
  /** Mail domains whose addresses this provider gives out, lower case: what it says of any other address is hearsay. */
  readonly domains: readonly string[];
  readonly claims: ClaimNames;
  /** Id of the other directory: its tokens must name it as `tid`; null when they need not. */
  readonly tenantId: string | null;
}

export type SocialType = 'Google' | 'Microsoft';

/** Where a provider puts what is known of a person. The subject is always `sub`. */
export interface ClaimNames {
  readonly email: string;
  readonly emailVerified: string;
  readonly name: string;
  readonly givenName: string;
  readonly familyName: string;
}

/** A directory on premises that is asked about passwords by LDAP. */
export interface DirectoryConnection extends ProviderBase {
  readonly kind: 'onPremises';
  /** `ldaps://host:port`, or `ldap://` with StartTLS. */
  readonly url: string;
  readonly startTls: boolean;
  /** PEM; null for the authorities that Node.js trusts. */
  readonly certificateAuthorities: string | null;
  /** Domains of the user principal names, or `onPremisesDomainName`s, of its people; lower case. */
  readonly domains: readonly string[];
  /** The user's property that names the account there. */
  readonly nameProperty: NameProperty;
  /** How the account is found: by a pattern for its name, or by a search. */
  readonly find:
    | { readonly by: 'pattern'; readonly pattern: string }
    | { readonly by: 'search'; readonly base: string; readonly filter: string; readonly bindName: string };
  readonly timeoutMs: number;
}

export const nameProperties = [
  'onPremisesSamAccountName',
  'onPremisesUserPrincipalName',
  'onPremisesDistinguishedName',
  'userPrincipalName',
  'mail',
] as const;
export type NameProperty = (typeof nameProperties)[number];

/** What this directory can do by itself. */
export interface BuiltInProvider extends ProviderBase {
  readonly kind: 'builtIn';
  readonly builtInType: 'EmailOTP';
}

export type IdentityProvider = OpenIdProvider | DirectoryConnection | BuiltInProvider;

/** Id of the e-mail one-time passcode among the identity providers. @see Graph, builtInIdentityProvider (same) */
export const passcodeProviderId = 'EmailOtpSignup-OAUTH';

/** The provider of a stored row. */
export function providerOf({ id, kind, settings, version }: StoredProvider): IdentityProvider {
  return { ...settings, id, kind, version } as unknown as IdentityProvider;
}

/** The settings of a provider as they are stored: without id, kind and version. */
export function settingsOf(provider: IdentityProvider): Readonly<Record<string, PropertyValue>> {
  const { id: _, kind: _kind, version: _version, ...settings } = provider;
  return settings as unknown as Readonly<Record<string, PropertyValue>>;
}

/** True for providers to which a browser is sent. */
export function isOpenId(provider: IdentityProvider): provider is OpenIdProvider {
  return provider.kind !== 'onPremises' && provider.kind !== 'builtIn';
}

const socialIssuers: Readonly<Record<SocialType, string>> = { Google: 'google.com', Microsoft: 'MicrosoftAccount' };

/** The word by which `identities` of a user name the provider. @see B2B and governance spec §1.2 */
export function identityIssuerOf(provider: OpenIdProvider): string {
  if (provider.kind === 'externalDirectory') return 'ExternalAzureAD';
  return provider.socialType === null ? provider.issuer : socialIssuers[provider.socialType];
}

/** The word by which `identities` name an account that is proved by passcodes. */
export const passcodeIssuer = 'mail';
