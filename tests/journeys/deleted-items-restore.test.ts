import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGroup, createUser, everything, idsIn, type Json, namesIn, reference, refusal } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer();
});
afterAll(() => muster.stop());

const api = (path: string) => muster.graph.api(path);
const members = (group: Json) => namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`);
const deletedIds = (type: string) => idsIn(muster.graph, `/directory/deletedItems/microsoft.graph.${type}?$select=id`);
const restore = (object: Json) => api(`/directory/deletedItems/${object.id}/restore`).post({});
const purge = (object: Json) => api(`/directory/deletedItems/${object.id}`).delete();
const add = (group: Json, member: Json) => api(`/groups/${group.id}/members/$ref`).post(reference(member.id));

describe('a deleted user', () => {
  it('is gone from everywhere but the deleted items, and comes back as before', async () => {
    const [dynamic, assigned] = await Promise.all([
      createGroup(muster.graph, 'Bergen', 'user.city -eq "Bergen"'),
      createGroup(muster.graph, 'Chosen', null),
    ]);
    await muster.settled();
    const user = await createUser(muster.graph, 'dora', { city: 'Bergen', mail: 'dora@adventure-works.com' });
    await add(assigned, user);
    expect([await members(dynamic), await members(assigned)]).toEqual([['dora'], ['dora']]);

    await api(`/users/${user.id}`).delete();
    expect([await members(dynamic), await members(assigned)]).toEqual([[], []]);
    expect((await refusal(api(`/users/${user.id}`).get())).status).toBe(404);
    expect((await refusal(api('/users/dora@adventure-works.com').get())).status).toBe(404);
    expect((await refusal(api(`/directoryObjects/${user.id}`).get())).status).toBe(404);
    expect((await refusal(api(`/users/${user.id}`).patch({ city: 'Oslo' }))).status).toBe(404);
    expect((await refusal(api(`/users/${user.id}`).delete())).status).toBe(404);
    expect((await refusal(add(assigned, user))).status).toBe(404);
    expect(await namesIn(muster.graph, "/users?$filter=startsWith(displayName,'dora')")).toEqual([]);
    const read = await api(`/directory/deletedItems/${user.id}`).select('id,userPrincipalName,deletedDateTime').get();
    expect(read).toMatchObject({
      '@odata.type': '#microsoft.graph.user',
      id: user.id,
      userPrincipalName: `${user.id.replaceAll('-', '')}dora@adventure-works.com`,
      deletedDateTime: expect.stringMatching(/Z$/),
    });
    expect(await deletedIds('user')).toEqual([user.id]);
    expect(await deletedIds('group')).toEqual([]);

    const restored = await restore(user);
    expect(restored).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: user.id });
    expect(await api('/users/dora@adventure-works.com').select('id,city,deletedDateTime').get()).toMatchObject({
      id: user.id,
      city: 'Bergen',
      deletedDateTime: null,
    });
    expect([await members(dynamic), await members(assigned)]).toEqual([['dora'], ['dora']]);
    expect(await deletedIds('user')).toEqual([]);
    expect((await refusal(restore(user))).status).toBe(404);
  });

  it('leaves its name free, and cannot take it back while somebody else has it', async () => {
    const first = await createUser(muster.graph, 'emil');
    await api(`/users/${first.id}`).delete();
    const second = await createUser(muster.graph, 'emil');
    const { status, code, error } = await refusal(restore(first));
    expect([status, code]).toEqual([400, 'Request_BadRequest']);
    expect(error.message).toBe('Another object with the same value for property userPrincipalName already exists.');
    expect(error.details[0]).toMatchObject({ code: 'ObjectConflict', target: 'userPrincipalName' });
    expect(await deletedIds('user')).toEqual([first.id]);
    await api(`/users/${second.id}`).patch({ userPrincipalName: 'emil2@adventure-works.com' });
    await restore(first);
    expect((await api('/users/emil@adventure-works.com').get()).id).toBe(first.id);
  });

  it('meets the directory as it is now when it comes back', async () => {
    const group = await createGroup(muster.graph, 'Changing', 'user.city -eq "Narvik"');
    const gone = await createGroup(muster.graph, 'Deleted meanwhile', null);
    const turned = await createGroup(muster.graph, 'Turned dynamic', null);
    await muster.settled();
    const user = await createUser(muster.graph, 'frida', { city: 'Narvik' });
    for (const each of [gone, turned]) await add(each, user);
    await api(`/users/${user.id}`).delete();
    await api(`/groups/${group.id}`).patch({ membershipRule: 'user.city -ne "Narvik"' });
    await api(`/groups/${gone.id}`).delete();
    const rule = { groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "Nowhere"' };
    await api(`/groups/${turned.id}`).patch(rule);
    await muster.settled();
    await restore(user);
    expect(await idsIn(muster.graph, `/users/${user.id}/memberOf`)).toEqual([]);
    await api(`/users/${user.id}`).patch({ city: 'Nowhere' });
    expect(await idsIn(muster.graph, `/users/${user.id}/memberOf`)).toEqual([group.id, turned.id].sort());
  });

  it('is no manager while deleted', async () => {
    const [boss, report] = await Promise.all([createUser(muster.graph, 'greta'), createUser(muster.graph, 'hanna')]);
    const group = await createGroup(muster.graph, 'Reports', `Direct Reports for "${boss.id}"`);
    await api(`/users/${report.id}/manager/$ref`).put(reference(boss.id));
    await muster.settled();
    expect(await members(group)).toEqual(['greta', 'hanna']);
    await api(`/users/${boss.id}`).delete();
    expect(await members(group)).toEqual([]);
    expect((await refusal(api(`/users/${report.id}/manager`).get())).status).toBe(404);
    await restore(boss);
    expect(await members(group)).toEqual(['greta', 'hanna']);
    expect((await api(`/users/${report.id}/manager`).get()).id).toBe(boss.id);
  });

  it('is gone for good once purged', async () => {
    const user = await createUser(muster.graph, 'ida');
    expect((await refusal(purge(user))).status).toBe(404);
    await api(`/users/${user.id}`).delete();
    await purge(user);
    expect((await refusal(purge(user))).status).toBe(404);
    expect((await refusal(restore(user))).status).toBe(404);
    expect((await refusal(api(`/directory/deletedItems/${user.id}`).get())).status).toBe(404);
    expect(await deletedIds('user')).not.toContain(user.id);
    await createUser(muster.graph, 'ida');
  });
});

describe('a deleted group', () => {
  it('gets its members back, and its place in others', async () => {
    const [user, other] = await Promise.all([createUser(muster.graph, 'jonas'), createUser(muster.graph, 'karin')]);
    const parent = await createGroup(muster.graph, 'Parent', null);
    const group = await createGroup(muster.graph, 'Child', null);
    const follower = await createGroup(
      muster.graph,
      'Follower',
      `user.memberOf -any (group.objectId -in ['${group.id}'])`,
    );
    for (const member of [user, other]) await add(group, member);
    await add(parent, group);
    await api(`/groups/${group.id}/owners/$ref`).post(reference(user.id));
    await muster.settled();
    expect(await members(follower)).toEqual(['jonas', 'karin']);

    await api(`/groups/${group.id}`).delete();
    await muster.settled();
    expect((await refusal(api(`/groups/${group.id}`).get())).status).toBe(404);
    expect((await refusal(api(`/groups/${group.id}/members`).get())).status).toBe(404);
    expect(await deletedIds('group')).toEqual(expect.arrayContaining([group.id]));
    expect([await members(parent), await members(follower)]).toEqual([[], []]);
    expect(await idsIn(muster.graph, `/users/${user.id}/memberOf`)).not.toContain(group.id);
    await api(`/users/${other.id}`).delete();

    const restored = await restore(group);
    await muster.settled();
    expect(restored).toMatchObject({ '@odata.type': '#microsoft.graph.group', id: group.id, displayName: 'Child' });
    expect([await members(group), await members(parent), await members(follower)]).toEqual([
      ['jonas'],
      ['Child'],
      ['jonas'],
    ]);
    expect(await idsIn(muster.graph, `/groups/${group.id}/owners`)).toEqual([user.id]);
  });

  it('is filled anew from its rule when dynamic', async () => {
    const user = await createUser(muster.graph, 'lars', { city: 'Voss' });
    const group = await createGroup(muster.graph, 'Voss', 'user.city -eq "Voss"');
    await muster.settled();
    await api(`/groups/${group.id}`).delete();
    await api(`/users/${user.id}`).patch({ city: 'Molde' });
    await createUser(muster.graph, 'maja', { city: 'Voss' });
    await restore(group);
    await muster.settled();
    expect(await members(group)).toEqual(['maja']);
    await api(`/users/${user.id}`).patch({ city: 'Voss' });
    expect(await members(group)).toEqual(['lars', 'maja']);
  });

  it('keeps its nickname and its unique name until it is purged', async () => {
    const team = () =>
      createGroup(muster.graph, 'Team', null, { groupTypes: ['Unified'], mailEnabled: true, uniqueName: 'team' });
    const first = await team();
    await api(`/groups/${first.id}`).delete();
    const targets = (await refusal(team())).error.details.map((each: Json) => each.target);
    expect(['mailNickname', 'uniqueName']).toEqual(expect.arrayContaining(targets));
    expect((await refusal(api("/groups(uniqueName='team')").get())).status).toBe(404);
    await restore(first);
    expect((await api("/groups(uniqueName='team')").get()).id).toBe(first.id);
    await api(`/groups/${first.id}`).delete();
    await purge(first);
    expect((await team()).id).not.toBe(first.id);
  });
});

describe('a deleted application', () => {
  it('takes its principal with it, can no longer sign in, and comes back alone', async () => {
    const application = await api('/applications').post({ displayName: 'Payroll' });
    const principal = await api('/servicePrincipals').post({ appId: application.appId });
    const group = await createGroup(muster.graph, 'Machines', null);
    await add(group, principal);
    const { secretText } = await api(`/applications/${application.id}/addPassword`).post({});
    const credentials = { clientId: application.appId as string, clientSecret: secretText as string };
    expect(await muster.tokenFor(credentials)).toMatch(/^ey/);

    await api(`/applications/${application.id}`).delete();
    await expect(muster.tokenFor(credentials)).rejects.toThrow(/AADSTS700016/);
    expect(await members(group)).toEqual([]);
    expect(await deletedIds('application')).toEqual([application.id]);
    expect(await deletedIds('servicePrincipal')).toEqual([principal.id]);

    expect(await restore(application)).toMatchObject({ '@odata.type': '#microsoft.graph.application' });
    expect(await deletedIds('servicePrincipal')).toEqual([principal.id]);
    expect((await refusal(api(`/servicePrincipals/${principal.id}`).get())).status).toBe(404);
    await restore(principal);
    expect(await members(group)).toEqual(['Payroll']);
    expect(await muster.tokenFor(credentials)).toMatch(/^ey/);

    await api(`/applications/${application.id}`).delete();
    await purge(principal);
    await purge(application);
    expect([await deletedIds('application'), await deletedIds('servicePrincipal')]).toEqual([[], []]);
  });
});

describe('the list of deleted items', () => {
  it('wants a type, and is searched like other lists', async () => {
    const users = await Promise.all(['nora1', 'nora2', 'olaf1'].map((alias) => createUser(muster.graph, alias)));
    for (const user of users) await api(`/users/${user.id}`).delete();
    expect((await refusal(api('/directory/deletedItems').get())).status).toBe(400);
    const path = '/directory/deleteditems/Microsoft.Graph.User';
    expect(await namesIn(muster.graph, `${path}?$filter=startsWith(displayName,'nora')`)).toEqual(['nora1', 'nora2']);
    const count = await api(`${path}/$count`).header('ConsistencyLevel', 'eventual').get();
    expect(Number(count)).toBe((await everything(muster.graph, path)).length);
    const sorted = await api('/directory/deletedItems/microsoft.graph.user')
      .query({ $orderby: 'deletedDateTime desc', $count: 'true', $top: '1' })
      .header('ConsistencyLevel', 'eventual')
      .get();
    expect(sorted['@odata.count']).toBe(Number(count));
    expect(sorted.value).toHaveLength(1);
    expect(sorted['@odata.nextLink']).toContain('/v1.0/directory/deletedItems/');
  });
});
