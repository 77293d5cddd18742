import { ConfidentialClientApplication } from '@azure/msal-node';
import { beginOneTimeCodeRegistration, finishOneTimeCodeRegistration, operatorCaller } from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import { decodeJwt } from 'jose';
import * as oidc from 'openid-client';
import { TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FormBrowser } from './form-browser.ts';
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
import { type StartedServer, startServer } from './started-server.ts';

let server: StartedServer;
let aheadMs = 0;
const clock = () => Math.floor(performance.timeOrigin + performance.now() + aheadMs) as Instant;
let base: string;
beforeAll(async () => {
  server = await startServer({}, clock);
  base = `${server.url}/${server.server.tenantId}`;
});
afterAll(() => server.stop());

const web = { web: { redirectUris: [redirectUri] } };
const none = '00000000-0000-0000-0000-000000000000';
const graphAppId = '00000003-0000-0000-c000-000000000000';

const aRole = (value: string, ...allowedMemberTypes: string[]) => ({
  id: crypto.randomUUID(),
  value,
  displayName: value,
  description: value,
  isEnabled: true,
  allowedMemberTypes,
});

async function redeem(app: PeopleApp, code: string) {
  const secret = { client_id: app.appId, client_secret: app.clientSecret! };
  const { body } = await postToken(server, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    ...secret,
  });
  return { ...body, id: decodeJwt(body.id_token), access: decodeJwt(body.access_token) };
}

const assign = (app: PeopleApp, principalId: string, appRoleId = none) =>
  server.call('POST', `/v1.0/servicePrincipals/${app.servicePrincipalId}/appRoleAssignedTo`, {
    principalId,
    appRoleId,
    resourceId: app.servicePrincipalId,
  });

describe('applications that ask for an assignment', () => {
  it('show who has none a page, refuse tokens, and let people in through a group', async () => {
    const properties = { displayName: 'Payroll', groupMembershipClaims: 'ApplicationGroup', ...web };
    const app = await createApp(server, properties, true);
    const path = `/v1.0/servicePrincipals/${app.servicePrincipalId}`;
    await server.call('PATCH', path, { appRoleAssignmentRequired: true });
    const ann = await createAnn(server);
    const browser = await newBrowser(server).open(authorizeUrl(server, app));
    await signIn(browser, ann.name);
    expect([browser.status, browser.title]).toEqual([403, 'This application is not assigned to you']);
    expect(browser.text).toContain('AADSTS50105');
    await browser.open(authorizeUrl(server, app, { prompt: 'none' }));
    expect(browser.answer.get('error')).toBe('access_denied');
    await browser.open(authorizeUrl(server, app));
    await browser.press('cancel');
    expect(browser.answer.get('error')).toBe('access_denied');
    const { body: group } = await server.call('POST', '/v1.0/groups', {
      displayName: 'Readers',
      mailNickname: 'readers',
      mailEnabled: false,
      securityEnabled: true,
      'members@odata.bind': [`${server.url}/v1.0/directoryObjects/${ann.id}`],
    });
    await server.call('POST', '/v1.0/groups', {
      displayName: 'Others',
      mailNickname: 'others',
      mailEnabled: false,
      securityEnabled: true,
      'members@odata.bind': [`${server.url}/v1.0/directoryObjects/${ann.id}`],
    });
    const assigned = await assign(app, group.id);
    expect([assigned.status, assigned.body]).toEqual([
      201,
      expect.objectContaining({
        principalType: 'Group',
        principalDisplayName: 'Readers',
        resourceDisplayName: 'Payroll',
      }),
    ]);
    const tokens = await redeem(app, (await codeFor(server, app, ann.name, {}, browser)).code);
    expect(tokens.id.groups).toEqual([group.id]);
    const own = await server.call('GET', `/v1.0/users/${ann.id}/appRoleAssignments`);
    expect(own.body.value.map(({ id }: { id: string }) => id)).toEqual([assigned.body.id]);
    expect((await server.call('DELETE', `${path}/appRoleAssignedTo/${assigned.body.id}`)).status).toBe(204);
    const refused = await postToken(server, {
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
      client_id: app.appId,
      client_secret: app.clientSecret!,
    });
    expect([refused.body.error, refused.body.error_codes]).toEqual(['invalid_grant', [50105]]);
  });
});

