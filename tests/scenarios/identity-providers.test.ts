import {
  addDomain,
  createIdentityProvider,
  deleteIdentityProvider,
  deleteUser,
  getIdentityProvider,
  linkedUserId,
  listIdentityProviders,
  operatorCaller,
  type Properties,
  type ProviderProbe,
  passcodeAccount,
  passcodeProviderId,
  providerFor,
  purgeDeletedItem,
  updateDefaultAccess,
  updateIdentityProvider,
} from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, aUser } from './builders.ts';
import { aConnection, addProvider, anOpenIdProvider, aSocialProvider, fitProvider } from './identity-providers.ts';
import { linkTo } from './linked-people.ts';
import { changesAfter, codeOf, logHead, refusal } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

const update = (id: string, patch: Properties, secret?: string, probe: ProviderProbe = fitProvider) =>
  updateIdentityProvider(test.directory, administrator, id, patch, secret, probe);
const remove = (id: string) => deleteIdentityProvider(test.directory, administrator, id);
const secretOf = (id: string) => test.directory.store.read((session) => session.identities.providerSecret(id));

describe('identity providers', () => {
  it('begin with the passcode, which can be switched off and on', async () => {
    const list = async () => (await listIdentityProviders(test.directory, administrator)).map(({ id }) => id);
    expect(await list()).toEqual([passcodeProviderId]);
    await remove(passcodeProviderId);
    expect(await list()).toEqual([]);
    expect(await codeOf(remove(passcodeProviderId))).toBe('RESOURCE_NOT_FOUND');
    const again = { type: 'builtIn', properties: { identityProviderType: 'EmailOTP' }, secret: null } as const;
    await addProvider(test.directory, again);
    expect(await list()).toEqual([passcodeProviderId]);
    expect(await codeOf(addProvider(test.directory, again))).toBe('PROVIDER_EXISTS');
    const other = { ...again, properties: { identityProviderType: 'Facebook' } };
    expect(await codeOf(addProvider(test.directory, other))).toBe('PROPERTY_INVALID');
  });

  it('are kept with their secrets apart, and no secret comes into the log', async () => {
    const place = await logHead(test);
    const { id } = await addProvider(test.directory, anOpenIdProvider());
    await update(id, { displayName: 'Fabrikam Ltd' });
    expect(await secretOf(id)).toBe('fabrikam-secret');
    await update(id, {}, 'another-secret');
    expect(await secretOf(id)).toBe('another-secret');
    const provider = await getIdentityProvider(test.directory, administrator, id.toUpperCase());
    expect(provider).toMatchObject({ displayName: 'Fabrikam Ltd', version: 3, scope: 'openid email profile' });
    const logged = JSON.stringify([provider, await changesAfter(test.directory, place)]);
    expect(logged).toContain('Fabrikam Ltd');
    expect(logged).not.toMatch(/fabrikam-secret|another-secret/);
    await remove(id);
    expect(await secretOf(id)).toBeUndefined();
  });

  it('do not send a secret to a new address unless it is given again', async () => {
    const { id } = await addProvider(test.directory, anOpenIdProvider());
    const elsewhere = { issuer: 'https://collector.example' };
    expect(await refusal(test, () => update(id, elsewhere))).toBe('PROPERTY_REQUIRED');
    expect(await refusal(test, () => update(id, { wellKnownEndpoint: 'https://collector.example/c' }))).toBe(
      'PROPERTY_REQUIRED',
    );
    await update(id, elsewhere, 'given-again');
    await update(id, { isExternalDirectory: true });
    const after = { ...elsewhere, kind: 'externalDirectory' };
    expect(await getIdentityProvider(test.directory, administrator, id)).toMatchObject(after);
    await remove(id);
    const search = { bindPattern: null, searchBase: 'dc=x', searchFilter: '(uid={name})', bindName: 'cn=r,dc=x' };
    const input = { ...aConnection(search), secret: 'reader-secret' };
    const connection = await addProvider(test.directory, input);
    expect(await refusal(test, () => update(connection.id, { url: 'ldaps://collector.example' }))).toBe(
      'PROPERTY_REQUIRED',
    );
    expect(await refusal(test, () => update(connection.id, { certificateAuthorities: null, startTls: true }))).toBe(
      'PROPERTY_INVALID',
    );
    await remove(connection.id);
  });

  it('are refused when their metadata is not fit, and probed again only where something moves', async () => {
    const asked: string[] = [];
    const probe = (reason: string | undefined): ProviderProbe => ({
      checkIssuer: async (issuer) => {
        asked.push(issuer);
        return reason;
      },
    });
    const input = anOpenIdProvider();
    const create = (reason?: string) => createIdentityProvider(test.directory, administrator, input, probe(reason));
    expect(await refusal(test, () => create('its metadata cannot be read'))).toBe('PROVIDER_UNREACHABLE');
    const { id } = await create();
    await update(id, { displayName: 'x' }, undefined, probe('not asked'));
    expect(asked).toHaveLength(2);
    await remove(id);
  });

  const refused: readonly (readonly [string, Properties, string])[] = [
    ['http', { issuer: 'http://login.fabrikam.example' }, 'PROPERTY_INVALID'],
    ['another protocol', { issuer: 'file:///etc/passwd' }, 'PROPERTY_INVALID'],
    ['user and password', { issuer: 'https://a:b@login.fabrikam.example' }, 'PROPERTY_INVALID'],
    ['a query', { issuer: 'https://login.fabrikam.example?a=b' }, 'PROPERTY_INVALID'],
    ['a line end', { issuer: 'https://login.fabrikam.example/\r\nx' }, 'PROPERTY_INVALID'],
    ['a long one', { issuer: `https://login.fabrikam.example/${'x'.repeat(2048)}` }, 'PROPERTY_INVALID'],
    ['no issuer', { issuer: null }, 'PROPERTY_REQUIRED'],
    ['implicit flow', { responseType: 'id_token' }, 'PROPERTY_INVALID'],
    ['another subject', { inboundClaimMapping: { sub: 'email' } }, 'PROPERTY_INVALID'],
    ['no domain name', { domains: ['fabrikam'] }, 'DOMAIN_INVALID'],
    ['our own domain', { domains: ['contoso.com'] }, 'PROVIDER_DOMAIN_TAKEN'],
    ['an unknown member', { isAdmin: true }, 'PROPERTY_INVALID'],
    ['a tenant that is none', { tenantId: 'fabrikam' }, 'PROPERTY_INVALID'],
  ];
  it.each(refused)('refuse %s', async (_name, more, code) => {
    expect(await refusal(test, () => addProvider(test.directory, anOpenIdProvider(more)))).toBe(code);
  });

  const refusedConnections: readonly (readonly [string, Properties])[] = [
    ['no encryption', { url: 'ldap://dc.contoso.example' }],
    ['both encryptions', { startTls: true }],
    ['a path', { url: 'ldaps://dc.contoso.example/dc=x' }],
    ['a pattern without a name', { bindPattern: 'cn=admin,dc=x' }],
    ['a pattern that could be a mechanism', { bindPattern: 'PLAIN{name}' }],
    ['neither pattern nor search', { bindPattern: null }],
    [
      'a filter that closes too early',
      { bindPattern: null, searchFilter: '(a={name}))(b=*)', searchBase: 'x', bindName: 'cn=x' },
    ],
    ['authorities that are none', { certificateAuthorities: 'x' }],
    ['an endless wait', { timeoutInMilliseconds: 1e9 }],
  ];
  it.each(refusedConnections)('refuse a directory on premises with %s', async (_name, more) => {
    expect(await refusal(test, () => addProvider(test.directory, aConnection(more)))).toBe('PROPERTY_INVALID');
  });

  it('need their secrets, and take none that they have no use for', async () => {
    const code = (input: object) => codeOf(addProvider(test.directory, input as never));
    expect(await code({ ...anOpenIdProvider(), secret: null })).toBe('PROPERTY_REQUIRED');
    expect(await code({ ...aSocialProvider('Google'), secret: '' })).toBe('PROPERTY_REQUIRED');
    expect(await code({ ...aConnection(), secret: 'x' })).toBe('PROPERTY_INVALID');
  });

  it('own a mail domain alone', async () => {
    const first = await addProvider(test.directory, anOpenIdProvider());
    expect(await codeOf(addProvider(test.directory, anOpenIdProvider({ domains: ['FABRIKAM.example'] })))).toBe(
      'PROVIDER_DOMAIN_TAKEN',
    );
    const second = await addProvider(test.directory, anOpenIdProvider({ domains: [] }));
    expect(await codeOf(update(second.id, { domains: ['fabrikam.example'] }))).toBe('PROVIDER_DOMAIN_TAKEN');
    const google = await addProvider(test.directory, aSocialProvider('Google'));
    expect(await codeOf(addProvider(test.directory, aSocialProvider('Google')))).toBe('PROVIDER_EXISTS');
    expect(await codeOf(update(second.id, { domains: ['gmail.com'] }))).toBe('PROVIDER_DOMAIN_TAKEN');
    for (const { id } of [first, second, google]) await remove(id);
  });

  it('stand for another directory alone', async () => {
    const tenantId = newObjectId();
    const [first, second] = [{ tenantId, domains: [] }, { domains: [] }];
    const kept = await addProvider(test.directory, anOpenIdProvider(first));
    expect(await codeOf(addProvider(test.directory, anOpenIdProvider(first)))).toBe('PROPERTY_INVALID');
    const other = await addProvider(test.directory, anOpenIdProvider(second));
    expect(await codeOf(update(other.id, { tenantId: tenantId.toUpperCase() }))).toBe('PROPERTY_INVALID');
    await update(kept.id, { tenantId });
    for (const { id } of [kept, other]) await remove(id);
  });

  it('of several that are added at once for one domain, one is kept', async () => {
    const add = () => codeOf(addProvider(test.directory, anOpenIdProvider()));
    expect((await Promise.all([add(), add(), add()])).sort()).toEqual([
      'PROVIDER_DOMAIN_TAKEN',
      'PROVIDER_DOMAIN_TAKEN',
      'none',
    ]);
    await test.query('delete from identity_providers');
  });

  it('are 200 at most', async () => {
    const rows = Array.from({ length: 199 }, (_, i) => `('p${i}', 'openIdConnect', '{"domains": []}', 1, now())`);
    await test.query(`insert into identity_providers (id, kind, settings, version, created_at) values ${rows}`);
    expect(await codeOf(addProvider(test.directory, anOpenIdProvider()))).toBe('TOO_MANY_PROVIDERS');
    await test.query('delete from identity_providers');
  });
});

