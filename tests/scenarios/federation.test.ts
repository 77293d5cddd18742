import {
  deleteIdentityProvider,
  getIdentityProvider,
  type IdentityProvider,
  type Properties,
  reachableAddresses,
  updateIdentityProvider,
} from '@muster/directory';
import {
  callbackPath,
  type FederationRequest,
  finishFederation,
  limitedFetch,
  newBrowserSecret,
  ProviderConfigurations,
  startFederation,
} from '@muster/sign-in';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { administrator } from './builders.ts';
import { type HostileProvider, hostileProvider } from './federation/hostile-provider.ts';
import { browse, type IndependentProvider, independentProvider } from './federation/independent-provider.ts';
import { addProvider, anOpenIdProvider, fitProvider } from './identity-providers.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

const redirectUri = 'http://127.0.0.1:9/here';
const browserSecret = newBrowserSecret();

let test: TestDirectory;
let independent: IndependentProvider;
let hostile: HostileProvider;
let second: HostileProvider;
let providers: ProviderConfigurations;
/** Ids of the providers in the directory. */
const ids: Record<'independent' | 'hostile' | 'second', string> = { independent: '', hostile: '', second: '' };

beforeAll(async () => {
  test = await testDirectory();
  [independent, hostile, second] = [
    await independentProvider(redirectUri),
    await hostileProvider(),
    await hostileProvider(),
  ];
  const add = async (provider: { issuer: string }, more: Properties = {}) =>
    (await addProvider(test.directory, anOpenIdProvider({ issuer: provider.issuer, domains: [], ...more }))).id;
  ids.independent = await add(independent, { domains: ['fabrikam.example'] });
  ids.hostile = await add(hostile, { domains: ['hostile.example'] });
  ids.second = await add(second);
  providers = freshProviders();
});
afterAll(async () => {
  await Promise.all([independent.stop(), hostile.stop(), second.stop()]);
  await test.close();
});
afterEach(() => {
  Object.assign(hostile.mischief, { metadata: {}, claims: {}, userInfo: {}, signature: 'right', answer: undefined });
  providers = freshProviders();
  test.at('2026-06-15T12:00:00Z');
});

const freshProviders = () =>
  new ProviderConfigurations(limitedFetch(reachableAddresses(['loopback'])), () => test.directory.clock());

const start = async (providerId: string, more: Partial<FederationRequest> = {}) => {
  const request = { providerId, browserSecret, redirectUri, returnTo: '/myapps?x=1', ...more };
  return new URL((await startFederation(test.directory, providers, request))!.location);
};
const finish = (providerId: string, query: string, secret: string | undefined = browserSecret) =>
  finishFederation(test.directory, providers, { providerId, query, browserSecret: secret });

/** The answer of the hostile provider to the browser, with what a test wants to differ. */
async function answered(location: URL, more: Record<string, string | undefined> = {}): Promise<string> {
  await fetch(location);
  const usual = { code: 'code', state: location.searchParams.get('state')!, iss: location.origin };
  const entries = Object.entries({ ...usual, ...more }).filter(([, value]) => value !== undefined);
  return new URLSearchParams(entries as [string, string][]).toString();
}

const attempt = async (more: Record<string, string | undefined> = {}) =>
  codeOf(finish(ids.hostile, await answered(await start(ids.hostile), more)));

describe('signing in at an independent provider', () => {
  it('tells who it was, once', async () => {
    const location = await start(ids.independent, { loginHint: 'ann' });
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      client_id: 'muster',
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email profile',
      redirect_uri: redirectUri,
    });
    const back = await browse(location.href, redirectUri);
    const { identity, returnTo } = await finish(ids.independent, back.search.slice(1));
    expect(returnTo).toBe('/myapps?x=1');
    expect(identity).toEqual({
      providerId: ids.independent,
      issuer: independent.issuer,
      subject: 'ann',
      identityIssuer: independent.issuer,
      tenantId: null,
      address: 'ann@fabrikam.example',
      isAddressVerified: true,
      displayName: 'Ann Fabrikam',
      givenName: 'Ann',
      surname: 'Fabrikam',
      acr: null,
      authenticationMethods: [],
      isConsentedAtHome: false,
    });
    expect(await codeOf(finish(ids.independent, back.search.slice(1)))).toBe('FEDERATION_UNKNOWN_STATE');
  });

  it('asks for a strong sign-in and sees that it was one', async () => {
    const location = await start(ids.independent, { loginHint: 'ann', acrValues: ['urn:example:strong'] });
    const back = await browse(location.href, redirectUri);
    const { identity } = await finish(ids.independent, back.search.slice(1));
    expect(identity.acr).toBe('urn:example:strong');
  });

  it('can be refused there', async () => {
    const location = await start(ids.independent, { loginHint: 'deny' });
    const back = await browse(location.href, redirectUri);
    expect(await codeOf(finish(ids.independent, back.search.slice(1)))).toBe('FEDERATION_DENIED');
  });

  it('sends a code only with the verifier that belongs to it', async () => {
    const first = await browse((await start(ids.independent, { loginHint: 'ann' })).href, redirectUri);
    const other = await start(ids.independent, { loginHint: 'bob' });
    const stolen = new URLSearchParams(first.search);
    stolen.set('state', other.searchParams.get('state')!);
    expect(await codeOf(finish(ids.independent, stolen.toString()))).toBe('FEDERATION_FAILED');
  });
});