describe('roles in tokens', () => {
  it('of people stand in ID tokens of the application and in access tokens of the API, those of applications in theirs', async () => {
    const [reader, robot] = [aRole('Reader', 'User'), aRole('Robot', 'Application')];
    const scope = { id: crypto.randomUUID(), value: 'Files.Read', type: 'User', isEnabled: true };
    const api = await createApp(server, {
      displayName: 'Files',
      identifierUris: ['https://roles.files.example'],
      api: { oauth2PermissionScopes: [scope] },
      appRoles: [reader, robot],
      optionalClaims: { accessToken: [{ name: 'acct' }, { name: 'no_such_claim' }, { name: 'ctry' }] },
    });
    const clerk = aRole('Clerk', 'User');
    const optionalClaims = { idToken: [{ name: 'login_hint' }, { name: 'auth_time' }] };
    const app = await createApp(server, { ...web, appRoles: [clerk], optionalClaims }, true);
    const ann = await createAnn(server, { country: 'DE', userType: 'Guest' });
    await assign(app, ann.id, clerk.id);
    await assign(api, ann.id, reader.id);
    const asked = { scope: 'openid https://roles.files.example/Files.Read' };
    const { id, access } = await redeem(app, (await codeFor(server, app, ann.name, asked)).code);
    expect([id.roles, id.login_hint, typeof id.auth_time, typeof id.sid]).toEqual([
      ['Clerk'],
      ann.name,
      'number',
      'string',
    ]);
    expect([access.roles, access.acct, access.ctry, access.no_such_claim]).toEqual([['Reader'], 1, 'DE', undefined]);
    const own = () =>
      postToken(server, {
        grant_type: 'client_credentials',
        client_id: app.appId,
        client_secret: app.clientSecret!,
        scope: 'https://roles.files.example/.default',
      });
    const first = await own();
    expect(decodeJwt(first.body.access_token)).toMatchObject({ aud: api.appId, idtyp: 'app', roles: [] });
    const path = `/v1.0/servicePrincipals/${api.servicePrincipalId}`;
    await server.call('PATCH', path, { appRoleAssignmentRequired: true });
    expect((await own()).body.error_codes).toEqual([501051]);
    await assign(api, app.servicePrincipalId, robot.id);
    expect(decodeJwt((await own()).body.access_token).roles).toEqual(['Robot']);
    // A token for another API does not open this directory's.
    const response = await server.call('GET', '/v1.0/users', undefined, {
      authorization: `Bearer ${(await own()).body.access_token}`,
    });
    expect(response.status).toBe(401);
    const shown = (await server.call('GET', `${path}?$select=appRoles,oauth2PermissionScopes`)).body;
    expect([shown.appRoles.length, shown.oauth2PermissionScopes[0].value]).toEqual([2, 'Files.Read']);
  });

  it('of the directory’s own API are served with the ids that clients know', async () => {
    const graph = (await server.call('GET', `/v1.0/servicePrincipals(appId='${graphAppId}')`)).body;
    const find = (list: { value: string; id: string }[], value: string) =>
      list.find((each) => each.value === value)!.id;
    expect(find(graph.appRoles, 'User.Read.All')).toBe('df021288-bdef-4463-88db-98f22de89214');
    expect(find(graph.oauth2PermissionScopes, 'User.Read')).toBe('e1fe6dd8-ba31-4d61-89e7-88639da4683d');
  });
});

