import type { ClaimNames, SocialType } from './identity-provider.ts';

/** What is known of a consumer provider, so that an administrator gives only client id and secret. */
export interface ProviderPreset {
  readonly id: string;
  readonly issuer: string;
  readonly scope: string;
  /** Mail domains that belong to the provider itself. */
  readonly domains: readonly string[];
}

/** What standard claims are called. @see OpenID Connect Core 1.0 §5.1 */
export const standardClaims: ClaimNames = {
  email: 'email',
  emailVerified: 'email_verified',
  name: 'name',
  givenName: 'given_name',
  familyName: 'family_name',
};

/**
 * The consumer providers that need no address.
 *
 * @see "Google Identity: OpenID Connect" (issuer); "Microsoft identity platform: OpenID Connect" (the issuer of consumer
 * accounts names a fixed directory)
 */
export const providerPresets: Readonly<Record<SocialType, ProviderPreset>> = {
  Google: {
    id: 'Google-OAUTH',
    issuer: 'https://accounts.google.com',
    scope: 'openid email profile',
    domains: ['gmail.com', 'googlemail.com'],
  },
  Microsoft: {
    id: 'MSASignup-OAUTH',
    issuer: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
    scope: 'openid email profile',
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com', 'passport.com'],
  },
};
