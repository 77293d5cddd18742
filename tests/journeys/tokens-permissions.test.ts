import { createClient } from '@muster/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything, idsIn, type Json, reference, refusal } from './graph-client.ts';
import { clientWith, oneOfEach, sender, tokenWith } from './other-applications.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let ids: Readonly<Record<string, string>>;
beforeAll(async () => {
  muster = await startServer();
  ids = await oneOfEach(muster);
});
afterAll(() => muster.stop());

const withToken = sender(() => muster);

describe('an application whose service principal holds a role', () => {
  it('has the role with its next token, and not any more once it is taken away', async () => {
    const client = await createClient(muster.server.directory, {
      displayName: 'Feed',
      permissions: ['Group.Read.All'],
    });
    const credentials = { clientId: client.appId, clientSecret: client.secretText };
    const change = (token: string) => withToken(token, `/v1.0/users/${ids.users}`, 'PATCH', { department: 'Sales' });
    const before = await muster.tokenFor(credentials);
    const assignments = '/v1.0/roleManagement/directory/roleAssignments';
    const given = await muster.call('POST', assignments, {
      roleDefinitionId: 'fe930be7-5e62-47db-91af-98c3a49a38b1',
      principalId: client.servicePrincipalId,
      directoryScopeId: '/',
    });
    expect([given.status, (await change(before)).status]).toEqual([201, 403]);
    const token = await muster.tokenFor(credentials);
    expect((await change(token)).status).toBe(204);
    await muster.call('DELETE', `${assignments}/${given.body.id}`);
    expect((await change(token)).status).toBe(403);
    expect((await withToken(token, `/v1.0/groups/${ids.groups}`)).status).toBe(200);
  });
});