describe('app role assignments over Graph', () => {
  it('are paged, filtered, counted, read by id, and refused where they make no sense', async () => {
    const ann = await createAnn(server);
    const [one, two] = [
      await createApp(server, { displayName: 'One' }),
      await createApp(server, { displayName: 'Two' }),
    ];
    const made = [(await assign(one, ann.id)).body, (await assign(two, ann.id)).body];
    const path = `/v1.0/users/${ann.id}/appRoleAssignments`;
    const first = await server.call('GET', `${path}?$top=1&$count=true&$select=id`, undefined, {
      consistencylevel: 'eventual',
    });
    expect([first.body['@odata.count'], Object.keys(first.body.value[0])]).toEqual([2, ['id']]);
    const next = new URL(first.body['@odata.nextLink']);
    const second = await server.call('GET', `${next.pathname}${next.search}`);
    expect([first, second].map(({ body }) => body.value[0].id)).toEqual(made.map(({ id }) => id).toSorted());
    const filtered = await server.call('GET', `${path}?$filter=resourceId eq ${two.servicePrincipalId}`);
    expect(filtered.body.value.map(({ id }: { id: string }) => id)).toEqual([made[1].id]);
    const groups = `/v1.0/servicePrincipals/${two.servicePrincipalId}/appRoleAssignedTo?$filter=principalType eq 'Group'`;
    expect((await server.call('GET', groups)).body.value).toEqual([]);
    expect((await server.call('GET', `${path}/${made[0].id}`)).body).toMatchObject({
      appRoleId: none,
      principalType: 'User',
      principalDisplayName: 'Ann Beck',
      resourceDisplayName: 'One',
    });
    for (const query of [
      "$filter=principalDisplayName eq 'x'",
      "$filter=resourceId ne '1'",
      "$filter=resourceId eq 'x'",
      "$filter=principalType eq 'Device'",
      "$filter=principalType eq 'User' and principalType eq 'Group'",
      '$skiptoken=%20',
    ]) {
      expect([query, (await server.call('GET', `${path}?${query}`)).status]).toEqual([query, 400]);
    }
    const body = { principalId: ann.id, resourceId: one.servicePrincipalId, appRoleId: none };
    const wrong = `/v1.0/groups/${ann.id}/appRoleAssignments`;
    expect((await server.call('GET', wrong)).status).toBe(404);
    const elsewhere = `/v1.0/users/${one.servicePrincipalId}/appRoleAssignments`;
    expect((await server.call('POST', elsewhere, body)).status).toBe(400);
    expect((await server.call('POST', path, body)).status).toBe(400);
    expect((await server.call('DELETE', `${path}/${made[0].id}`)).status).toBe(204);
    expect((await server.call('DELETE', `${path}/${made[0].id}`)).status).toBe(404);
    expect((await server.call('POST', path, body)).status).toBe(201);
  });
});

