import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  authorizeUrl,
  codeFor,
  createAnn,
  createApp,
  newBrowser,
  type PeopleApp,
  postToken,
  redirectUri,
} from './people-sign-in.ts';
import { type StartedServer, startServer } from './started-server.ts';

let server: StartedServer;
let web: PeopleApp;
beforeAll(async () => {
  server = await startServer();
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
});
afterAll(() => server.stop());

async function tokensOf(app: PeopleApp, name: string, scope = 'openid profile offline_access User.Read') {
  const { code } = await codeFor(server, app, name, { scope });
  const secret = { client_id: app.appId, client_secret: app.clientSecret };
  const { body } = await postToken(server, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    ...secret,
  });
  return { ...body, id: decodeJwt(body.id_token), access: decodeJwt(body.access_token) };
}

const value = async (path: string) => (await server.call('GET', path)).body.value;

describe('consents', () => {
  it('given on the page are seen, narrowed and taken back over Graph, with effect on the next token', async () => {
    const ann = await createAnn(server);
    const tokens = await tokensOf(web, ann.name);
    const [grant, ...others] = await value(`/v1.0/users/${ann.id}/oauth2PermissionGrants`);
    expect(others).toEqual([]);
    expect(grant).toMatchObject({ clientId: web.servicePrincipalId, consentType: 'Principal', principalId: ann.id });
    expect(grant.scope.split(' ').sort()).toEqual(['User.Read', 'offline_access', 'openid', 'profile']);
    const graph = (await server.call('GET', `/v1.0/servicePrincipals/${grant.resourceId}`)).body;
    expect(graph.appId).toBe('00000003-0000-0000-c000-000000000000');
    expect((await server.call('PATCH', `/v1.0/oauth2PermissionGrants/${grant.id}`, { scope: 'openid' })).status).toBe(
      204,
    );
    const refresh = {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
      client_id: web.appId,
      client_secret: web.clientSecret,
    };
    expect((await postToken(server, { ...refresh, scope: 'User.Read' })).body.suberror).toBe('consent_required');
    expect((await server.call('DELETE', `/v1.0/oauth2PermissionGrants/${grant.id}`)).status).toBe(204);
    expect((await postToken(server, { ...refresh, scope: 'openid' })).body.suberror).toBe('consent_required');
    expect((await server.call('GET', `/v1.0/oauth2PermissionGrants/${grant.id}`)).status).toBe(404);
  });

  it('for everybody spare people the page, and give what only administrators can', async () => {
    const [ann, ben] = [await createAnn(server), await createAnn(server)];
    await tokensOf(web, ann.name);
    const [{ resourceId }] = await value(`/v1.0/servicePrincipals/${web.servicePrincipalId}/oauth2PermissionGrants`);
    const app = await createApp(server, { displayName: 'Census', web: { redirectUris: [redirectUri] } }, true);
    const asked = { scope: 'openid User.Read.All' };
    const browser = newBrowser(server);
    await codeFor(server, web, ben.name, {}, browser);
    await browser.open(authorizeUrl(server, app, asked));
    expect([browser.title, browser.offers('accept')]).toEqual(['An administrator has to agree', false]);
    const grant = {
      clientId: app.servicePrincipalId,
      consentType: 'AllPrincipals',
      resourceId,
      scope: 'openid User.Read.All',
    };
    const created = await server.call('POST', '/v1.0/oauth2PermissionGrants', grant);
    expect([created.status, created.body.principalId]).toEqual([201, null]);
    expect((await server.call('POST', '/v1.0/oauth2PermissionGrants', grant)).status).toBe(400);
    await browser.open(authorizeUrl(server, app, asked));
    expect(browser.answer.get('code')).toBeTruthy();
    expect((await tokensOf(app, ann.name, 'openid User.Read.All')).access.scp).toBe('openid User.Read.All');
    await browser.open(authorizeUrl(server, app, { ...asked, prompt: 'consent' }));
    await browser.press('accept');
    expect(browser.answer.get('code')).toBeTruthy();
    const all = `/v1.0/oauth2PermissionGrants?$filter=clientId eq '${app.servicePrincipalId}' and consentType eq 'AllPrincipals'`;
    expect((await value(all)).map(({ id }: { id: string }) => id)).toEqual([created.body.id]);
  });

  it('come in pages, and refuse what makes no sense', async () => {
    const first = await server.call('GET', '/v1.0/oauth2PermissionGrants?$top=1&$select=id');
    expect(Object.keys(first.body.value[0])).toEqual(['id']);
    const next = new URL(first.body['@odata.nextLink']);
    const second = await server.call('GET', `${next.pathname}${next.search}`);
    expect(second.body.value[0].id).not.toBe(first.body.value[0].id);
    for (const query of [
      "$filter=scope eq 'x'",
      "$filter=clientId ne 'x'",
      "$filter=clientId eq 'x'",
      '$skiptoken=%20',
      '$top=0',
    ]) {
      expect((await server.call('GET', `/v1.0/oauth2PermissionGrants?${query}`)).status).toBe(400);
    }
    const body = {
      clientId: web.servicePrincipalId,
      consentType: 'Principal',
      resourceId: web.servicePrincipalId,
      scope: 'x',
    };
    expect((await server.call('POST', '/v1.0/oauth2PermissionGrants', body)).status).toBe(400);
  });
});

describe('groups in tokens', () => {
  async function member(id: string, count: number, securityEnabled = true): Promise<string[]> {
    const ids = [];
    for (let i = 0; i < count; i++) {
      const { body } = await server.call('POST', '/v1.0/groups', {
        displayName: `g${i}`,
        mailNickname: `g${i}`,
        mailEnabled: !securityEnabled,
        groupTypes: securityEnabled ? [] : ['Unified'],
        securityEnabled,
        'members@odata.bind': [`${server.url}/v1.0/directoryObjects/${id}`],
      });
      ids.push(body.id);
    }
    return ids;
  }

  it('are those the application asks for, with the groups above them', async () => {
    const ann = await createAnn(server);
    const [inner] = await member(ann.id, 1);
    const [outer] = await member(inner!, 1);
    const [mail] = await member(ann.id, 1, false);
    const wanted = { SecurityGroup: [inner, outer], All: [inner, outer, mail], None: undefined };
    for (const [groupMembershipClaims, expected] of Object.entries(wanted)) {
      const app = await createApp(server, { groupMembershipClaims, web: { redirectUris: [redirectUri] } }, true);
      const { id, access } = await tokensOf(app, ann.name);
      expect((id.groups as string[] | undefined)?.toSorted()).toEqual(expected?.toSorted());
      expect(access.groups).toBeUndefined();
    }
  });

  it('past 200 are a pointer to where they can be asked for', async () => {
    const ann = await createAnn(server);
    await member(ann.id, 201);
    const app = await createApp(
      server,
      { groupMembershipClaims: 'SecurityGroup', web: { redirectUris: [redirectUri] } },
      true,
    );
    const { id } = await tokensOf(app, ann.name);
    expect([id.groups, id._claim_names]).toEqual([undefined, { groups: 'src1' }]);
    const endpoint = `${server.url}/v1.0/users/${ann.id}/getMemberObjects`;
    expect(id._claim_sources).toEqual({ src1: { endpoint } });
    const { body } = await server.call('POST', new URL(endpoint).pathname, { securityEnabledOnly: true });
    expect(body.value).toHaveLength(201);
  });
});
