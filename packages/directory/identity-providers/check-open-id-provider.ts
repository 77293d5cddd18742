import { isGuid } from '@muster/kernel';
import type { Properties } from '../objects/directory-object.ts';
import { checkDomainName } from '../organization/check-domain-name.ts';
import type { ClaimNames, OpenIdProvider, SocialType } from './identity-provider.ts';
import { InputValues, invalid } from './input-values.ts';
import { providerPresets, standardClaims } from './provider-presets.ts';

const socialMembers = ['displayName', 'identityProviderType', 'clientId'];
const openIdMembers = [
  'displayName',
  'clientId',
  'issuer',
  'wellKnownEndpoint',
  'scope',
  'responseType',
  'inboundClaimMapping',
  'isExternalDirectory',
  'tenantId',
  'domains',
];

/** Most mail domains of one provider. */
export const mostDomains = 500;
const longestAddress = 2048;
/** Longest client id; longer ones are unknown among providers. */
const longestClientId = 512;

/** Graph's names of mapped claims → ours; `sub` is fixed. */
const mappedClaims: Readonly<Record<string, keyof ClaimNames>> = {
  email: 'email',
  email_verified: 'emailVerified',
  name: 'name',
  given_name: 'givenName',
  family_name: 'familyName',
};

/**
 * A consumer provider from its preset, as Graph's `socialIdentityProvider` describes it.
 *
 * @throws AppError PROPERTY_REQUIRED, PROPERTY_INVALID
 */
export function checkSocialProvider(input: Properties): OpenIdProvider {
  const values = new InputValues(input, socialMembers, 'socialIdentityProvider');
  const socialType = values.choice<SocialType>('identityProviderType', ['Google', 'Microsoft']);
  const { id, issuer, scope, domains } = providerPresets[socialType];
  return {
    id,
    kind: 'social',
    version: 1,
    socialType,
    displayName: values.textOr('displayName', 256, socialType),
    issuer,
    wellKnownEndpoint: null,
    clientId: values.text('clientId', longestClientId),
    scope,
    domains,
    claims: standardClaims,
    tenantId: null,
  };
}

/**
 * An OpenID provider, as Graph's beta `oidcIdentityProvider` describes it, with three members that Graph does not have:
 * `isExternalDirectory`, `tenantId` and `domains`.
 *
 * @throws AppError PROPERTY_REQUIRED, PROPERTY_INVALID, DOMAIN_INVALID
 * @see Graph beta, "oidcIdentityProvider resource type"
 */
export function checkOpenIdProvider(input: Properties, id: string): OpenIdProvider {
  const values = new InputValues(input, openIdMembers, 'oidcIdentityProvider');
  values.choice('responseType', ['code'], 'code');
  const kind = values.flag('isExternalDirectory', false) ? 'externalDirectory' : 'openIdConnect';
  const tenantId = values.textOr('tenantId', 36, null)?.toLowerCase() ?? null;
  if (tenantId !== null && !isGuid(tenantId)) throw invalid('tenantId', 'a GUID is expected');
  return {
    id,
    kind,
    version: 1,
    socialType: null,
    displayName: values.text('displayName', 256),
    issuer: checkAddress('issuer', values.text('issuer', longestAddress)),
    wellKnownEndpoint: values.given('wellKnownEndpoint')
      ? checkAddress('wellKnownEndpoint', values.text('wellKnownEndpoint', longestAddress))
      : null,
    clientId: values.text('clientId', longestClientId),
    scope: checkScope(values.textOr('scope', 512, 'openid email profile')),
    domains: checkDomains(values),
    claims: checkClaims(values),
    tenantId,
  };
}

/** Mail domains, each once, lower case. */
export function checkDomains(values: InputValues): readonly string[] {
  const domains = values.list('domains', mostDomains).map((domain) => {
    if (typeof domain !== 'string') throw invalid('domains', 'texts are expected');
    return checkDomainName(domain);
  });
  return [...new Set(domains)].sort();
}

/**
 * An address of a provider. It stays letter for letter as it is: an issuer is compared so.
 *
 * @see OpenID Connect Discovery 1.0 §4.3: no query and no fragment in an issuer
 */
function checkAddress(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPlain = url !== undefined && url.username === '' && url.password === '' && url.hash === '';
  if (!isPlain || /\s/.test(text)) throw invalid(name, 'an absolute https address is expected');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackName(url.hostname))) {
    throw invalid(name, 'an https address is expected; http only on a loopback address');
  }
  if (name === 'issuer' && url.search !== '') throw invalid(name, 'an issuer has no query');
  return text;
}

/** True for names and addresses of the machine itself, as they stand in a URL. */
function isLoopbackName(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

function checkScope(text: string): string {
  const scopes = text.split(' ').filter((scope) => scope !== '');
  if (!scopes.every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope)))
    throw invalid('scope', 'not a list of scopes');
  // Without refresh tokens there is nothing to lose: only the identity is wanted.
  const wanted = scopes.filter((scope) => scope !== 'offline_access' && scope !== 'openid');
  return ['openid', ...new Set(wanted)].join(' ');
}

function checkClaims(values: InputValues): ClaimNames {
  const given = values.record('inboundClaimMapping');
  const claims: Record<string, string> = { ...standardClaims };
  for (const [name, claim] of Object.entries(given)) {
    if (name.includes('@') || claim === null) continue;
    const place = `inboundClaimMapping/${name}`;
    if (typeof claim !== 'string' || !/^[\x21-\x7e]{1,128}$/.test(claim)) throw invalid(place, 'a claim is expected');
    if (name === 'sub' && claim === 'sub') continue;
    const own = mappedClaims[name];
    if (own === undefined)
      throw invalid(place, `mapped are ${Object.keys(mappedClaims).join(', ')}; the subject is sub`);
    claims[own] = claim;
  }
  return claims as unknown as ClaimNames;
}
