import type { Loss } from '../losses.ts';

export type ProviderKind = 'openId' | 'google' | 'microsoft' | 'onPremises' | 'passcode';

/** An identity provider as the API gives it; which members there are depends on its type. */
export interface Provider {
  readonly '@odata.type': string;
  readonly id: string;
  readonly displayName: string | null;
  readonly identityProviderType?: string;
  readonly issuer?: string;
  readonly isExternalDirectory?: boolean;
  readonly tenantId?: string | null;
  readonly domains?: readonly string[];
  readonly inboundClaimMapping?: Readonly<Record<string, string | null>> | null;
  readonly url?: string;
  readonly bindPattern?: string | null;
}

type Values = Readonly<Record<string, unknown>>;

/** What a body of the API says it is about. */
const types: Readonly<Record<ProviderKind, string>> = {
  openId: '#microsoft.graph.oidcIdentityProvider',
  google: '#microsoft.graph.socialIdentityProvider',
  microsoft: '#microsoft.graph.socialIdentityProvider',
  onPremises: '#muster.directoryConnection',
  passcode: '#microsoft.graph.builtInIdentityProvider',
};

const socialTypes = { google: 'Google', microsoft: 'Microsoft' } as const;

/** Ids that the API gives to the providers of which there is one. */
export const singleIds = {
  google: 'Google-OAUTH',
  microsoft: 'MSASignup-OAUTH',
  passcode: 'EmailOtpSignup-OAUTH',
} as const;

export function kindOf(provider: Provider): ProviderKind {
  if (provider['@odata.type'] === types.onPremises) return 'onPremises';
  if (provider['@odata.type'] === types.passcode) return 'passcode';
  if (provider['@odata.type'] === types.openId) return 'openId';
  return provider.identityProviderType === 'Google' ? 'google' : 'microsoft';
}

/** Claims that can be mapped, by their names in the API. */
export const mappedClaims = ['email', 'email_verified', 'name', 'given_name', 'family_name'] as const;

/** What the form shows: claims as fields of their own, secrets empty, `find` for how an account is found. */
export function formValuesOf(provider: Provider): Values {
  const { inboundClaimMapping, bindPattern, ...rest } = provider;
  const claims = mappedClaims.map((name) => [`claim_${name}`, inboundClaimMapping?.[name] ?? null]);
  const isFound = kindOf(provider) === 'onPremises';
  return {
    ...rest,
    ...Object.fromEntries(claims),
    ...(isFound ? { bindPattern, find: bindPattern ? 'pattern' : 'search' } : {}),
    bindSecret: null,
    clientSecret: null,
  };
}

const bySearch = ['searchBase', 'searchFilter', 'bindName'];

/**
 * The body that makes or changes a provider.
 *
 * @param changed members of the form
 * @param before undefined for a provider that is to be made
 */
export function providerBodyOf(kind: ProviderKind, changed: Values, before: Provider | undefined): Values {
  const body: Record<string, unknown> = before === undefined ? { '@odata.type': types[kind] } : {};
  if (before === undefined && (kind === 'google' || kind === 'microsoft'))
    body.identityProviderType = socialTypes[kind];
  const claims: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(changed)) {
    if (name.startsWith('claim_')) claims[name.slice('claim_'.length)] = value;
    else if (name === 'clientSecret' && kind === 'openId') body.clientAuthentication = secretOf(value);
    else if (name !== 'find') body[name] = value;
  }
  if (Object.keys(claims).length > 0) {
    body.inboundClaimMapping = { ...before?.inboundClaimMapping, ...claims };
  }
  if (before !== undefined && 'find' in changed) {
    const absent = changed.find === 'pattern' ? bySearch : ['bindPattern'];
    for (const name of absent) body[name] = null;
  }
  return body;
}

const secretOf = (clientSecret: unknown) => ({
  '@odata.type': '#microsoft.graph.oidcClientSecretAuthentication',
  clientSecret,
});

/** Who could no longer sign in without the provider, as far as the API can tell: `areAtMost` when others are counted with them. */
export function peopleOf(provider: Provider): Loss<'signInNot'> & { readonly areAtMost: boolean } {
  const kind = kindOf(provider);
  const of = (source: string) => `identitySource eq '${source}'`;
  const one = (filter: string, areAtMost = false) =>
    ({ kind: 'signInNot', plus: [filter], minus: [], areAtMost }) as const;
  if (kind === 'google') return one(of('Google'));
  if (kind === 'microsoft') return one(of('Microsoft account'));
  if (kind === 'passcode') return one(of('Email one-time passcode'));
  if (kind === 'onPremises') return one('onPremisesSyncEnabled eq true', true);
  if (provider.isExternalDirectory === true) return one(of('External Microsoft Entra ID'), true);
  const issuer = (provider.issuer ?? '').replaceAll("'", "''");
  return one(`identities/any(i:i/issuer eq '${issuer}')`);
}

/** Where the provider sends the browser back to: registered there before anybody can sign in. */
export function redirectUriOf(root: string, tenantId: string, providerId: string): string {
  return `${root}${tenantId}/federation/${providerId}/callback`;
}
