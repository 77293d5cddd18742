import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostileProvider, hostileProvider } from '../scenarios/federation/hostile-provider.ts';
import { type Json, refusal } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let partner: HostileProvider;
beforeAll(async () => {
  [muster, partner] = await Promise.all([startServer({ demo: true, providerNetworks: 'loopback' }), hostileProvider()]);
});
afterAll(async () => {
  await partner.stop();
  await muster.stop();
});

const path = '/identity/identityProviders';
const policy = '/policies/crossTenantAccessPolicy';
const google = {
  '@odata.type': 'microsoft.graph.socialIdentityProvider',
  displayName: 'Login with Google',
  identityProviderType: 'Google',
  clientId: 'muster-at-google',
  clientSecret: 'google-knows-this',
};
const fabrikam = () => ({
  '@odata.type': '#microsoft.graph.oidcIdentityProvider',
  displayName: 'Fabrikam',
  issuer: partner.issuer,
  clientId: 'muster',
  responseType: 'code',
  inboundClaimMapping: { sub: 'sub', email: 'mail', email_verified: 'mail_ok' },
  clientAuthentication: {
    '@odata.type': '#microsoft.graph.oidcClientSecretAuthentication',
    clientSecret: 'fabrikam-knows-this',
  },
  isExternalDirectory: true,
  domains: ['fabrikam.example'],
});

describe('identity providers over HTTP', () => {
  it('are added, listed with their types, changed and removed; no answer has a secret', async () => {
    const everySecret = /knows-this/;
    // Only addresses that Muster can reach are taken, and a preset's are the provider's own.
    const added = await muster.call('POST', `/v1.0${path}`, fabrikam());
    expect(added.status).toBe(201);
    expect(added.headers.get('location')).toBe(`${muster.url}/v1.0${path}/${added.body.id}`);
    expect(added.body).toMatchObject({
      '@odata.context': `${muster.url}/v1.0/$metadata#identity/identityProviders/$entity`,
      '@odata.type': '#microsoft.graph.oidcIdentityProvider',
      displayName: 'Fabrikam',
      scope: 'openid email profile',
      inboundClaimMapping: { sub: 'sub', email: 'mail', email_verified: 'mail_ok', name: 'name' },
      clientAuthentication: { clientSecret: '****' },
      isExternalDirectory: true,
      domains: ['fabrikam.example'],
    });
    const connection: Json = await muster.graph.api(path).post({
      '@odata.type': '#muster.directoryConnection',
      displayName: 'Plant',
      url: 'ldaps://dc.plant.example',
      searchBase: 'dc=plant,dc=example',
      searchFilter: '(sAMAccountName={name})',
      bindName: 'cn=reader,dc=plant,dc=example',
      bindSecret: 'plant-knows-this',
    });
    expect(connection).toMatchObject({ bindSecret: '****', nameProperty: 'onPremisesSamAccountName' });
    const listed: Json = await muster.graph.api(path).get();
    expect(listed.value.map((each: Json) => each['@odata.type']).sort()).toEqual([
      '#microsoft.graph.builtInIdentityProvider',
      '#microsoft.graph.oidcIdentityProvider',
      '#muster.directoryConnection',
    ]);
    // What a read shows in place of the secret can be sent back.
    const patch = { displayName: 'Fabrikam Ltd', clientAuthentication: added.body.clientAuthentication };
    expect((await muster.call('PATCH', `/v1.0${path}/${added.body.id}`, patch)).status).toBe(204);
    const one: Json = await muster.graph.api(`${path}/${added.body.id}?$select=displayName`).get();
    expect(one.displayName).toBe('Fabrikam Ltd');
    expect(JSON.stringify([added, connection, listed, one])).not.toMatch(everySecret);
    for (const { id } of [added.body, connection]) await muster.graph.api(`${path}/${id}`).delete();
    expect((await refusal(muster.graph.api(`${path}/${added.body.id}`).get())).status).toBe(404);
  });

  it('name the types that can be added', async () => {
    const types: Json = await muster.graph.api(`${path}/availableProviderTypes`).get();
    expect(types.value).toEqual(['EmailOTP', 'Google', 'Microsoft']);
  });

  it('switch the passcode off and on', async () => {
    const builtIn = `${path}/EmailOtpSignup-OAUTH`;
    expect(await muster.graph.api(builtIn).get()).toMatchObject({ identityProviderType: 'EmailOTP' });
    await muster.graph.api(builtIn).delete();
    expect((await refusal(muster.graph.api(builtIn).get())).status).toBe(404);
    const type = { '@odata.type': 'microsoft.graph.builtInIdentityProvider', identityProviderType: 'EmailOTP' };
    expect(await muster.graph.api(path).post(type)).toMatchObject({ id: 'EmailOtpSignup-OAUTH' });
  });

  it.each([
    ['no type', () => ({ ...fabrikam(), '@odata.type': undefined }), 400],
    ['an unknown type', () => ({ ...google, '@odata.type': 'microsoft.graph.samlProvider' }), 400],
    ['another preset', () => ({ ...google, identityProviderType: 'Facebook' }), 400],
    ['no secret', () => ({ ...google, clientSecret: undefined }), 400],
    ['an id', () => ({ ...google, id: 'x' }), 400],
    ['a private key', () => ({ ...fabrikam(), clientAuthentication: { '@odata.type': 'x' } }), 400],
    ['a secret that is none', () => ({ ...google, clientSecret: 7 }), 400],
    ['two secrets', () => ({ ...fabrikam(), clientSecret: 'x' }), 400],
    ['an address that nobody may ask', () => ({ ...fabrikam(), issuer: 'https://10.0.0.1' }), 400],
    ['an address with other metadata', () => ({ ...fabrikam(), issuer: `${partner.issuer}/` }), 400],
    ['an unknown member', () => ({ ...fabrikam(), trusted: true }), 400],
  ])('refuse %s', async (_name, body, status) => {
    const answer = await muster.call('POST', `/v1.0${path}`, body());
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toContain('knows-this');
    expect((await muster.graph.api(path).get()).value).toHaveLength(1);
  });
});

