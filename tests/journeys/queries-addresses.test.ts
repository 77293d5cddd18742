import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventual, principalNames } from './expected-users.ts';
import { createGroup, createUser, reference } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let kenId: string;
beforeAll(async () => {
  muster = await startServer({ demo: true });
  kenId = (await muster.graph.api('/users/ken0@adventure-works.com').select('id').get()).id;
});
afterAll(() => muster.stop());

const get = (path: string, headers: Record<string, string> = {}) => muster.call('GET', path, undefined, headers);
const unknownId = '11111111-1111-4111-8111-111111111111';

describe('one user has many addresses', () => {
  it.each([
    'v1.0/users/ken0@adventure-works.com',
    'v1.0/users/KEN0@Adventure-Works.com',
    'v1.0/users/ken0%40adventure-works.com',
    "v1.0/users('ken0@adventure-works.com')",
    "v1.0/users(userPrincipalName='ken0@adventure-works.com')",
    'V1.0/USERS/ken0@adventure-works.com/',
    'beta/Users/ken0@adventure-works.com',
    'v1.0/myorganization/users/ken0@adventure-works.com',
    'v1.0/MyOrganization/users/ken0@adventure-works.com',
    'v1.0/{tenant}/users/ken0@adventure-works.com',
    'v1.0/users/{id}',
    'v1.0/users/{ID}',
    "v1.0/users('{id}')",
    'v1.0/users({id})',
    'v1.0/directoryObjects/{id}',
    'v1.0/directoryObjects/{id}/microsoft.graph.user',
  ])('%s', async (path) => {
    const { status, body } = await get(
      `/${path.replace('{id}', kenId).replace('{ID}', kenId.toUpperCase()).replace('{tenant}', muster.server.tenantId)}`,
    );
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.id).toBe(kenId);
  });

  it('quotes are doubled, # is encoded, and a name may begin with anything', async () => {
    const quoted = await createUser(muster.graph, "o'neill");
    expect((await get("/v1.0/users('o''neill@adventure-works.com')")).body.id).toBe(quoted.id);
    expect((await get("/v1.0/users(userPrincipalName='o''neill@adventure-works.com')")).body.id).toBe(quoted.id);
    expect((await get("/v1.0/users/o'neill@adventure-works.com")).body.id).toBe(quoted.id);
    expect((await get('/v1.0/users/o%27neill%40adventure-works.com')).body.id).toBe(quoted.id);
    const guest = await get('/v1.0/users/sking_oracle-hr.example%23EXT%23@adventure-works.com?$select=mail');
    expect(guest.body.mail).toBe('sking@oracle-hr.example');
    const twice = await get('/v1.0/users/sking_oracle-hr.example%2523EXT%2523@adventure-works.com');
    expect([twice.status, twice.body.error.code]).toEqual([404, 'Request_ResourceNotFound']);
  });

  it('groups, applications, service principals and devices have alternate keys', async () => {
    const group = await createGroup(muster.graph, 'Keyed', null, { uniqueName: "the group's key" });
    expect((await get("/v1.0/groups(uniqueName='the%20group''s%20key')")).body.id).toBe(group.id);
    expect((await get("/v1.0/groups(UNIQUENAME='the%20group''s%20key')/members")).status).toBe(200);
    const { body: application } = await muster.call('POST', '/v1.0/applications', { displayName: 'Keyed' });
    expect((await get(`/v1.0/applications(appId='${application.appId}')`)).body.id).toBe(application.id);
    const principal = await muster.call('POST', '/v1.0/servicePrincipals', { appId: application.appId });
    expect((await get(`/v1.0/servicePrincipals(appId='${application.appId}')`)).body.id).toBe(principal.body.id);
    expect((await get(`/v1.0/applications(appId='${unknownId}')`)).status).toBe(404);
    expect((await get(`/v1.0/groups(nothing='x')`)).status).toBe(400);
  });

  it('ids that no object has are 404, ids that none can have 400; a user name could be anything', async () => {
    for (const collection of ['users', 'groups', 'devices', 'applications', 'servicePrincipals', 'directoryObjects']) {
      const missing = await get(`/v1.0/${collection}/${unknownId}`);
      expect([missing.status, missing.body.error.code, missing.body.error.message]).toEqual([
        404,
        'Request_ResourceNotFound',
        `Resource '${unknownId}' does not exist or one of its queried reference-property objects are not present.`,
      ]);
      const malformed = await get(`/v1.0/${collection}/foo`);
      const expected =
        collection === 'users'
          ? [
              404,
              'Request_ResourceNotFound',
              "Resource 'foo' does not exist or one of its queried reference-property objects are not present.",
            ]
          : [400, 'Request_BadRequest', "Invalid object identifier 'foo'."];
      expect([malformed.status, malformed.body.error.code, malformed.body.error.message]).toEqual(expected);
    }
    // An id finds its own type only.
    expect((await get(`/v1.0/groups/${kenId}`)).status).toBe(404);
  });
});