describe('admin consent', () => {
  const graphNeeds = {
    resourceAppId: graphAppId,
    resourceAccess: [
      { id: 'e1fe6dd8-ba31-4d61-89e7-88639da4683d', type: 'Scope' },
      { id: '5b567255-7703-4780-807c-7be8301ae99b', type: 'Role' },
    ],
  };
  const consentUrl = (fields: Record<string, string>) => `${base}/v2.0/adminconsent?${new URLSearchParams(fields)}`;
  const anApp = () => createApp(server, { displayName: 'Census', ...web, requiredResourceAccess: [graphNeeds] }, true);

  async function administrator(role = 'Global Administrator'): Promise<string> {
    const ann = await createAnn(server);
    const roles = await server.call(
      'GET',
      `/v1.0/roleManagement/directory/roleDefinitions?$filter=displayName eq '${role}'`,
    );
    await server.call('POST', '/v1.0/roleManagement/directory/roleAssignments', {
      roleDefinitionId: roles.body.value[0].id,
      principalId: ann.id,
      directoryScopeId: '/',
    });
    return ann.name;
  }

  it('is given on a page after the sign-in, for people and for the application itself', async () => {
    const app = await anApp();
    const name = await administrator();
    const browser = await newBrowser(server).open(
      consentUrl({ client_id: app.appId, redirect_uri: redirectUri, state: 'a&b' }),
    );
    await signIn(browser, name);
    expect(browser.title).toBe('Census asks for your permission');
    expect(browser.text).toContain('Group.Read.All');
    await browser.press('accept');
    expect(Object.fromEntries(browser.answer)).toEqual({
      admin_consent: 'True',
      tenant: server.server.tenantId,
      state: 'a&b',
    });
    expect(browser.at.startsWith(`${redirectUri}?`)).toBe(true);
    const { body } = await postToken(server, {
      grant_type: 'client_credentials',
      client_id: app.appId,
      client_secret: app.clientSecret!,
      scope: 'https://graph.microsoft.com/.default',
    });
    expect(decodeJwt(body.access_token).roles).toEqual(['Group.Read.All']);
    const ben = await createAnn(server);
    const other = await newBrowser(server).open(authorizeUrl(server, app, { scope: 'User.Read' }));
    await signIn(other, ben.name);
    expect(other.answer.get('code')).toBeTruthy();
  });

  it('is declined, and refused to people without the right, forged forms and foreign addresses', async () => {
    const app = await anApp();
    const asked = { client_id: app.appId, redirect_uri: redirectUri, state: 's' };
    const browser = await newBrowser(server).open(consentUrl(asked));
    await signIn(browser, await administrator());
    const [form] = browser.forms();
    const foreign = await fetch(form!.action, {
      method: 'POST',
      body: new URLSearchParams({ ...form!.hidden, do: 'accept', token: 'x' }),
      headers: { cookie: [...browser.cookies].map(([name, { value }]) => `${name}=${value}`).join('; ') },
    });
    expect(foreign.status).toBe(400);
    await browser.press('decline');
    expect([browser.answer.get('error'), browser.answer.get('admin_consent')]).toEqual(['access_denied', 'True']);
    const plain = await newBrowser(server).open(consentUrl(asked));
    await signIn(plain, (await createAnn(server)).name);
    expect([plain.title, plain.offers('accept')]).toEqual(['An administrator has to agree', false]);
    await plain.open(form!.action, {
      method: 'POST',
      body: new URLSearchParams({ ...plain.forms()[0]!.hidden, do: 'accept' }),
    });
    expect([plain.status, plain.offers('accept')]).toEqual([403, false]);
    for (const wrong of [
      { ...asked, redirect_uri: 'https://evil.example/' },
      { ...asked, client_id: crypto.randomUUID() },
      { redirect_uri: redirectUri },
      { ...asked, scope: 'No.Such' },
    ]) {
      await browser.open(consentUrl(wrong as Record<string, string>));
      expect([browser.status, new URL(browser.at).origin]).toEqual([400, server.url]);
    }
    await browser.open(consentUrl({ ...asked, client_id: (await createApp(server, web)).appId }));
    expect([browser.status, browser.text.includes('AADSTS650056')]).toEqual([400, true]);
    const cancelled = await newBrowser(server).open(consentUrl(asked));
    await cancelled.press('cancel');
    expect(cancelled.answer.get('error')).toBe('access_denied');
  });

  it('.default asks for what the application says it needs', async () => {
    const app = await anApp();
    const browser = await newBrowser(server).open(
      authorizeUrl(server, app, { scope: 'openid https://graph.microsoft.com/.default' }),
    );
    await signIn(browser, (await createAnn(server)).name);
    await browser.press('accept');
    const { access } = await redeem(app, browser.answer.get('code')!);
    expect((access.scp as string).split(' ').toSorted()).toEqual(['User.Read', 'openid']);
  });
});