describe('an application that may only read groups', () => {
  it('reads groups, and of their members type and id alone', async () => {
    const graph = await clientWith(muster, 'Group.Read.All');
    const path = `/groups/${ids.groups}`;
    expect((await graph.api(path).get()).displayName).toBe('Readable');
    expect((await graph.api('/groups').get()).value.length).toBeGreaterThan(0);
    const lists = [
      `${path}/members`,
      `${path}/transitiveMembers`,
      `${path}/members?$select=displayName,city`,
      `${path}/members/microsoft.graph.user?$select=id,displayName,city`,
      `${path}/owners`,
    ];
    for (const list of lists) {
      const text = JSON.stringify(await graph.api(list).get());
      expect(text, list).not.toMatch(/anna|bert|Secretville/);
    }
    const [member] = await everything(graph, `${path}/members`);
    expect(member).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: ids.users });
    expect(
      Object.values(member).filter((value) => value !== null && !(Array.isArray(value) && value.length === 0)),
    ).toEqual(['#microsoft.graph.user', ids.users]);
    const single = await graph
      .api(`${path}/members/${ids.users}`)
      .get()
      .catch((problem) => problem.body);
    expect(JSON.stringify(single)).not.toMatch(/anna|Secretville/);
    for (const expand of ['members', 'members($select=displayName)', 'owners', 'transitiveMembers']) {
      const answer = await graph
        .api(path)
        .query({ $expand: expand })
        .get()
        .catch((problem) => problem.body);
      expect(JSON.stringify(answer), expand).not.toMatch(/anna|bert|Secretville/);
    }
  });

  it('cannot find out by searching, sorting or counting what it may not read', async () => {
    const graph = await clientWith(muster, 'Group.Read.All');
    const members = () =>
      graph.api(`/groups/${ids.groups}/members/microsoft.graph.user`).header('ConsistencyLevel', 'eventual');
    for (const query of [
      { $filter: "city eq 'Secretville'", $count: 'true' },
      { $filter: "startsWith(displayName,'a')", $count: 'true' },
      { $search: '"displayName:anna"' },
    ]) {
      const answer = await members()
        .query(query)
        .get()
        .catch((problem) => ({ value: [], problem }));
      expect(answer.value, JSON.stringify(query)).toEqual([]);
      expect(answer['@odata.count'] ?? 0, JSON.stringify(query)).toBe(0);
    }
    const denied = [
      '/users',
      `/users/${ids.users}`,
      '/users/anna@adventure-works.com',
      `/users/${ids.users}/manager`,
      `/users/${ids.users}/directReports`,
      '/devices',
      '/applications',
      '/servicePrincipals',
      '/organization',
      '/domains',
      '/directory/deletedItems/microsoft.graph.user',
      `/directory/deletedItems/${ids.deletedItems}`,
    ];
    for (const path of denied) {
      const { status, code, error } = await refusal(graph.api(path).get());
      expect([status, code], path).toEqual([403, 'Authorization_RequestDenied']);
      expect(error.innerError.reason, path).toBe('MissingPermission');
    }
    const byIds = await graph.api('/directoryObjects/getByIds').post({ ids: [ids.users, ids.groups] });
    expect(JSON.stringify(byIds)).not.toMatch(/anna|Secretville/);
    const evaluation = { memberId: ids.users, membershipRule: 'user.city -eq "Secretville"' };
    const evaluate = graph.api('/groups/evaluateDynamicMembership').version('beta').post(evaluation);
    expect((await refusal(evaluate)).status).toBe(403);
  });

  it('writes nothing', async () => {
    const token = await tokenWith(muster, 'Group.Read.All');
    const before = (await muster.call('GET', `/v1.0/groups/${ids.groups}`)).body;
    const rule = { groupTypes: ['DynamicMembership'], membershipRule: 'user.city -ne null' };
    const writes: readonly [method: string, path: string, body?: object][] = [
      ['POST', '/groups', { displayName: 'x', mailEnabled: false, mailNickname: 'x', securityEnabled: true }],
      ['PATCH', `/groups/${ids.groups}`, { description: 'x' }],
      ['PATCH', `/groups/${ids.groups}`, rule],
      ['PATCH', `/groups/${ids.groups}`, { 'members@odata.bind': [reference(ids.manager!)['@odata.id']] }],
      ['DELETE', `/groups/${ids.groups}`],
      ['DELETE', `/directoryObjects/${ids.groups}`],
      ['POST', `/groups/${ids.groups}/members/$ref`, reference(ids.manager!)],
      ['DELETE', `/groups/${ids.groups}/members/${ids.users}/$ref`],
      ['POST', `/groups/${ids.groups}/owners/$ref`, reference(ids.users!)],
      ['DELETE', `/groups/${ids.groups}/owners/${ids.manager}/$ref`],
      ['POST', `/groups/${ids.groups}/reprocessMembership`],
      ['PATCH', `/users/${ids.users}`, { city: 'x' }],
      ['DELETE', `/users/${ids.users}`],
      ['DELETE', `/users/${ids.users}/manager/$ref`],
      ['DELETE', `/devices/${ids.devices}`],
      ['DELETE', `/applications/${ids.applications}`],
      ['POST', `/applications/${ids.applications}/addPassword`, {}],
      ['POST', `/directory/deletedItems/${ids.deletedItems}/restore`, {}],
      ['DELETE', `/directory/deletedItems/${ids.deletedItems}`],
    ];
    for (const [method, path, body] of writes) {
      const answer = await withToken(token, `/v1.0${path}`, method, body);
      expect([answer.status, answer.body.error?.code], `${method} ${path}`).toEqual([
        403,
        'Authorization_RequestDenied',
      ]);
      const step = { id: '1', method, url: path, headers: { 'Content-Type': 'application/json' }, body };
      const { responses } = (await withToken(token, '/v1.0/$batch', 'POST', { requests: [step] })).body;
      expect(responses[0].status, `batch ${method} ${path}`).toBe(403);
    }
    expect((await muster.call('GET', `/v1.0/groups/${ids.groups}`)).body).toEqual(before);
    expect(await idsIn(muster.graph, `/groups/${ids.groups}/members`)).toEqual([ids.users]);
  });
});

describe('an application that may only read users', () => {
  it('reads users, and of their groups type and id alone', async () => {
    const graph = await clientWith(muster, 'User.Read.All');
    expect((await graph.api(`/users/${ids.users}`).get()).displayName).toBe('anna');
    expect((await graph.api(`/users/${ids.users}/manager`).get()).displayName).toBe('bert');
    for (const path of ['memberOf', 'transitiveMemberOf', 'memberOf/microsoft.graph.group?$select=id,displayName']) {
      const { value } = await graph.api(`/users/${ids.users}/${path}`).get();
      expect(
        value.map((each: Json) => each.id),
        path,
      ).toEqual([ids.groups]);
      expect(JSON.stringify(value), path).not.toContain('Readable');
    }
    const expanded = await graph.api(`/users/${ids.users}`).query({ $expand: 'memberOf' }).get();
    expect(JSON.stringify(expanded)).not.toContain('Readable');
    expect((await refusal(graph.api(`/groups/${ids.groups}`).get())).status).toBe(403);
  });
});