describe('addresses that do not exist', () => {
  it.each([
    ['nothing', 'nothing'],
    ['users/{id}/nothing', 'nothing'],
    ['users/{id}/displayName', 'displayName'],
    ['users/{id}/memberOf/microsoft.graph.device', 'microsoft.graph.device'],
    ['users/$value', '$value'],
  ])('%s', async (path, segment) => {
    const { status, body } = await get(`/v1.0/${path.replace('{id}', kenId)}`);
    expect([status, body.error.code, body.error.message]).toEqual([
      400,
      'BadRequest',
      `Resource not found for the segment '${segment}'.`,
    ]);
  });

  it.each(['/v2.0/users', '/v1/users', '/applications', '//', '/v1.0x/users'])('version of %s', async (path) => {
    const { status, body } = await get(path);
    expect([status, body.error.code]).toEqual([400, 'BadRequest']);
  });

  it('/me needs a person', async () => {
    for (const path of ['me', 'me/memberOf', 'Me/', 'me/manager'])
      expect((await get(`/v1.0/${path}`)).body.error).toMatchObject({
        code: 'BadRequest',
        message: expect.stringContaining('delegated authentication flow'),
      });
  });
});

describe('verbs', () => {
  it.each([
    ['PUT', '/v1.0/users'],
    ['DELETE', '/v1.0/users'],
    ['PATCH', '/v1.0/groups'],
    ['POST', '/v1.0/users/ken0@adventure-works.com'],
    ['PUT', '/v1.0/users/ken0@adventure-works.com'],
    ['POST', '/v1.0/users/$count'],
    ['GET', '/v1.0/directoryObjects/getByIds'],
    ['GET', '/v1.0/$batch'],
    ['POST', '/v1.0/$metadata'],
    ['DELETE', '/v1.0'],
    ['PATCH', '/beta/'],
  ])('%s %s is not allowed', async (method, path) => {
    const { status, body } = await muster.call(method, path);
    expect([status, body.error.code, body.error.message]).toEqual([
      405,
      'Request_BadRequest',
      'Specified HTTP method is not allowed for the request target.',
    ]);
  });

  it('DELETE of a member without $ref would delete the person: it is refused', async () => {
    const group = await createGroup(muster.graph, 'Safe', null);
    await muster.graph.api(`/groups/${group.id}/members/$ref`).post(reference(kenId));
    expect((await muster.call('DELETE', `/v1.0/groups/${group.id}/members/${kenId}`)).status).toBe(405);
    expect((await get(`/v1.0/users/${kenId}`)).status).toBe(200);
  });

  it('HEAD has the headers of GET and no body; OPTIONS says what goes', async () => {
    const head = await muster.call('HEAD', `/v1.0/users/${kenId}`);
    expect([head.status, head.body, head.headers.get('odata-version')]).toEqual([200, '', '4.0']);
    expect((await muster.call('HEAD', `/v1.0/users/${unknownId}`)).status).toBe(404);
    const options = await muster.call('OPTIONS', `/v1.0/users/${kenId}`);
    expect([options.status, options.body]).toEqual([204, '']);
    expect(options.headers.get('allow')?.split(', ').sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH']);
    expect((await muster.call('OPTIONS', '/v1.0/nothing')).status).toBe(400);
  });
});

describe('relations', () => {
  it('cast, count and list as references', async () => {
    const group = await createGroup(muster.graph, 'Mixed', null);
    const nested = await createGroup(muster.graph, 'Nested', null);
    for (const id of [kenId, nested.id]) await muster.graph.api(`/groups/${group.id}/members/$ref`).post(reference(id));
    const members = `/v1.0/groups/${group.id}/members`;
    const all = await get(`${members}?$select=id`);
    expect(all.body['@odata.context']).toBe(`${muster.url}/v1.0/$metadata#directoryObjects(id)`);
    const types = Object.fromEntries(
      all.body.value.map((each: Record<string, string>) => [each.id, each['@odata.type']]),
    );
    expect(types).toEqual({ [kenId]: '#microsoft.graph.user', [nested.id]: '#microsoft.graph.group' });
    for (const cast of ['microsoft.graph.user', 'Microsoft.Graph.User', 'graph.user']) {
      const { body } = await get(`${members}/${cast}?$select=id`);
      expect(body).toEqual({ '@odata.context': `${muster.url}/v1.0/$metadata#users(id)`, value: [{ id: kenId }] });
    }
    expect((await get(`${members}/microsoft.graph.group/$count`, eventual)).body).toBe('1');
    expect((await get(`${members}/microsoft.graph.device`)).body.value).toEqual([]);
    expect((await get(`${members}/$count`, eventual)).body).toBe('2');
    const { body } = await get(`${members}/$ref`);
    expect(body['@odata.context']).toBe(`${muster.url}/v1.0/$metadata#Collection($ref)`);
    expect(body.value.map((each: Record<string, string>) => each['@odata.id']).sort()).toEqual(
      [kenId, nested.id].map((id) => `${muster.url}/v1.0/directoryObjects/${id}`).sort(),
    );
    const sought = await get(
      `${members}/microsoft.graph.user?$count=true&$filter=startsWith(displayName,'ken')`,
      eventual,
    );
    expect([sought.body['@odata.count'], sought.body.value.length]).toEqual([1, 1]);
  });

  it('direct reports are those whose manager is this user', async () => {
    const { body } = await get(`/v1.0/users/${kenId}/directReports/graph.user?$select=userPrincipalName`);
    expect(body.value.map((user: { userPrincipalName: string }) => user.userPrincipalName).sort()).toEqual(
      principalNames((user) => user.managerEmployeeId === '1'),
    );
    const manager = await get('/v1.0/users/terri0@adventure-works.com/manager/$ref');
    expect(manager.body['@odata.id']).toBe(`${muster.url}/v1.0/directoryObjects/${kenId}`);
    const none = await get(`/v1.0/users/${kenId}/manager`);
    expect([none.status, none.body.error.message]).toEqual([
      404,
      "Resource 'manager' does not exist or one of its queried reference-property objects are not present.",
    ]);
  });

  it('getByIds leaves unknown ids out, keeps types apart and takes 1000', async () => {
    const group = await createGroup(muster.graph, 'By id', null);
    const ask = (body: object) => muster.call('POST', '/v1.0/directoryObjects/getByIds', body);
    const all = await ask({ ids: [group.id, unknownId, kenId.toUpperCase(), kenId] });
    expect(all.body['@odata.context']).toBe(`${muster.url}/v1.0/$metadata#directoryObjects`);
    expect(all.body.value.map((each: { id: string }) => each.id).sort()).toEqual([group.id, kenId].sort());
    const users = await ask({ ids: [group.id, kenId], types: ['user'] });
    expect(users.body.value.map((each: { id: string }) => each.id)).toEqual([kenId]);
    const { body } = await get('/v1.0/users?$top=999&$select=id');
    const ids = body.value.map((user: { id: string }) => user.id);
    const thousand = [...ids, ...Array.from({ length: 1000 - ids.length }, () => unknownId)];
    expect((await ask({ ids: thousand })).body.value).toHaveLength(ids.length);
    expect((await ask({ ids: [...thousand, unknownId] })).status).toBe(400);
    expect((await ask({ ids: ['foo'] })).body.error.message).toBe("Invalid object identifier 'foo'.");
    expect((await ask({ ids: [] })).body.value).toEqual([]);
    expect((await ask({})).status).toBe(400);
  });
});

describe('metadata', () => {
  it('none, minimal and full', async () => {
    const as = (level: string) =>
      get(`/v1.0/users?$top=1&$select=id`, { accept: `application/json;odata.metadata=${level}` });
    const [none, minimal, full] = [await as('none'), await as('minimal'), await as('full')];
    expect(Object.keys(none.body).sort()).toEqual(['@odata.nextLink', 'value']);
    expect(Object.keys(none.body.value[0])).toEqual(['id']);
    expect(none.headers.get('content-type')).toContain('odata.metadata=none');
    expect(Object.keys(minimal.body).sort()).toEqual(['@odata.context', '@odata.nextLink', 'value']);
    expect(full.body.value[0]['@odata.type']).toBe('#microsoft.graph.user');
    const count = await get('/v1.0/users?$top=1&$count=true', {
      ...eventual,
      accept: 'application/json;odata.metadata=none',
    });
    expect(count.body['@odata.count']).toBeGreaterThanOrEqual(397);
  });

  it('the document is well-formed XML that anybody may read, and describes what is served', async () => {
    for (const version of ['v1.0', 'beta']) {
      const answer = await fetch(`${muster.url}/${version}/$metadata`);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        200,
        expect.stringContaining('application/xml'),
      ]);
      const text = await answer.text();
      expect(unclosedTags(text)).toEqual([]);
      for (const type of ['user', 'group', 'device', 'application', 'servicePrincipal'])
        expect(text).toContain(`<EntityType Name="${type}"`);
      const service = await get(`/${version}/`);
      const names = service.body.value.map((each: { name: string }) => each.name);
      expect(names).toEqual(expect.arrayContaining(['users', 'groups', 'devices', 'applications']));
      expect(service.body['@odata.context']).toBe(`${muster.url}/${version}/$metadata`);
      expect((await fetch(`${muster.url}/${version}/`)).status).toBe(401);
    }
  });
});