describe('authentication contexts', () => {
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
  const contexts = '/v1.0/identity/conditionalAccess/authenticationContextClassReferences';

  async function withAuthenticator(): Promise<{ id: string; name: string; code: () => string }> {
    const ann = await createAnn(server);
    const { directory } = server.server;
    const userId = ann.id as ObjectId;
    const { id, secret } = await beginOneTimeCodeRegistration(directory, operatorCaller, userId);
    const code = () => {
      aheadMs += 60_000;
      return new TOTP({ secret }).generate({ timestamp: clock() });
    };
    const clientAddress = '127.0.0.1';
    await finishOneTimeCodeRegistration(directory, operatorCaller, { userId, id, code: code(), clientAddress });
    return { ...ann, code };
  }

  const roleDefinitionId = '4a5d8f65-41da-4de4-8968-e035b65339cf';
  const roles = '/v1.0/roleManagement/directory';
  const asked = (principalId: string) => ({
    principalId,
    roleDefinitionId,
    directoryScopeId: '/',
    justification: 'work',
  });

  async function makeEligible(principalId: string): Promise<void> {
    const scope = `scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq '${roleDefinitionId}'`;
    const policies = await server.call('GET', `/v1.0/policies/roleManagementPolicyAssignments?$filter=${scope}`);
    const rules = `/v1.0/policies/roleManagementPolicies/${policies.body.value[0].policyId}/rules`;
    const wanted = { isEnabled: true, claimValue: 'c1' };
    await server.call('PATCH', `${rules}/AuthenticationContext_EndUser_Assignment`, wanted);
    await server.call('PATCH', `${rules}/Enablement_EndUser_Assignment`, { enabledRules: ['Justification'] });
    const noEnd = { scheduleInfo: { expiration: { type: 'noExpiration' } } };
    const request = { ...asked(principalId), action: 'adminAssign', ...noEnd };
    expect((await server.call('POST', `${roles}/roleEligibilityScheduleRequests`, request)).status).toBe(201);
  }

  const activate = (principalId: string, token: string) =>
    server.call(
      'POST',
      `${roles}/roleAssignmentScheduleRequests`,
      {
        ...asked(principalId),
        action: 'selfActivate',
        scheduleInfo: { expiration: { type: 'afterDuration', duration: 'PT1H' } },
      },
      { authorization: `Bearer ${token}` },
    );

  it('are Graph’s, and a sign-in with a second factor satisfies them; msal-node steps up by a claims challenge', async () => {
    const app = await createApp(server, web, true);
    const unknown = await newBrowser(server).open(authorizeUrl(server, app, { claims }));
    expect(unknown.answer.get('error')).toBe('invalid_request');
    expect(unknown.answer.get('error_description')).toContain('AADSTS90023');
    expect((await server.call('POST', contexts, { id: 'c1', displayName: 'Step up' })).status).toBe(201);
    expect((await server.call('POST', contexts, { id: 'c1', displayName: 'Step up' })).status).toBe(400);
    expect((await server.call('GET', `${contexts}?$filter=isAvailable eq true`)).body.value).toEqual([
      { id: 'c1', displayName: 'Step up', description: null, isAvailable: true },
    ]);
    const { code, ...ann } = await withAuthenticator();
    const msal = new ConfidentialClientApplication({
      auth: {
        clientId: app.appId,
        clientSecret: app.clientSecret!,
        authority: base,
        knownAuthorities: [new URL(server.url).host],
      },
    });
    // Before the authenticator was asked for: a session of the password alone, as one that is older than it would be.
    const ben = await createAnn(server);
    const scopes = ['RoleAssignmentSchedule.ReadWrite.Directory'];
    const { body: graph } = await server.call('GET', `/v1.0/servicePrincipals(appId='${graphAppId}')`);
    await server.call('POST', '/v1.0/oauth2PermissionGrants', {
      clientId: app.servicePrincipalId,
      consentType: 'AllPrincipals',
      resourceId: graph.id,
      scope: `openid profile offline_access ${scopes[0]}`,
    });
    const plain = newBrowser(server);
    await plain.open(await msal.getAuthCodeUrl({ scopes, redirectUri }));
    await signIn(plain, ben.name);
    const first = await msal.acquireTokenByCode({ scopes, redirectUri, code: plain.answer.get('code')! });
    expect(decodeJwt(first.accessToken).acrs).toBeUndefined();
    const silent = msal.acquireTokenSilent({ account: first.account!, scopes, claims });
    await expect(silent).rejects.toMatchObject({
      name: 'InteractionRequiredAuthError',
      errorCode: 'interaction_required',
      errorMessage: expect.stringContaining('AADSTS50076'),
    });
    await plain.open(await msal.getAuthCodeUrl({ scopes, redirectUri, claims }));
    expect(plain.title).toBe('Sign in');
    await signIn(plain, ben.name);
    expect([plain.answer.get('error'), plain.answer.get('error_description')]).toEqual([
      'access_denied',
      expect.stringContaining('AADSTS50079'),
    ]);
    const proved = newBrowser(server);
    await proved.open(await msal.getAuthCodeUrl({ scopes, redirectUri, claims }));
    await signIn(proved, ann.name);
    await proved.press('code', { code: code() });
    const stepped = await msal.acquireTokenByCode({ scopes, redirectUri, code: proved.answer.get('code')! });
    expect(decodeJwt(stepped.accessToken).acrs).toEqual(['c1']);
    const renewed = await msal.acquireTokenSilent({ account: stepped.account!, scopes, claims });
    expect(decodeJwt(renewed.accessToken).acrs).toEqual(['c1']);
    // A role whose rule asks for the context is refused to the one token, with the claims to ask for, and activated by the other.
    for (const { id } of [ann, ben]) await makeEligible(id);
    const refused = await activate(ben.id, first.accessToken);
    expect([refused.status, refused.body.error.code]).toEqual([400, 'RoleAssignmentRequestAcrsValidationFailed']);
    expect(decodeURIComponent(refused.body.error.message)).toContain(claims);
    expect((await activate(ann.id, stepped.accessToken)).body.status).toBe('Provisioned');
    await server.call('PATCH', `${contexts}/c1`, { isAvailable: false });
    const later = await msal.acquireTokenSilent({ account: stepped.account!, scopes, forceRefresh: true });
    expect(decodeJwt(later.accessToken).acrs).toBeUndefined();
    await server.call('DELETE', `${contexts}/c1`);
    expect((await server.call('GET', `${contexts}/c1`)).status).toBe(404);
  });
});

