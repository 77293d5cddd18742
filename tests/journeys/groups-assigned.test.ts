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
const device = (displayName: string) =>
  api('/devices').post({
    accountEnabled: true,
    alternativeSecurityIds: [{ type: 2, key: Buffer.from(displayName).toString('base64') }],
    deviceId: randomUUID(),
    displayName,
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.1',
  });
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

describe('what may be in what', () => {
  it('is as the table of containment says', async () => {
    const laptop = await device('laptop');
    const roles = await createGroup(muster.graph, 'Roles', null, { isAssignableToRole: true });
    const inner = { security: await createGroup(muster.graph, 'Inner', null), unified: await unified('Inner M365') };
    const dynamic = await createGroup(muster.graph, 'Inner dynamic', 'user.city -eq "x"');
    const table: readonly [group: Json, member: Json, isAllowed: boolean][] = [
      [await createGroup(muster.graph, 'Security', null), people[0], true],
      [await createGroup(muster.graph, 'Security 2', null), inner.security, true],
      [await createGroup(muster.graph, 'Security 3', null), inner.unified, false],
      [await createGroup(muster.graph, 'Security 4', null), laptop, true],
      [await createGroup(muster.graph, 'Security 5', null), principal, true],
      [await createGroup(muster.graph, 'Security 6', null), dynamic, true],
      [await unified('M365 1'), people[0], true],
      [await unified('M365 2'), inner.security, false],
      [await unified('M365 3'), inner.unified, false],
      [await unified('M365 4'), laptop, false],
      [await unified('M365 5'), principal, false],
      [roles, people[0], true],
      [roles, inner.security, false],
      [roles, laptop, false],
      [roles, principal, true],
    ];
    for (const [group, member, isAllowed] of table) {
      const label = `${member.displayName} in ${group.displayName}`;
      const { status } = await muster.call('POST', `/v1.0/groups/${group.id}/members/$ref`, reference(member.id));
      expect(status, label).toBe(isAllowed ? 204 : 400);
      const ids = await idsIn(muster.graph, `/groups/${group.id}/members`);
      expect(ids.includes(member.id), label).toBe(isAllowed);
    }
    await muster.settled();
  });

  it('leaves out applications, which are no members', async () => {
    const group = await createGroup(muster.graph, 'No applications', null);
    const application = await api('/applications').post({ displayName: 'Not a member' });
    const { status } = await muster.call('POST', `/v1.0/groups/${group.id}/members/$ref`, reference(application.id));
    expect([400, 404]).toContain(status);
    expect(await members(group)).toEqual([]);
  });

  it('shows members of several kinds with their types, and each kind by a cast', async () => {
    const group = await createGroup(muster.graph, 'Mixed', null);
    const [phone, inner] = [await device('phone'), await createGroup(muster.graph, 'Inside', null)];
    for (const member of [people[0], phone, inner, principal]) await add(group, member);
    const types = Object.fromEntries(
      (await everything(muster.graph, `/groups/${group.id}/members`)).map((each) => [each.id, each['@odata.type']]),
    );
    expect(types).toEqual({
      [people[0].id]: '#microsoft.graph.user',
      [phone.id]: '#microsoft.graph.device',
      [inner.id]: '#microsoft.graph.group',
      [principal.id]: '#microsoft.graph.servicePrincipal',
    });
    for (const [type, member] of Object.entries({ user: people[0], device: phone, group: inner })) {
      const page = await api(`/groups/${group.id}/members/microsoft.graph.${type}`).get();
      expect(page.value).toHaveLength(1);
      expect(page.value[0]).toMatchObject({ id: member.id });
      expect(page.value[0]).not.toHaveProperty('@odata.type');
    }
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

describe('a Microsoft 365 group', () => {
  it('has an address, is public, and keeps its last owner', async () => {
    const group = await unified('Project Moon', { 'owners@odata.bind': urls([people[0]]) });
    expect(group).toMatchObject({
      mail: 'ProjectMoon@adventure-works.com',
      visibility: 'Public',
      groupTypes: ['Unified'],
      mailEnabled: true,
    });
    expect(group.proxyAddresses).toEqual(['SMTP:ProjectMoon@adventure-works.com']);
    const removal = api(`/groups/${group.id}/owners/${people[0].id}/$ref`);
    expect((await refusal(removal.delete())).message).toBe(
      'The group must have at least one owner, hence this owner cannot be removed.',
    );
    await api(`/groups/${group.id}/owners/$ref`).post(reference(people[1].id));
    await removal.delete();
    expect(await idsIn(muster.graph, `/groups/${group.id}/owners`)).toEqual([people[1].id]);
  });

  it('has a nickname of its own', async () => {
    await unified('Nick');
    const { status, error } = await refusal(unified('Nick'));
    expect(status).toBe(400);
    expect(error.details[0]).toMatchObject({ code: 'ObjectConflict', target: 'mailNickname' });
    await createGroup(muster.graph, 'Nick', null);
  });

  it('stays what it is', async () => {
    const group = await unified('Fixed kind');
    expect((await refusal(api(`/groups/${group.id}`).patch({ groupTypes: [] }))).status).toBe(400);
    const security = await createGroup(muster.graph, 'Fixed security', null);
    expect((await refusal(api(`/groups/${security.id}`).patch({ groupTypes: ['Unified'] }))).status).toBe(400);
    const mailed = createGroup(muster.graph, 'Mailed', null, { mailEnabled: true });
    expect((await refusal(mailed)).message).toContain('does not currently support writes of mail-enabled groups');
    const nothing = createGroup(muster.graph, 'Nothing', null, { securityEnabled: false });
    expect((await refusal(nothing)).status).toBe(400);
    const devices = unified('Devices', {
      groupTypes: ['Unified', 'DynamicMembership'],
      membershipRule: 'device.displayName -ne null',
      membershipRuleProcessingState: 'On',
    });
    expect((await refusal(devices)).status).toBe(400);
  });

  it('can be dynamic', async () => {
    const group = await unified('Dynamic M365', {
      groupTypes: ['Unified', 'DynamicMembership'],
      membershipRule: `user.displayName -in ["${people[3].displayName}", "${people[4].displayName}"]`,
      membershipRuleProcessingState: 'On',
    });
    await muster.settled();
    expect(await members(group)).toEqual(names([people[3], people[4]]));
  });
});

describe('an upsert', () => {
  it('creates a group once and updates it from then on', async () => {
    const upsert = (body: object, headers: Record<string, string> = {}) =>
      muster.call('PATCH', "/v1.0/groups(uniqueName='team-moon')", body, headers);
    const ifMissing = { Prefer: 'create-if-missing' };
    const body = { displayName: 'Moon', mailEnabled: false, mailNickname: 'moon', securityEnabled: true };
    expect((await upsert(body)).status).toBe(404);
    const created = await upsert(body, ifMissing);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ displayName: 'Moon', uniqueName: 'team-moon' });
    expect(created.headers.get('location')).toContain(created.body.id);
    expect(created.headers.get('preference-applied')).toBe('create-if-missing');
    const again = await upsert({ ...body, displayName: 'Full moon' }, ifMissing);
    expect([again.status, again.body]).toEqual([204, '']);
    const read = await api("/groups(uniqueName='team-moon')").get();
    expect(read).toMatchObject({ id: created.body.id, displayName: 'Full moon' });
    expect((await upsert({ displayName: 'New moon' })).status).toBe(204);
    expect((await upsert({ uniqueName: 'other' })).status).toBe(400);
    const taken = await refusal(createGroup(muster.graph, 'Same name', null, { uniqueName: 'TEAM-moon' }));
    expect(taken.error.details[0]).toMatchObject({ code: 'ObjectConflict', target: 'uniqueName' });
    const incomplete = await muster.call('PATCH', "/v1.0/groups(uniqueName='half')", { displayName: 'x' }, ifMissing);
    expect(incomplete.status).toBe(400);
  });

  it('does the same for applications', async () => {
    const path = "/v1.0/applications(uniqueName='billing')";
    const ifMissing = { Prefer: 'create-if-missing' };
    expect((await muster.call('PATCH', path, { displayName: 'Billing' })).status).toBe(404);
    const created = await muster.call('PATCH', path, { displayName: 'Billing' }, ifMissing);
    expect([created.status, created.body.uniqueName]).toEqual([201, 'billing']);
    expect((await muster.call('PATCH', path, { displayName: 'Bills' }, ifMissing)).status).toBe(204);
    expect(await api("/applications(uniqueName='billing')").get()).toMatchObject({
      id: created.body.id,
      displayName: 'Bills',
    });
    const byAppId = await api(`/applications(appId='${created.body.appId}')`).get();
    expect(byAppId.id).toBe(created.body.id);
  });
});