/** Tags of an XML document that are not closed in turn. */
function unclosedTags(text: string): string[] {
  const open: string[] = [];
  for (const [, end, name, , empty] of text.matchAll(/<(\/?)([\w:.]+)((?:\s+[\w:.]+="[^"<]*")*)\s*(\/?)>/g)) {
    if (end === '/') {
      if (open.pop() !== name) return [`</${name}>`];
    } else if (empty !== '/') open.push(name!);
  }
  const rest = text.replace(/<\?xml[^>]*\?>|<\/?[\w:.]+(?:\s+[\w:.]+="[^"<]*")*\s*\/?>/g, '').trim();
  return rest === '' ? open : [...open, rest.slice(0, 80)];
}

describe('what the web server cannot route', () => {
  it.each(['/v1.0/users/%ff', '/v1.0/users/50%', '/%'])('%s is answered in Graph form', async (path) => {
    const { status, body, headers } = await get(path);
    expect({ status, code: body.error.code }).toEqual({ status: 400, code: 'BadRequest' });
    expect(body.error.innerError['request-id']).toBe(headers.get('request-id'));
  });

  it('unknown verbs are 405 in Graph form', async () => {
    const { status, body } = await muster.call('PROPFIND', '/v1.0/users');
    expect({ status, code: body.error.code }).toEqual({ status: 405, code: 'Request_BadRequest' });
  });
});