describe('an answer counts only', () => {
  it('in the browser in which it was begun', async () => {
    const query = async () => answered(await start(ids.hostile));
    expect(await codeOf(finish(ids.hostile, await query()))).toBe('none');
    for (const secret of [newBrowserSecret(), '', undefined]) {
      const answer = await query();
      const call = { providerId: ids.hostile, query: answer, browserSecret: secret };
      expect(await codeOf(finishFederation(test.directory, providers, call))).toBe('FEDERATION_UNKNOWN_STATE');
      // Whoever stole it has used it up.
      expect(await codeOf(finish(ids.hostile, answer))).toBe('FEDERATION_UNKNOWN_STATE');
    }
  });

  it('with the state that was sent, and once', async () => {
    const location = await start(ids.hostile);
    const answer = await answered(location);
    expect(await codeOf(finish(ids.hostile, answer))).toBe('none');
    expect(await codeOf(finish(ids.hostile, answer))).toBe('FEDERATION_UNKNOWN_STATE');
    expect(await attempt({ state: 'guessed' })).toBe('FEDERATION_UNKNOWN_STATE');
    expect(await attempt({ state: undefined })).toBe('FEDERATION_UNKNOWN_STATE');
    const doubled = `${await answered(await start(ids.hostile))}&state=other`;
    expect(await codeOf(finish(ids.hostile, doubled))).toBe('FEDERATION_FAILED');
    const long = `${await answered(await start(ids.hostile))}&x=${'x'.repeat(8192)}`;
    expect(await codeOf(finish(ids.hostile, long))).toBe('FEDERATION_UNKNOWN_STATE');
  });

  it('within a quarter of an hour', async () => {
    const answer = await answered(await start(ids.hostile));
    test.at('2026-06-15T12:15:00Z');
    expect(await codeOf(finish(ids.hostile, answer))).toBe('FEDERATION_UNKNOWN_STATE');
    const rows = await test.query('select * from federation_attempts');
    expect(rows).toEqual([]);
  });

  it('from the provider that was asked: no mix-up', async () => {
    // The browser was sent to the second provider, which sends it to the callback of the first, or the other way round.
    const location = await start(ids.second);
    expect(await codeOf(finish(ids.hostile, await answered(location)))).toBe('FEDERATION_UNKNOWN_STATE');
    expect(await attempt({ iss: second.issuer })).toBe('FEDERATION_FAILED');
    expect(await attempt({ iss: undefined })).toBe('FEDERATION_FAILED');
    expect(second.tokenRequests).toEqual([]);
    expect(callbackPath(ids.hostile)).not.toBe(callbackPath(ids.second));
  });

  it('with the secrets of one sign-in nowhere in the clear', async () => {
    const location = await start(ids.hostile);
    const stored = JSON.stringify(await test.query('select * from federation_attempts'));
    expect(stored).not.toContain(location.searchParams.get('state')!);
    expect(stored).not.toContain(browserSecret);
  });
});