describe('the provider for an address', () => {
  const chosen = async (address: string) => {
    const choice = await providerFor(test.directory, address);
    return 'provider' in choice ? choice.provider.displayName : choice.kind;
  };
  const order = (steps: readonly string[], fallbackIdentityProvider: string) =>
    updateDefaultAccess(test.directory, administrator, {
      invitationRedemptionIdentityProviderConfiguration: {
        primaryIdentityProviderPrecedenceOrder: steps,
        fallbackIdentityProvider,
      },
    });

  it('follows the domain, then the fallback', async () => {
    await addProvider(test.directory, anOpenIdProvider({ displayName: 'Directory', isExternalDirectory: true }));
    await addProvider(test.directory, anOpenIdProvider({ displayName: 'Partner', domains: ['partner.example'] }));
    await addProvider(test.directory, aSocialProvider('Google'));
    await addDomain(test.directory, operatorCaller, 'contoso.example');
    expect(await codeOf(addDomain(test.directory, operatorCaller, 'fabrikam.example'))).toBe('PROVIDER_DOMAIN_TAKEN');
    expect(await chosen('Ann@Fabrikam.EXAMPLE')).toBe('Directory');
    expect(await chosen('ann@partner.example')).toBe('Partner');
    expect(await chosen('ann@gmail.com')).toBe('Google');
    expect(await chosen('ann@sub.partner.example')).toBe('Email one-time passcode');
    expect(await chosen('ann@elsewhere.example')).toBe('Email one-time passcode');
    expect(await chosen('ann@contoso.com')).toBe('own');
    expect(await chosen('ann@contoso.example')).toBe('own');
    expect(await chosen('"ann@gmail.com"@partner.example')).toBe('Partner');
    expect([await chosen('ann'), await chosen('@x'), await chosen('ann@')]).toEqual(['none', 'none', 'none']);
  });

  it('leaves out what the order leaves out, and takes the fallback that is set', async () => {
    await order(['externalFederation'], 'microsoftAccount');
    expect(await chosen('ann@fabrikam.example')).toBe('none');
    expect(await chosen('ann@partner.example')).toBe('Partner');
    await addProvider(test.directory, aSocialProvider('Microsoft'));
    expect(await chosen('ann@elsewhere.example')).toBe('Microsoft');
    await order(['azureActiveDirectory', 'socialIdentityProviders'], 'emailOneTimePasscode');
    expect(await chosen('ann@fabrikam.example')).toBe('Directory');
    expect(await chosen('ann@outlook.com')).toBe('Microsoft');
    expect(await chosen('ann@elsewhere.example')).toBe('Email one-time passcode');
    await remove(passcodeProviderId);
    expect(await chosen('ann@elsewhere.example')).toBe('none');
    await order(['azureActiveDirectory'], 'defaultConfiguredIdp');
    expect(await chosen('ann@elsewhere.example')).toBe('Microsoft');
  });
});

