import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGroup, createUser, everything, idsIn, type Json, namesIn, reference, refusal } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let people: Json[];
let principal: Json;
beforeAll(async () => {
  muster = await startServer();
  const aliases = Array.from({ length: 25 }, (_, i) => `person${String(i).padStart(2, '0')}`);
  people = await Promise.all(aliases.map((alias) => createUser(muster.graph, alias)));
  const application = await muster.graph.api('/applications').post({ displayName: 'Payroll' });
  principal = await muster.graph.api('/servicePrincipals').post({ appId: application.appId });
});
afterAll(() => muster.stop());

const api = (path: string) => muster.graph.api(path);
const urls = (objects: readonly Json[]) => objects.map((each) => reference(each.id)['@odata.id']);
const members = (group: Json) => namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`);
const names = (objects: readonly Json[]) => objects.map((each) => each.displayName as string).sort();
const add = (group: Json, member: Json) => api(`/groups/${group.id}/members/$ref`).post(reference(member.id));
const unified = (name: string, more: object = {}) =>
  createGroup(muster.graph, name, null, { groupTypes: ['Unified'], mailEnabled: true, ...more });

describe('members by reference', () => {
  it('are added and removed one by one, whatever the form of the address', async () => {
    const group = await createGroup(muster.graph, 'One by one', null);
    const forms = [
      `https://graph.microsoft.com/v1.0/directoryObjects/${people[0].id}`,
      `${muster.url}/beta/users/${people[1].id}`,
      `http://elsewhere.example/v1.0/users/${people[2].userPrincipalName}`,
      `https://graph.microsoft.com/v1.0/directoryObjects('${people[3].id}')`,
    ];
    for (const form of forms) await api(`/groups/${group.id}/members/$ref`).post({ '@odata.id': form });
    expect(await members(group)).toEqual(names(people.slice(0, 4)));
    await api(`/groups/${group.id}/members/${people[1].id}/$ref`).delete();
    expect(await members(group)).toEqual(names([people[0], people[2], people[3]]));
    const { value } = await api(`/groups/${group.id}/members/$ref`).get();
    expect(value.map((each: Json) => each['@odata.id'].split('/').at(-1)).sort()).toEqual(
      [people[0], people[2], people[3]].map((each) => each.id).sort(),
    );
    const one = await api(`/groups/${group.id}/members/${people[0].id}`).get();
    expect(one).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: people[0].id });
    expect((await refusal(api(`/groups/${group.id}/members/${people[1].id}`).get())).status).toBe(404);
  });

  it('are added twenty at a time, all or none', async () => {
    const group = await createGroup(muster.graph, 'Twenty', null);
    const bind = (chosen: readonly Json[]) => api(`/groups/${group.id}`).patch({ 'members@odata.bind': urls(chosen) });
    expect((await refusal(bind(people.slice(0, 21)))).status).toBe(400);
    expect(await members(group)).toEqual([]);
    await bind(people.slice(0, 20));
    expect(await members(group)).toEqual(names(people.slice(0, 20)));
    expect((await refusal(bind([people[20], { id: randomUUID() }]))).status).toBe(404);
    expect((await refusal(bind([people[20], people[0]]))).status).toBe(400);
    expect((await refusal(bind([people[20], group]))).status).toBe(400);
    expect(await members(group)).toHaveLength(20);
    await bind(people.slice(20));
    expect(await members(group)).toEqual(names(people));
  });

  it('can be given at creation with owners, twenty together', async () => {
    const bind = (owners: readonly Json[], chosen: readonly Json[]) => ({
      'owners@odata.bind': urls(owners),
      'members@odata.bind': urls(chosen),
    });
    const many = bind([people[0]], people.slice(0, 20));
    expect((await refusal(createGroup(muster.graph, 'Too many', null, many))).status).toBe(400);
    const unknown = bind([], [people[0], { id: randomUUID() }]);
    expect((await refusal(createGroup(muster.graph, 'Too many', null, unknown))).status).toBe(404);
    expect(await namesIn(muster.graph, "/groups?$filter=displayName eq 'Too many'")).toEqual([]);
    const group = await createGroup(muster.graph, 'Given', null, bind([people[0], principal], people.slice(1, 19)));
    expect(await members(group)).toEqual(names(people.slice(1, 19)));
    expect(await idsIn(muster.graph, `/groups/${group.id}/owners`)).toEqual([people[0].id, principal.id].sort());
  });

  it('are refused when there already, unknown, or the group itself', async () => {
    const group = await createGroup(muster.graph, 'Refusing', null);
    await add(group, people[0]);
    const duplicate = await refusal(add(group, people[0]));
    expect(duplicate).toMatchObject({
      status: 400,
      code: 'Request_BadRequest',
      message: "One or more added object references already exist for the following modified properties: 'members'.",
    });
    expect(await refusal(add(group, { id: randomUUID() }))).toMatchObject({
      status: 404,
      code: 'Request_ResourceNotFound',
    });
    expect((await refusal(add(group, group))).status).toBe(400);
    expect((await refusal(add({ id: randomUUID() }, people[0]))).status).toBe(404);
    const notMember = api(`/groups/${group.id}/members/${people[1].id}/$ref`).delete();
    expect(await refusal(notMember)).toMatchObject({ status: 404, code: 'Request_ResourceNotFound' });
    for (const body of [{}, { '@odata.id': 7 }, { '@odata.id': 'https://graph.microsoft.com/v1.0/planets/1' }]) {
      expect((await refusal(api(`/groups/${group.id}/members/$ref`).post(body))).status).toBe(400);
    }
    expect(await members(group)).toEqual(names([people[0]]));
  });

  it('are not deleted by forgetting $ref', async () => {
    const group = await createGroup(muster.graph, 'Careful', null);
    await add(group, people[0]);
    expect((await refusal(api(`/groups/${group.id}/members/${people[0].id}`).delete())).status).toBe(405);
    expect(await members(group)).toEqual(names([people[0]]));
    expect((await api(`/users/${people[0].id}`).get()).id).toBe(people[0].id);
  });
});

