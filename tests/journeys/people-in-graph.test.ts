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
  signIn,
} from './people-sign-in.ts';
import { call, type StartedServer, startServer } from './started-server.ts';

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

let server: StartedServer;
let web: PeopleApp;
beforeAll(async () => {
  server = await startServer();
  web = await createApp(server, { web: { redirectUris: [redirectUri] } }, true);
});
afterAll(() => server.stop());

async function tokenOf(app: PeopleApp, name: string, scope: string): Promise<string> {
  const { code } = await codeFor(server, app, name, { scope });
  const secret = { client_id: app.appId, client_secret: app.clientSecret };
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, ...secret };
  return (await postToken(server, form)).body.access_token;
}

const as = (token: string, method: string, path: string, body?: unknown) => call(server.url, token, method, path, body);

async function makeAdministrator(id: string): Promise<void> {
  const body = { principalId: id, roleDefinitionId: globalAdministrator, directoryScopeId: '/' };
  const { status } = await server.call('POST', '/v1.0/roleManagement/directory/roleAssignments', body);
  expect(status).toBe(201);
}

describe('Graph in the name of a person', () => {
  it('answers what the scopes of the token and the person’s own rights both allow', async () => {
    const [ann, ben] = [await createAnn(server), await createAnn(server)];
    const token = await tokenOf(web, ann.name, 'openid User.Read');
    const me = await as(token, 'GET', '/v1.0/me');
    expect([me.status, me.body.id]).toEqual([200, ann.id]);
    expect((await as(token, 'GET', `/v1.0/users/${ann.id}`)).status).toBe(200);
    expect((await as(token, 'GET', `/v1.0/users/${ben.id}`)).status).not.toBe(200);
    expect((await as(token, 'PATCH', `/v1.0/users/${ben.id}`, { city: 'Ulm' })).status).toBe(403);
    const none = await tokenOf(web, ann.name, 'openid profile');
    expect((await as(none, 'GET', '/v1.0/me')).status).toBe(403);
  });

  it('ends with the person’s sessions, whatever the token says', async () => {
    const ann = await createAnn(server);
    const token = await tokenOf(web, ann.name, 'User.Read');
    expect((await as(token, 'GET', '/v1.0/me')).status).toBe(200);
    await server.call('PATCH', `/v1.0/users/${ann.id}`, { accountEnabled: false });
    expect((await as(token, 'GET', '/v1.0/me')).status).toBe(401);
    await server.call('PATCH', `/v1.0/users/${ann.id}`, { accountEnabled: true });
    expect((await as(token, 'GET', '/v1.0/me')).status).toBe(401);
  });

  it('follows roles: they stand in tokens, and let administrators consent for everybody on the page', async () => {
    const [ann, ben] = [await createAnn(server), await createAnn(server)];
    await makeAdministrator(ann.id);
    const app = await createApp(server, { displayName: 'Census', web: { redirectUris: [redirectUri] } }, true);
    const scope = 'openid User.ReadWrite.All';
    const bens = await newBrowser(server).open(authorizeUrl(server, app, { scope }));
    await signIn(bens, ben.name);
    expect([bens.title, bens.offers('accept'), bens.text.includes('forAll')]).toEqual([
      'An administrator has to agree',
      false,
      false,
    ]);
    const anns = await newBrowser(server).open(authorizeUrl(server, app, { scope }));
    await signIn(anns, ann.name);
    expect(anns.text).toContain('Consent for everybody');
    await anns.press('accept', { forAll: 'yes' });
    expect(anns.answer.get('code')).toBeTruthy();
    const path = `/v1.0/servicePrincipals/${app.servicePrincipalId}/oauth2PermissionGrants`;
    const { body } = await server.call('GET', path);
    expect(body.value).toMatchObject([{ consentType: 'AllPrincipals', scope }]);
    const [admins, others] = [await tokenOf(app, ann.name, scope), await tokenOf(app, ben.name, scope)];
    expect([decodeJwt(admins).wids, decodeJwt(others).wids]).toEqual([[globalAdministrator], []]);
    const patch = { city: 'Ulm' };
    expect((await as(admins, 'PATCH', `/v1.0/users/${ben.id}`, patch)).status).toBe(204);
    expect((await as(others, 'PATCH', `/v1.0/users/${ann.id}`, patch)).status).toBe(403);
  });
});