describe('an ID token is refused', () => {
  const now = () => Math.floor((performance.timeOrigin + performance.now()) / 1000);
  it.each([
    ['without a signature', { signature: 'none' }],
    ['signed with the public key as a shared secret', { signature: 'HS256 with the public key' }],
    ['signed with the client secret', { signature: 'HS256 with the secret' }],
    ['signed with another key', { signature: 'another key' }],
    ['of another client', { claims: { aud: 'payroll' } }],
    ['of another client beside ours', { claims: { aud: ['muster', 'payroll'], azp: 'payroll' } }],
    ['of another issuer', { claims: { iss: 'https://login.fabrikam.example' } }],
    ['with another nonce', { claims: { nonce: 'other' } }],
    ['without a nonce', { claims: { nonce: undefined } }],
    ['without a subject', { claims: { sub: undefined } }],
    ['with a subject that is too long', { claims: { sub: 'x'.repeat(256) } }],
    ['that has ended', { claims: { exp: now() - 120, iat: now() - 600 } }],
    ['that is not valid yet', { claims: { nbf: now() + 600 } }],
  ])('%s', async (_name, mischief) => {
    Object.assign(hostile.mischief, mischief);
    expect(await attempt()).toBe('FEDERATION_FAILED');
    Object.assign(hostile.mischief, { claims: {}, signature: 'right' });
    expect(await attempt()).toBe('none');
  });

  it('without the acr that was asked for', async () => {
    const strong = async () => answered(await start(ids.hostile, { acrValues: ['urn:example:strong'] }));
    expect(await codeOf(finish(ids.hostile, await strong()))).toBe('FEDERATION_FAILED');
    hostile.mischief.claims = { acr: 'urn:example:weak' };
    expect(await codeOf(finish(ids.hostile, await strong()))).toBe('FEDERATION_FAILED');
    hostile.mischief.claims = { acr: 'urn:example:strong', amr: ['otp', 7] };
    const { identity } = await finish(ids.hostile, await strong());
    expect(identity.authenticationMethods).toEqual(['otp']);
  });

  it('without it, whatever is said beside the token: how somebody signed in is the token’s to say', async () => {
    hostile.mischief.metadata = { userinfo_endpoint: `${hostile.issuer}/userinfo` };
    hostile.mischief.claims = { email: undefined };
    hostile.mischief.userInfo = { email: 'ann@hostile.example', acr: 'urn:example:strong', amr: ['mfa'] };
    const asked = async (more: Partial<FederationRequest> = {}) => answered(await start(ids.hostile, more));
    const { identity } = await finish(ids.hostile, await asked());
    expect([identity.address, identity.acr, identity.authenticationMethods]).toEqual(['ann@hostile.example', null, []]);
    const strong = await asked({ acrValues: ['urn:example:strong'] });
    expect(await codeOf(finish(ids.hostile, strong))).toBe('FEDERATION_FAILED');
  });

  it('of another directory than the one that is set', async () => {
    const tenantId = '11111111-2222-4333-8444-555555555555';
    const change = (patch: Properties) =>
      updateIdentityProvider(test.directory, administrator, ids.hostile, patch, undefined, fitProvider);
    await change({ isExternalDirectory: true, tenantId });
    expect(await attempt()).toBe('FEDERATION_FAILED');
    hostile.mischief.claims = { tid: '99999999-2222-4333-8444-555555555555' };
    expect(await attempt()).toBe('FEDERATION_FAILED');
    hostile.mischief.claims = { tid: tenantId.toUpperCase() };
    const { identity } = await finish(ids.hostile, await answered(await start(ids.hostile)));
    expect([identity.tenantId, identity.identityIssuer]).toEqual([tenantId, 'ExternalAzureAD']);
    await change({ tenantId: null });
    const unset = await finish(ids.hostile, await answered(await start(ids.hostile)));
    expect([unset.identity.tenantId, unset.identity.identityIssuer]).toEqual([null, 'ExternalAzureAD']);
    await change({ isExternalDirectory: false });
  });

  it('and the log has the reason without the token', async () => {
    hostile.mischief.claims = { aud: 'payroll' };
    const problem = await finish(ids.hostile, await answered(await start(ids.hostile))).catch((each: unknown) => each);
    const { message, cause } = problem as Error & { cause: Error };
    expect(message).toBe('signing in at `Fabrikam` did not succeed');
    expect(cause.message).toContain('aud');
    expect(JSON.stringify([cause.message, Object.values(cause), cause.cause ?? null])).not.toMatch(/ann@|eyJ/);
  });
});

describe('an address', () => {
  const told = async (claims: Record<string, unknown>) => {
    hostile.mischief.claims = claims;
    const { identity } = await finish(ids.hostile, await answered(await start(ids.hostile)));
    return [identity.address, identity.isAddressVerified];
  };

  it('is believed of the domains of the provider only, whatever it says of others', async () => {
    expect(await told({ email: 'ann@fabrikam.example' })).toEqual(['ann@fabrikam.example', false]);
    expect(await told({ email: 'admin@contoso.com' })).toEqual(['admin@contoso.com', false]);
    expect(await told({ email: 'ann@hostile.example' })).toEqual(['ann@hostile.example', true]);
    expect(await told({ email: 'ann@HOSTILE.example', email_verified: 'true' })).toEqual(['ann@HOSTILE.example', true]);
    expect(await told({ email: 'ann@sub.hostile.example' })).toEqual(['ann@sub.hostile.example', false]);
  });

  it('is not verified unless the provider says so', async () => {
    for (const email_verified of [false, 'false', undefined, 1, null, 'yes']) {
      expect(await told({ email: 'ann@hostile.example', email_verified })).toEqual(['ann@hostile.example', false]);
    }
  });

  it('is none when it is no address', async () => {
    for (const email of ['ann', 'ann@x@hostile.example', 'a b@hostile.example', 'a\r\n@hostile.example', 7, '']) {
      expect(await told({ email })).toEqual([null, false]);
    }
  });
});