describe('an account elsewhere', () => {
  const account = { issuer: 'https://login.fabrikam.example', subject: 'Ann' };
  const found = (other: object = {}) =>
    test.directory.store.read((session) => linkedUserId(session, { ...account, ...other }));

  it('finds its user by issuer and subject, letter for letter, and by nothing else', async () => {
    const user = await aUser(test.directory, { mail: 'ann@fabrikam.example' });
    await linkTo(test.directory, user, account);
    expect(await found()).toBe(user.id);
    const others = [{ subject: 'ann' }, { subject: 'ann@fabrikam.example' }, { issuer: `${account.issuer}/` }];
    for (const other of others) expect(await found(other)).toBeUndefined();
    const second = await aUser(test.directory, { mail: 'ann@fabrikam.example' });
    expect(await codeOf(linkTo(test.directory, second, account))).toBe('IDENTITY_TAKEN');
    expect(await found()).toBe(user.id);
  });

  it('can be an address that passcodes prove, in any case', async () => {
    const user = await aUser(test.directory);
    await linkTo(test.directory, user, passcodeAccount('Ann@Fabrikam.example'));
    const find = (address: string) =>
      test.directory.store.read((session) => linkedUserId(session, passcodeAccount(address)));
    expect([await find('ann@FABRIKAM.example'), await find('bob@fabrikam.example')]).toEqual([user.id, undefined]);
  });

  it('is free again when the user is linked to another one, or gone for good', async () => {
    const user = await aUser(test.directory);
    await linkTo(test.directory, user, { ...account, subject: 'Bob' });
    await linkTo(test.directory, user, { ...account, subject: 'Carol' });
    expect([await found({ subject: 'Bob' }), await found({ subject: 'Carol' })]).toEqual([undefined, user.id]);
    await deleteUser(test.directory, administrator, user.id);
    await purgeDeletedItem(test.directory, administrator, user.id);
    expect(await found({ subject: 'Carol' })).toBeUndefined();
    expect(await found({ subject: newObjectId() })).toBeUndefined();
  });
});