describe('groups in groups', () => {
  it('are followed upwards and downwards, through circles too', async () => {
    const [top, middle, bottom] = await Promise.all(
      ['Top', 'Middle', 'Bottom'].map((name) => createGroup(muster.graph, name, null)),
    );
    await add(top, middle);
    await add(middle, bottom);
    await add(bottom, people[0]);
    await add(middle, people[1]);
    await add(bottom, top);
    expect(await members(top)).toEqual(['Middle']);
    expect(await namesIn(muster.graph, `/groups/${top.id}/transitiveMembers?$select=displayName`)).toEqual(
      expect.arrayContaining(['Bottom', 'Middle', ...names([people[0], people[1]])]),
    );
    const userPath = `/users/${people[0].id}`;
    const direct = await idsIn(muster.graph, `${userPath}/memberOf`);
    expect(direct).toContain(bottom.id);
    expect(direct).not.toContain(middle.id);
    const all = await idsIn(muster.graph, `${userPath}/transitiveMemberOf/microsoft.graph.group`);
    expect(all).toEqual(expect.arrayContaining([bottom.id, middle.id, top.id]));
    const { value } = await api(`${userPath}/getMemberGroups`).post({ securityEnabledOnly: true });
    expect(value.sort()).toEqual(all);
    const asked = [randomUUID(), top.id, middle.id];
    const checked = await api(`${userPath}/checkMemberGroups`).post({ groupIds: asked });
    expect(checked.value.sort()).toEqual([top.id, middle.id].sort());
    const ofGroup = await api(`/groups/${bottom.id}/getMemberGroups`).post({ securityEnabledOnly: false });
    expect(ofGroup.value).toEqual(expect.arrayContaining([middle.id, top.id]));
    const security = api(`/groups/${bottom.id}/getMemberGroups`).post({ securityEnabledOnly: true });
    expect((await refusal(security)).status).toBe(400);
    const many = Array.from({ length: 21 }, () => randomUUID());
    expect((await refusal(api(`${userPath}/checkMemberGroups`).post({ groupIds: many }))).status).toBe(400);

    await api(`/groups/${middle.id}`).delete();
    const left = await idsIn(muster.graph, `${userPath}/transitiveMemberOf/microsoft.graph.group`);
    expect(left).toContain(bottom.id);
    expect(left).not.toContain(middle.id);
    expect(await members(top)).toEqual([]);
  });

  it('leaves out groups that are not security-enabled when asked', async () => {
    const mail = await unified('Only mail', { securityEnabled: false });
    await add(mail, people[7]);
    const path = `/users/${people[7].id}/getMemberGroups`;
    expect((await api(path).post({ securityEnabledOnly: false })).value).toContain(mail.id);
    expect((await api(path).post({ securityEnabledOnly: true })).value).not.toContain(mail.id);
  });
});

describe('owners', () => {
  it('are users and service principals', async () => {
    const group = await createGroup(muster.graph, 'Owned', null);
    const owners = api(`/groups/${group.id}/owners/$ref`);
    await owners.post(reference(people[0].id));
    await owners.post(reference(principal.id));
    expect(await refusal(owners.post(reference(people[0].id)))).toMatchObject({
      status: 400,
      message: "One or more added object references already exist for the following modified properties: 'owners'.",
    });
    const other = await createGroup(muster.graph, 'No owner', null);
    expect((await refusal(owners.post(reference(other.id)))).status).toBe(400);
    expect((await refusal(owners.post(reference(randomUUID())))).status).toBe(404);
    expect(await members(group)).toEqual([]);
    const owned = await everything(muster.graph, `/users/${people[0].id}/ownedObjects`);
    expect(owned.map((each) => each.id)).toContain(group.id);
    await api(`/groups/${group.id}/owners/${people[0].id}/$ref`).delete();
    await api(`/groups/${group.id}/owners/${principal.id}/$ref`).delete();
    expect(await idsIn(muster.graph, `/groups/${group.id}/owners`)).toEqual([]);
  });
});
