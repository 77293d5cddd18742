import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventual, principalNames } from './expected-users.ts';
import { createUser, type Json } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let ken: Json;
let terri: Json;
beforeAll(async () => {
  muster = await startServer({ demo: true });
  ken = await muster.graph.api('/users/ken0@adventure-works.com').get();
  terri = await muster.graph.api('/users/terri0@adventure-works.com').get();
});
afterAll(() => muster.stop());

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  muster.call(method, path, body, headers);

describe('PnP CLI for Microsoft 365', () => {
  const headers = { accept: 'application/json;odata.metadata=none' };
  const root = '/v1.0/myorganization';

  it('makes a group, fills it in chunks by numbered batches, and empties it', async () => {
    const made = await call(
      'POST',
      `${root}/groups`,
      { displayName: 'From PnP', mailEnabled: false, mailNickName: 'pnp', securityEnabled: true },
      headers,
    );
    expect(made.status).toBe(201);
    expect(Object.keys(made.body).filter((name) => name.startsWith('@'))).toEqual([]);
    expect(made.body.mailNickname).toBe('pnp');
    const people = await call('GET', `${root}/users?$select=id&$top=60`, undefined, headers);
    const ids: string[] = people.body.value.map((user: Json) => user.id);
    const requests = [0, 20, 40].map((from, i) => ({
      id: i + 1,
      method: 'PATCH',
      url: `/groups/${made.body.id}`,
      headers: { 'content-type': 'application/json;odata.metadata=none', accept: headers.accept },
      body: {
        'members@odata.bind': ids.slice(from, from + 20).map((id) => `${muster.url}/v1.0/directoryObjects/${id}`),
      },
    }));
    const answer = await call('POST', '/v1.0/$batch', { requests }, headers);
    expect(answer.body.responses.map(({ id, status }: Json) => [id, status])).toEqual([
      [1, 204],
      [2, 204],
      [3, 204],
    ]);
    const members = `${root}/groups/${made.body.id}/members`;
    const first = await call('GET', `${members}/Microsoft.Graph.User?$select=id&$top=50`, undefined, headers);
    const link: string = first.body['@odata.nextLink'];
    expect(link.startsWith(`${muster.url}${members}/`)).toBe(true);
    const second = await call('GET', link.slice(muster.url.length), undefined, headers);
    expect([...first.body.value, ...second.body.value].map((user: Json) => user.id).sort()).toEqual([...ids].sort());
    const removed = await call('DELETE', `${members}/${ids[0]}/$ref`, undefined, headers);
    expect(removed.status).toBe(204);
    const deleted = await call('DELETE', `${root}/groups/${made.body.id}`, undefined, headers);
    expect(deleted.status).toBe(204);
    const bin = await call('GET', `/v1.0/directory/deleteditems/Microsoft.Graph.Group?$select=id`, undefined, headers);
    expect(bin.body).toEqual({ value: [{ id: made.body.id }] });
  });

  it("addresses users as users('{name}') and looks for them by filter", async () => {
    const one = await call(
      'GET',
      `/v1.0/users('${encodeURIComponent('ken0@adventure-works.com')}')`,
      undefined,
      headers,
    );
    expect(one.body.id).toBe(ken.id);
    const filter = encodeURIComponent("userPrincipalName eq 'ken0@adventure-works.com'");
    const found = await call('GET', `/v1.0/users?$filter=${filter}&$select=id`, undefined, headers);
    expect(found.body).toEqual({ value: [{ id: ken.id }] });
    const guests = await call(
      'GET',
      `${root}/users?$filter=userType%20eq%20'Guest'&$select=userPrincipalName&$top=999`,
      undefined,
      headers,
    );
    expect(guests.body.value.map((user: Json) => user.userPrincipalName).sort()).toEqual(
      principalNames((user) => user.userType === 'Guest'),
    );
  });
});

