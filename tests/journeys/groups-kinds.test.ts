import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDevice,
  createGroup,
  createUser,
  everything,
  idsIn,
  type Json,
  namesIn,
  reference,
  refusal,
} from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let people: Json[];
let principal: Json;
beforeAll(async () => {
  muster = await startServer();
  const aliases = Array.from({ length: 5 }, (_, i) => `person${String(i).padStart(2, '0')}`);
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

describe('what may be in what', () => {
  it('is as the table of containment says', async () => {
    const laptop = await createDevice(muster.graph, 'laptop');
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
    const [phone, inner] = [await createDevice(muster.graph, 'phone'), await createGroup(muster.graph, 'Inside', null)];
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
    await api(`/groups/${created.body.id}`).delete();
    const held = await upsert(body, ifMissing);
    expect([held.status, held.body.error.details[0].target]).toEqual([400, 'uniqueName']);
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