describe('where a browser goes', () => {
  it.each([
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/a\\b',
    '/\t/evil.example',
    '/ /evil.example',
    'javascript:alert(1)',
    'evil.example',
    '',
    '/x\r\nLocation: https://evil.example',
    `/${'x'.repeat(4096)}`,
  ])('is never %j', async (returnTo) => {
    expect(await codeOf(start(ids.hostile, { returnTo }))).toBe('FEDERATION_RETURN_ADDRESS');
  });

  it('is a path of this server', async () => {
    for (const returnTo of ['/', '/myapps', '/a?b=https://evil.example#c', '/a//b']) {
      expect(await codeOf(start(ids.hostile, { returnTo }))).toBe('none');
    }
  });
});

describe('metadata', () => {
  const reason = (issuer = hostile.issuer, address: string | null = null) =>
    freshProviders().checkIssuer(issuer, address);

  it('is fit when everything is there', async () => {
    expect(await reason()).toBeUndefined();
    expect(await reason(independent.issuer)).toBeUndefined();
    expect(await reason(hostile.issuer, `${hostile.issuer}/.well-known/openid-configuration`)).toBeUndefined();
  });

  it.each([
    ['of another issuer', { issuer: 'https://login.fabrikam.example' }, /another issuer/],
    ['without keys', { jwks_uri: undefined }, /lacks/],
    ['with a script as address', { authorization_endpoint: 'javascript:alert(1)' }, /https/],
    ['without codes', { response_types_supported: ['id_token'] }, /codes/],
    ['with shared secrets only', { id_token_signing_alg_values_supported: ['HS256', 'none'] }, /algorithm/],
  ])('%s is refused', async (_name, metadata, words) => {
    hostile.mischief.metadata = metadata;
    expect(await reason()).toMatch(words);
    expect(await codeOf(start(ids.hostile))).toBe('FEDERATION_PROVIDER_UNAVAILABLE');
  });

  it('is read without following redirects, and up to a limit', async () => {
    const location = `${independent.issuer}/.well-known/openid-configuration`;
    hostile.mischief.answer = { status: 302, headers: { location }, body: '' };
    expect(await reason()).toMatch(/cannot be read/);
    hostile.mischief.answer = { status: 200, body: `{"x":"${'x'.repeat(1024 * 1024)}"}` };
    expect(await reason()).toMatch(/cannot be read/);
    hostile.mischief.answer = { status: 200, body: '<html>' };
    expect(await reason()).toMatch(/cannot be read/);
    expect(await reason('http://127.0.0.1:1')).toMatch(/cannot be read/);
  });

  it('is not asked for at private addresses unless the operator allows it', async () => {
    const strict = new ProviderConfigurations(limitedFetch(reachableAddresses([])), () => test.directory.clock());
    const before = hostile.reads.metadata;
    const addresses = [hostile.issuer, hostile.issuer.replace('127.0.0.1', 'localhost'), 'https://169.254.169.254'];
    for (const issuer of addresses) expect(await strict.checkIssuer(issuer, null)).toMatch(/cannot be read/);
    expect(hostile.reads.metadata).toBe(before);
  });

  it('is kept for an hour, and read again when the provider was changed', async () => {
    const before = hostile.reads.metadata;
    await attempt();
    await attempt();
    expect(hostile.reads.metadata).toBe(before + 1);
    const patch = { displayName: 'Fabrikam' };
    await updateIdentityProvider(test.directory, administrator, ids.hostile, patch, undefined, fitProvider);
    await attempt();
    expect(hostile.reads.metadata).toBe(before + 2);
    test.at('2026-06-15T13:00:01Z');
    await attempt();
    expect(hostile.reads.metadata).toBe(before + 3);
  });

  it('of a provider that is gone is not used', async () => {
    const { id } = await addProvider(test.directory, anOpenIdProvider({ issuer: second.issuer, domains: [] }));
    const location = await start(id);
    await deleteIdentityProvider(test.directory, administrator, id);
    expect(await codeOf(finish(id, await answered(location)))).toBe('FEDERATION_UNKNOWN_STATE');
    const request = { providerId: id, browserSecret, redirectUri, returnTo: '/' };
    expect(await startFederation(test.directory, providers, request)).toBeUndefined();
    const left: IdentityProvider = await getIdentityProvider(test.directory, administrator, ids.second);
    expect(left.id).toBe(ids.second);
  });
});