describe('the settings for other directories over HTTP', () => {
  it('have a default that can be changed and reset', async () => {
    expect(await muster.graph.api(policy).get()).toMatchObject({ id: 'crossTenantAccessPolicy' });
    const before: Json = await muster.graph.api(`${policy}/default`).get();
    expect(before).toMatchObject({
      isServiceDefault: true,
      automaticUserConsentSettings: { inboundAllowed: false, outboundAllowed: false },
      b2bCollaborationInbound: { usersAndGroups: { accessType: 'allowed' } },
      invitationRedemptionIdentityProviderConfiguration: {
        primaryIdentityProviderPrecedenceOrder: [
          'azureActiveDirectory',
          'externalFederation',
          'socialIdentityProviders',
        ],
        fallbackIdentityProvider: 'defaultConfiguredIdp',
      },
    });
    const order = {
      primaryIdentityProviderPrecedenceOrder: ['externalFederation'],
      fallbackIdentityProvider: 'emailOneTimePasscode',
    };
    const patch = { invitationRedemptionIdentityProviderConfiguration: order };
    expect((await muster.call('PATCH', `/v1.0${policy}/default`, patch)).status).toBe(204);
    expect(await muster.graph.api(`${policy}/default`).get()).toMatchObject({ ...patch, isServiceDefault: false });
    expect((await muster.call('POST', `/v1.0${policy}/default/resetToSystemDefault`)).status).toBe(204);
    expect(await muster.graph.api(`${policy}/default`).get()).toEqual(before);
    for (const [name, body] of Object.entries({
      unknown: { magic: 1 },
      tenantRestrictions: { tenantRestrictions: {} },
    })) {
      expect([name, (await muster.call('PATCH', `/v1.0${policy}/default`, body)).status]).toEqual([name, 400]);
    }
  });

  it('are kept for single directories', async () => {
    const tenantId = '3d0f5dec-5d3d-455c-8016-e2af1ae4d31a';
    const settings = { automaticUserConsentSettings: { inboundAllowed: true, outboundAllowed: null } };
    const created = await muster.call('POST', `/v1.0${policy}/partners`, { tenantId, ...settings });
    expect([created.status, created.headers.get('location')]).toEqual([
      201,
      `${muster.url}/v1.0${policy}/partners/${tenantId}`,
    ]);
    expect(created.body).toMatchObject({ tenantId, ...settings, b2bCollaborationInbound: null });
    const again = await muster.call('POST', `/v1.0${policy}/partners`, { tenantId });
    expect([again.status, again.body.error.code]).toEqual([409, 'Request_MultipleObjectsWithSameKeyValue']);
    expect((await muster.call('POST', `/v1.0${policy}/partners`, {})).status).toBe(400);
    const trust = { inboundTrust: { isMfaAccepted: true } };
    expect((await muster.call('PATCH', `/v1.0${policy}/partners/${tenantId}`, trust)).status).toBe(204);
    expect((await muster.graph.api(`${policy}/partners`).get()).value).toMatchObject([{ tenantId, ...trust }]);
    expect((await muster.call('PATCH', `/v1.0${policy}/partners/${tenantId}`, { tenantId: 'x' })).status).toBe(400);
    expect((await muster.call('DELETE', `/v1.0${policy}/partners/${tenantId}`)).status).toBe(204);
    expect((await muster.call('GET', `/v1.0${policy}/partners/${tenantId}`)).status).toBe(404);
  });
});

describe('where people are at home, over HTTP', () => {
  const sources = async (query: string, headers: Record<string, string> = {}) =>
    (
      await muster.call(
        'GET',
        `/v1.0/users?$select=id,userType,source,identitySource&$top=999${query}`,
        undefined,
        headers,
      )
    ).body.value as Json[];

  it('is selected and filtered', async () => {
    const guests = await sources(`&$filter=source eq 'External Azure Active Directory'`);
    const own = await sources(`&$filter=identitySource eq 'Microsoft Entra ID'`);
    expect(guests.length).toBeGreaterThan(50);
    expect(own.length).toBeGreaterThan(200);
    expect(new Set(guests.map(({ source, identitySource }) => `${source}|${identitySource}`))).toEqual(
      new Set(['External Azure Active Directory|External Microsoft Entra ID']),
    );
    const advanced = { ConsistencyLevel: 'eventual' };
    const others = await sources(`&$count=true&$filter=source ne 'External Azure Active Directory'`, advanced);
    expect(others.length + guests.length).toBe((await sources('')).length);
    const either = await sources(`&$filter=source in ('Invited user','External Azure Active Directory')`);
    expect(either.length).toBeGreaterThanOrEqual(guests.length);
  });

  it('cannot be written, sorted by, or seen without being asked for', async () => {
    const [person] = await sources('');
    expect((await muster.call('PATCH', `/v1.0/users/${person.id}`, { source: 'x' })).status).toBe(400);
    expect((await muster.call('GET', '/v1.0/users?$orderby=source')).status).toBe(400);
    expect((await muster.call('GET', `/v1.0/users/${person.id}`)).body.source).toBeUndefined();
  });
});
