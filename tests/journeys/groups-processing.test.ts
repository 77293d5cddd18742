import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namesOf } from './demo-people.ts';
import { createGroup, createUser, idsIn, type Json, namesIn, reference, refusal } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

let muster: StartedServer;
let ken: Json;
beforeAll(async () => {
  muster = await startServer({ demo: true });
  ken = await muster.graph.api('/users/ken0@adventure-works.com').get();
});
afterAll(() => muster.stop());

const members = (group: Json) => namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`);
const patch = (group: Json, body: object) => muster.graph.api(`/groups/${group.id}`).patch(body);
const inDepartment = (department: string) => namesOf((person) => person.department === department && !person.isGuest);

async function processing(group: Json): Promise<Json> {
  const select = 'membershipRule,membershipRuleProcessingState,membershipRuleProcessingStatus';
  return muster.graph.api(`/groups/${group.id}`).version('beta').select(select).get();
}

async function filled(name: string, rule: string): Promise<Json> {
  const group = await createGroup(muster.graph, name, rule);
  await muster.settled();
  return group;
}

describe('processing', () => {
  it('shows its status from the creation to the end', async () => {
    const group = await createGroup(
      muster.graph,
      'Status',
      'user.department -eq "Finance" and user.userType -eq "Member"',
    );
    expect(group.membershipRuleProcessingState).toBe('On');
    const order = ['NotStarted', 'Running', 'Succeeded'];
    const seen: number[] = [];
    while (seen.at(-1) !== 2) seen.push(order.indexOf((await processing(group)).membershipRuleProcessingStatus.status));
    expect(seen).toEqual([...seen].sort());
    expect(seen[0]).toBeGreaterThanOrEqual(0);
    await muster.settled();
    const { membershipRuleProcessingStatus: late } = await processing(group);
    expect(late).toMatchObject({
      status: 'Succeeded',
      lastMembershipUpdated: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      errorMessage: null,
    });
  });

  it('tells when the members last changed, and not when a pass found nothing to do', async () => {
    const group = await filled('Nobody', 'user.department -eq "No such department"');
    const { membershipRuleProcessingStatus: status } = await processing(group);
    expect(status).toMatchObject({
      status: 'Succeeded',
      lastMembershipUpdated: null,
      errorMessage: null,
      totalCount: 0,
    });
    const user = await createUser(muster.graph, 'lonely', { department: 'No such department' });
    expect((await processing(group)).membershipRuleProcessingStatus.lastMembershipUpdated).not.toBeNull();
    await muster.graph.api(`/users/${user.id}`).delete();
  });

  it('can be asked for again', async () => {
    const group = await filled('Again', 'user.department -eq "Purchasing" and user.userType -eq "Member"');
    await muster.graph.api(`/groups/${group.id}/reprocessMembership`).post({});
    await muster.settled();
    expect(await members(group)).toEqual(inDepartment('Purchasing'));
    const assigned = await createGroup(muster.graph, 'Assigned again', null);
    expect((await refusal(muster.graph.api(`/groups/${assigned.id}/reprocessMembership`).post({}))).status).toBe(400);
  });

  it('keeps the rule as it was written, and changes members by difference when it is edited', async () => {
    const rule = '  (user.department   -eq "Finance") -and (user.userType -eq "Member")\n ';
    const group = await filled('Edited', rule);
    expect((await processing(group)).membershipRule).toBe(rule);
    expect(await members(group)).toEqual(inDepartment('Finance'));
    await patch(group, {
      membershipRule: 'user.department -in ["Finance", "Executive"] and user.userType -eq "Member"',
    });
    await muster.settled();
    expect(await members(group)).toEqual([...inDepartment('Finance'), ...inDepartment('Executive')].sort());
  });

  it('refuses a wrong rule and leaves everything as it was', async () => {
    const group = await filled('Wrong', 'user.department -eq "Executive" and user.userType -eq "Member"');
    for (const rule of ['user.departmnt -eq "x"', 'user.department -eq', '', 'department -eq "x"', null]) {
      const { status, error } = await refusal(patch(group, { membershipRule: rule, description: 'changed' }));
      expect(status).toBe(400);
      expect(error.details[0].target).toBe('membershipRule');
    }
    const after = await muster.graph.api(`/groups/${group.id}`).get();
    expect(after).toMatchObject({ membershipRule: group.membershipRule, description: null });
    expect(await members(group)).toEqual(inDepartment('Executive'));
    const created = await refusal(createGroup(muster.graph, 'Never', 'user.departmnt -eq "x"'));
    expect(created.message).toContain('Dynamic membership rule validation error');
    expect(await namesIn(muster.graph, "/groups?$filter=displayName eq 'Never'")).toEqual([]);
  });
});

describe('pause and resume', () => {
  it('keeps the members still, takes edits, and catches up on resuming', async () => {
    const group = await filled('Paused', 'user.department -eq "Marketing" and user.userType -eq "Member"');
    await patch(group, { membershipRuleProcessingState: 'Paused' });
    expect(await processing(group)).toMatchObject({
      membershipRuleProcessingState: 'Paused',
      membershipRuleProcessingStatus: null,
    });
    await muster.graph.api(`/users/${ken.id}`).patch({ department: 'Marketing' });
    const leaver = await createUser(muster.graph, 'leaver', { department: 'Marketing' });
    expect(await members(group)).toEqual(inDepartment('Marketing'));
    expect((await refusal(patch(group, { membershipRule: 'user.nothing -eq 1' }))).status).toBe(400);
    await patch(group, {
      membershipRule: 'user.department -in ["Marketing", "Executive"] and user.userType -eq "Member"',
    });
    await muster.settled();
    expect(await members(group)).toEqual(inDepartment('Marketing'));
    const { status, code } = await refusal(
      muster.graph.api(`/groups/${group.id}/members/$ref`).post(reference(ken.id)),
    );
    expect([status, code]).toEqual([403, 'Authorization_RequestDenied']);
    await muster.graph.api(`/users/${leaver.id}`).delete();
    await patch(group, { membershipRuleProcessingState: 'Paused' });

    await patch(group, { membershipRuleProcessingState: 'On' });
    await muster.settled();
    expect(await members(group)).toEqual([...inDepartment('Marketing'), ...inDepartment('Executive')].sort());
    expect((await processing(group)).membershipRuleProcessingStatus.status).toBe('Succeeded');
    await muster.graph.api(`/users/${ken.id}`).patch({ department: 'Executive' });
  });

  it('refuses another state, and any state on an assigned group', async () => {
    const group = await filled('States', 'user.department -eq "Nobody"');
    expect((await refusal(patch(group, { membershipRuleProcessingState: 'Off' }))).status).toBe(400);
    const assigned = await createGroup(muster.graph, 'Assigned state', null);
    expect((await refusal(patch(assigned, { membershipRuleProcessingState: 'On' }))).status).toBe(400);
    expect((await refusal(patch(assigned, { membershipRule: 'user.city -eq "x"' }))).status).toBe(400);
  });

  it('starts paused when created so', async () => {
    const rule = 'user.department -eq "Marketing" and user.userType -eq "Member"';
    const group = await createGroup(muster.graph, 'Born paused', rule, { membershipRuleProcessingState: 'Paused' });
    await muster.settled();
    expect(await members(group)).toEqual([]);
    await patch(group, { membershipRuleProcessingState: 'On' });
    await muster.settled();
    expect(await members(group)).toEqual(inDepartment('Marketing'));
  });
});

describe('conversion', () => {
  it('goes from assigned to dynamic and back under the same id', async () => {
    const nested = await createGroup(muster.graph, 'Nested', null);
    const terri = await muster.graph.api('/users/terri0@adventure-works.com').get();
    const group = await createGroup(muster.graph, 'Converted', null, {
      'members@odata.bind': [ken, terri, nested].map((each) => reference(each.id)['@odata.id']),
    });
    expect(await members(group)).toEqual(['Ken Sánchez', 'Nested', 'Terri Duffy']);

    await patch(group, {
      groupTypes: ['DynamicMembership'],
      membershipRule: 'user.department -eq "Executive" and user.userType -eq "Member"',
      membershipRuleProcessingState: 'On',
    });
    await muster.settled();
    expect(await members(group)).toEqual(inDepartment('Executive'));

    await patch(group, { groupTypes: [], membershipRuleProcessingState: 'Paused' });
    expect(await members(group)).toEqual(inDepartment('Executive'));
    const assigned = await muster.graph.api(`/groups/${group.id}`).get();
    expect(assigned).toMatchObject({ groupTypes: [], membershipRuleProcessingState: 'Paused' });
    await muster.graph.api(`/users/${ken.id}`).patch({ department: 'Nowhere' });
    expect(await members(group)).toEqual(inDepartment('Executive'));
    await muster.graph.api(`/groups/${group.id}/members/$ref`).post(reference(terri.id));
    expect(await members(group)).toEqual([...inDepartment('Executive'), 'Terri Duffy'].sort());

    await patch(group, { groupTypes: ['DynamicMembership'] });
    await muster.settled();
    expect(await members(group)).toEqual(inDepartment('Executive').filter((name) => name !== 'Ken Sánchez'));
    await muster.graph.api(`/users/${ken.id}`).patch({ department: 'Executive' });
    expect(await members(group)).toEqual(inDepartment('Executive'));
  });

  it('needs a rule, and a right one', async () => {
    const group = await createGroup(muster.graph, 'Not converted', null);
    await muster.graph.api(`/groups/${group.id}/members/$ref`).post(reference(ken.id));
    const without = await refusal(patch(group, { groupTypes: ['DynamicMembership'] }));
    expect(without.message).toBe("A value is required for property 'membershipRule' of resource 'Group'.");
    const wrong = { groupTypes: ['DynamicMembership'], membershipRule: 'x', membershipRuleProcessingState: 'On' };
    expect((await refusal(patch(group, wrong))).status).toBe(400);
    expect(await muster.graph.api(`/groups/${group.id}`).get()).toMatchObject({ groupTypes: [], membershipRule: null });
    expect(await members(group)).toEqual(['Ken Sánchez']);
  });
});

describe('manual changes of a dynamic group', () => {
  it('are refused in every form, and change nothing', async () => {
    const group = await filled('Closed', 'user.department -eq "Executive" and user.userType -eq "Member"');
    const before = await idsIn(muster.graph, `/groups/${group.id}/members`);
    const terri = await muster.graph.api('/users/terri0@adventure-works.com').get();
    const bind = { 'members@odata.bind': [reference(terri.id)['@odata.id']] };
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => muster.graph.api(`/groups/${group.id}/members/$ref`).post(reference(terri.id)),
      () => muster.graph.api(`/groups/${group.id}/members/$ref`).post(reference(ken.id)),
      () => muster.graph.api(`/groups/${group.id}/members/${ken.id}/$ref`).delete(),
      () => muster.graph.api(`/groups/${group.id}/members/${terri.id}/$ref`).delete(),
      () => patch(group, { ...bind, description: 'changed' }),
      () => createGroup(muster.graph, 'Closed at birth', 'user.department -eq "x"', bind),
    ];
    for (const attempt of attempts) {
      const { status, code, message, error } = await refusal(attempt());
      expect([status, code]).toEqual([403, 'Authorization_RequestDenied']);
      expect(message.startsWith('Insufficient privileges to complete the operation.')).toBe(true);
      expect(error.innerError.reason).toBe('DynamicMembershipGroup');
    }
    expect(await idsIn(muster.graph, `/groups/${group.id}/members`)).toEqual(before);
    expect((await muster.graph.api(`/groups/${group.id}`).get()).description).toBeNull();
    expect(await namesIn(muster.graph, "/groups?$filter=displayName eq 'Closed at birth'")).toEqual([]);
  });

  it('do not keep its owners from being changed, nor itself from being a member', async () => {
    const group = await filled('Owned', 'user.department -eq "Executive" and user.userType -eq "Member"');
    const parent = await createGroup(muster.graph, 'Parent', null);
    await muster.graph.api(`/groups/${group.id}/owners/$ref`).post(reference(ken.id));
    expect(await idsIn(muster.graph, `/groups/${group.id}/owners`)).toEqual([ken.id]);
    await muster.graph.api(`/groups/${group.id}/owners/${ken.id}/$ref`).delete();
    await muster.graph.api(`/groups/${parent.id}/members/$ref`).post(reference(group.id));
    expect(await namesIn(muster.graph, `/groups/${parent.id}/transitiveMembers/microsoft.graph.user`)).toEqual(
      inDepartment('Executive'),
    );
  });
});