describe('Terraform azuread', () => {
  it('makes a group in beta, binds owners and members, and reads it back until it stays the same', async () => {
    const made = await call('POST', '/beta/groups', {
      '@odata.type': '#microsoft.graph.group',
      displayName: 'From Terraform',
      description: null,
      mailEnabled: false,
      mailNickname: 'terraform',
      securityEnabled: true,
      groupTypes: [],
      'owners@odata.bind': [`${muster.url}/v1.0/directoryObjects/${ken.id}`],
      'members@odata.bind': [`${muster.url}/v1.0/directoryObjects/${terri.id}`],
    });
    expect([made.status, made.headers.get('location')]).toEqual([201, `${muster.url}/beta/groups/${made.body.id}`]);
    const path = `/beta/groups/${made.body.id}`;
    const reads = await Promise.all(Array.from({ length: 5 }, () => call('GET', path)));
    expect(new Set(reads.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    for (const [relation, person] of [
      ['owners', ken],
      ['members', terri],
    ] as const) {
      const { body } = await call('GET', `${path}/${relation}`);
      expect(body.value.map((each: Json) => [each['@odata.type'], each.id])).toEqual([
        ['#microsoft.graph.user', person.id],
      ]);
    }
    const object = await call('GET', `/v1.0/directoryObjects/${made.body.id}`);
    expect(object.body['@odata.type']).toBe('#microsoft.graph.group');
    const again = await call('POST', `${path}/members/$ref`, {
      '@odata.id': `${muster.url}/v1.0/directoryObjects/${terri.id}`,
    });
    expect([again.status, again.body.error.message]).toEqual([
      400,
      "One or more added object references already exist for the following modified properties: 'members'.",
    ]);
    expect((await call('PATCH', path, { displayName: 'Renamed', description: 'Now described' })).status).toBe(204);
    expect((await call('DELETE', `${path}/members/${terri.id}/$ref`)).status).toBe(204);
    expect((await call('DELETE', `${path}/members/${terri.id}/$ref`)).status).toBe(404);
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', path)).body.error.code).toBe('Request_ResourceNotFound');
    expect((await call('DELETE', path)).status).toBe(404);
  });

  it.each([
    ['users', "mail eq 'ken0@adventure-works.com'"],
    ['users', "mailNickname eq 'ken0'"],
    ['users', "employeeId eq '1'"],
    ['users', "displayName eq 'Ken Sánchez'"],
    ['users', "userPrincipalName in ('ken0@adventure-works.com')"],
  ])('looks for %s by %s', async (collection, filter) => {
    const { body } = await call('GET', `/v1.0/${collection}?$filter=${encodeURIComponent(filter)}`);
    expect(body.value.map((each: Json) => each.id)).toEqual([ken.id]);
  });

  it('manages an application with its secret and service principal', async () => {
    const { body: made } = await call('POST', '/v1.0/applications', {
      displayName: 'From Terraform',
      signInAudience: 'AzureADMyOrg',
    });
    const found = await call('GET', `/v1.0/applications?$filter=appId eq '${made.appId}'`);
    expect(found.body.value.map((each: Json) => each.id)).toEqual([made.id]);
    const secret = await call('POST', `/v1.0/applications/${made.id}/addPassword`, {
      passwordCredential: { displayName: 'tf' },
    });
    expect(secret.body.secretText).toMatch(/\S{16}/);
    expect((await call('GET', `/v1.0/applications/${made.id}`)).body.passwordCredentials[0].secretText).toBeNull();
    const principal = await call('POST', '/v1.0/servicePrincipals', { appId: made.appId });
    expect(principal.status).toBe(201);
    const missing = await call('POST', '/v1.0/servicePrincipals', { appId: '11111111-1111-4111-8111-111111111111' });
    expect(missing.status).toBeGreaterThanOrEqual(400);
    const ended = await call('POST', `/v1.0/applications/${made.id}/removePassword`, { keyId: secret.body.keyId });
    expect(ended.status).toBe(204);
    expect((await call('DELETE', `/v1.0/applications/${made.id}`)).status).toBe(204);
  });
});

describe('Microsoft Graph PowerShell', () => {
  it('-All follows links, -CountVariable counts, with the header on every page', async () => {
    const ids = new Set<string>();
    let count: number | undefined;
    let path: string | undefined =
      `/v1.0/users?$count=true&$filter=${encodeURIComponent("endsWith(mail,'.example')")}&$orderby=displayName&$top=30`;
    while (path !== undefined) {
      const { status, body } = await call('GET', path, undefined, eventual);
      expect(status).toBe(200);
      count ??= body['@odata.count'];
      for (const user of body.value) ids.add(user.id);
      path = body['@odata.nextLink']?.slice(muster.url.length);
    }
    expect([count, ids.size]).toEqual([107, 107]);
  });

  it('New-MgGroup, New-MgGroupMemberByRef, Update-MgUser, Set-MgUserManagerByRef', async () => {
    const group = await call('POST', '/v1.0/groups', {
      displayName: 'From PowerShell',
      mailEnabled: false,
      mailNickname: 'powershell',
      securityEnabled: true,
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.department -eq "PowerShell"',
      membershipRuleProcessingState: 'On',
    });
    const assigned = await call('POST', '/v1.0/groups/', {
      displayName: 'Assigned',
      mailEnabled: false,
      mailNickname: 'assigned',
      securityEnabled: true,
    });
    const reference = { '@odata.id': `https://graph.microsoft.com/v1.0/directoryObjects/${group.body.id}` };
    expect((await call('POST', `/v1.0/groups/${assigned.body.id}/members/$ref`, reference)).status).toBe(204);
    const person = await createUser(muster.graph, 'pwsh');
    await muster.settled();
    expect(
      (
        await call(
          'PATCH',
          `/v1.0/users/${person.id}`,
          { department: 'PowerShell' },
          { prefer: 'respond-async, wait=5' },
        )
      ).status,
    ).toBe(204);
    const transitive = await call(
      'GET',
      `/v1.0/groups/${assigned.body.id}/transitiveMembers/microsoft.graph.user?$count=true&$select=id`,
      undefined,
      eventual,
    );
    expect(transitive.body.value).toEqual([{ id: person.id }]);
    const manager = { '@odata.id': `https://graph.microsoft.com/v1.0/users/${ken.id}` };
    expect((await call('PUT', `/v1.0/users/${person.id}/manager/$ref`, manager)).status).toBe(204);
    expect((await call('GET', `/v1.0/users/${person.id}/manager?$select=id`)).body.id).toBe(ken.id);
    expect((await call('DELETE', `/v1.0/users/${person.id}/manager/$ref`)).status).toBe(204);
  });

  it('asks for memberships by actions', async () => {
    const ids = await call('POST', `/v1.0/users/${ken.id}/getMemberGroups`, { securityEnabledOnly: false });
    expect(ids.body).toEqual({ '@odata.context': `${muster.url}/v1.0/$metadata#Collection(Edm.String)`, value: [] });
    const members = await call('POST', `/v1.0/users/${ken.id}/microsoft.graph.getMemberObjects`, {
      securityEnabledOnly: false,
    });
    expect(members.status).toBe(200);
  });
});

describe('whatever client', () => {
  it('finds the documented headers', async () => {
    const { headers } = await call('GET', '/v1.0/users?$top=1', undefined, {
      'client-request-id': 'abc',
      'odata-maxversion': '4.01',
    });
    expect(headers.get('content-type')).toBe(
      'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    );
    expect(headers.get('odata-version')).toBe('4.0');
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(headers.get('client-request-id')).toBe('abc');
    expect(headers.get('request-id')).toMatch(/^[0-9a-f-]{36}$/);
    for (const name of ['date', 'x-ms-resource-unit', 'x-ms-ags-diagnostic']) expect(headers.get(name)).toMatch(/\S/);
    expect(JSON.parse(headers.get('x-ms-ags-diagnostic')!)).toBeTypeOf('object');
  });

  it('may send a trailing slash, an entity tag, unknown preferences and custom options', async () => {
    expect((await call('GET', '/v1.0/users/?$top=1&custom=1')).status).toBe(200);
    expect(
      (await call('POST', `/v1.0/users/${ken.id}/getMemberGroups/`, { securityEnabledOnly: true }, { prefer: 'x=y' }))
        .status,
    ).toBe(200);
    const ifMatch = await call('PATCH', `/v1.0/users/${ken.id}`, { city: 'Ulm' }, { 'if-match': 'W/"x"' });
    expect([ifMatch.status, ifMatch.body, ifMatch.headers.get('content-type')]).toEqual([204, '', null]);
  });

  it('gets links to the host it used', async () => {
    const { body } = await call('GET', '/beta/users?$top=1');
    expect(body['@odata.nextLink'].startsWith(`${muster.url}/beta/users?`)).toBe(true);
    expect(body['@odata.context']).toBe(`${muster.url}/beta/$metadata#users`);
  });
});