describe('front-channel sign-out', () => {
  const framesOf = ({ text }: FormBrowser) =>
    [...text.matchAll(/<iframe src="([^"]*)"/g)].map(([, src]) => new URL(src!.replaceAll('&amp;', '&')));

  it('lets exactly the applications of the session know, and goes on without scripts', async () => {
    const told = await createApp(
      server,
      { displayName: 'Told', web: { ...web.web, logoutUrl: 'https://told.example/bye?x=1' } },
      true,
    );
    const silent = await createApp(server, { displayName: 'Silent', ...web }, true);
    await createApp(server, { web: { ...web.web, logoutUrl: 'https://elsewhere.example/bye' } });
    const ann = await createAnn(server);
    const browser = newBrowser(server);
    const tokens = await redeem(told, (await codeFor(server, told, ann.name, {}, browser)).code);
    await codeFor(server, silent, ann.name, {}, browser);
    const issuer = `${base}/v2.0`;
    const config = await oidc.discovery(new URL(issuer), told.appId, told.clientSecret!);
    expect(config.serverMetadata().frontchannel_logout_session_supported).toBe(true);
    const end = oidc.buildEndSessionUrl(config, {
      id_token_hint: tokens.id_token,
      post_logout_redirect_uri: redirectUri,
      state: 'bye',
    });
    await browser.open(end.href);
    expect(browser.title).toBe('You are signed out');
    const [frame, ...others] = framesOf(browser);
    expect(others).toEqual([]);
    expect([frame!.origin + frame!.pathname, Object.fromEntries(frame!.searchParams)]).toEqual([
      'https://told.example/bye',
      { x: '1', iss: issuer, sid: tokens.id.sid },
    ]);
    expect(browser.headers.get('content-security-policy')).toContain('frame-src https://told.example;');
    expect(browser.headers.get('refresh')).toBe(`3; url=${redirectUri}?state=bye`);
    expect(browser.text).toContain(`href="${redirectUri}?state=bye"`);
    expect(browser.text).not.toContain('<script');
    await browser.open(authorizeUrl(server, told, { prompt: 'none' }));
    expect(browser.answer.get('error')).toBe('login_required');
  });
});
