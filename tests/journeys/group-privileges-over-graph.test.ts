import { addOwners, followSchedules, type Group, type User } from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, aGroup, somePeople } from '../scenarios/builders.ts';
import { type TestDirectory, testDirectory } from '../scenarios/test-directory.ts';
import { type GraphAsPerson, graphAsPerson } from './graph-as-person.ts';

let test: TestDirectory;
let graph: GraphAsPerson;
let [ann, ben, eva]: User[] = [];
let group: Group;
beforeAll(async () => {
  test = await testDirectory();
  graph = await graphAsPerson(test);
  [ann, ben, eva] = await somePeople(test.directory, [{}, {}, {}]);
  group = await aGroup(test.directory, undefined, { displayName: 'Vault' });
  await addOwners(test.directory, administrator, 'group', group.id, [ann!.id]);
});
afterAll(async () => {
  await graph.close();
  await test.close();
});

const root = '/v1.0/identityGovernance/privilegedAccess/group';
const mfa = { 'x-amr': 'pwd mfa' };
type Who = Parameters<GraphAsPerson['call']>[0];
const get = async (who: Who, path: string) => graph.call(who, 'GET', path);
const post = (who: Who, collection: string, body: object) =>
  graph.call(who, 'POST', `${root}/${collection}`, body, mfa);
const asked = (principal: { id: string }, more: object) => ({
  principalId: principal.id,
  groupId: group.id,
  accessId: 'member',
  justification: 'work',
  ...more,
});
const forAnHour = { scheduleInfo: { startDateTime: null, expiration: { type: 'afterDuration', duration: 'PT1H' } } };
const makeEligible = (principal: { id: string }, more = {}) => {
  const scheduleInfo = { expiration: { type: 'noExpiration' } };
  return post(ann!, 'eligibilityScheduleRequests', asked(principal, { action: 'adminAssign', scheduleInfo, ...more }));
};
const activate = (who: User, more = {}) =>
  post(who, 'assignmentScheduleRequests', asked(who, { action: 'selfActivate', ...forAnHour, ...more }));
const members = async () => (await get(ann!, `/v1.0/groups/${group.id}/members`)).body.value as { id: string }[];
const idsOf = (answer: { body: { value: { id: string }[] } }) => answer.body.value.map(({ id }) => id);

describe('an eligible membership over Graph', () => {
  it('is made by an owner, activated, shown, explained and ended', async () => {
    const made = await makeEligible(ben!);
    expect(made).toMatchObject({
      status: 201,
      body: {
        '@odata.context': expect.stringContaining('group/eligibilityScheduleRequests/$entity'),
        status: 'Provisioned',
        accessId: 'member',
        groupId: group.id,
        createdBy: { user: { id: ann!.id } },
        scheduleInfo: { expiration: { type: 'noExpiration' } },
      },
    });
    expect(made.body).not.toHaveProperty('roleDefinitionId');
    const own = await get(ben!, `${root}/eligibilityScheduleInstances/filterByCurrentUser(on='principal')`);
    expect(own.body.value).toMatchObject([
      {
        eligibilityScheduleId: made.body.targetScheduleId,
        memberType: 'direct',
        accessId: 'member',
        endDateTime: null,
      },
    ]);
    const activated = await activate(ben!);
    expect(activated).toMatchObject({ status: 201, body: { status: 'Provisioned', action: 'selfActivate' } });
    expect(await members()).toMatchObject([{ id: ben!.id }]);
    const filter = `$filter=groupId eq '${group.id}'`;
    const instances = await get(ann!, `${root}/assignmentScheduleInstances?${filter}&$expand=group`);
    const id = activated.body.targetScheduleId;
    expect(instances.body.value).toMatchObject([
      {
        assignmentScheduleId: id,
        assignmentType: 'activated',
        endDateTime: '2026-06-15T13:00:00Z',
        group: { displayName: 'Vault' },
      },
    ]);
    expect((await get(ben!, `${root}/assignmentSchedules/${id}?$expand=principal`)).body).toMatchObject({
      id,
      principal: { id: ben!.id },
      createdUsing: activated.body.id,
      scheduleInfo: { expiration: { type: 'afterDateTime', endDateTime: '2026-06-15T13:00:00Z' } },
    });
    const narrower = `$filter=principalId eq '${ben!.id}' and accessId eq 'owner'`;
    expect(idsOf(await get(ben!, `${root}/assignmentSchedules?${narrower}`))).toEqual([]);
    expect((await get('operator', `/v1.0/groups/${group.id}/members/${ben!.id}/explain`)).body).toMatchObject({
      means: 'assigned',
      schedule: { isActivated: true, until: '2026-06-15T13:00:00Z', justification: 'work', approvedBy: null },
      since: { reason: 'scheduleBegan', schedule: { isActivated: true, until: '2026-06-15T13:00:00Z' } },
    });
    expect((await activate(ben!)).body.error.code).toBe('RoleAssignmentExists');
    test.at('2026-06-15T13:00:00Z');
    await followSchedules(test.directory);
    expect([await members(), idsOf(await get(ann!, `${root}/assignmentSchedules?${filter}`))]).toEqual([[], []]);
    expect((await get(ben!, `${root}/assignmentSchedules/${id}`)).status).toBe(404);
    const requests = await get(ann!, `${root}/assignmentScheduleRequests?${filter}`);
    expect(idsOf(requests)).toEqual([activated.body.id]);
    expect((await get(eva!, `${root}/assignmentScheduleRequests/${activated.body.id}`)).status).toBe(404);
  });

  it('is refused in the words of Graph', async () => {
    for (const path of ['assignmentSchedules', 'eligibilityScheduleRequests']) {
      expect((await get(ann!, `${root}/${path}`)).status).toBe(400);
    }
    const code = async (more: object) => (await makeEligible(eva!, more)).body.error.code;
    expect(await code({ groupId: newObjectId() })).toBe('ResourceNotFound');
    expect(await code({ principalId: newObjectId() })).toBe('SubjectNotFound');
    expect(await code({ action: 'adminRemove' })).toBe('RoleAssignmentDoesNotExist');
    const dynamic = await aGroup(test.directory, 'user.city -eq "Ulm"');
    const refused = await graph.call('operator', 'POST', `${root}/eligibilityScheduleRequests`, {
      ...asked(eva!, { action: 'adminAssign', groupId: dynamic.id }),
    });
    expect([refused.status, refused.body.error.code]).toEqual([400, 'ResourceTypeNotSupported']);
    expect(refused.body.error.message).toContain('its rule decides who is a member');
    for (const more of [{ accessId: 'guest' }, { accessId: null }, { groupId: 'x' }, { roleDefinitionId: group.id }]) {
      expect([more, (await makeEligible(eva!, more)).status]).toEqual([more, 400]);
    }
    expect((await activate(eva!)).body.error.message).toContain('EligibilityRule');
    expect(
      (await graph.call(eva!, 'POST', `${root}/eligibilityScheduleRequests`, asked(eva!, { action: 'adminAssign' })))
        .status,
    ).toBe(403);
  });

  it('waits and is cancelled', async () => {
    const startDateTime = '2026-07-01T00:00:00Z';
    const scheduleInfo = { startDateTime, expiration: { type: 'noExpiration' } };
    const made = await makeEligible(eva!, { scheduleInfo, accessId: 'owner' });
    expect(made.body.status).toBe('ScheduleCreated');
    const filter = `$filter=groupId eq '${group.id}' and principalId eq '${eva!.id}'`;
    expect(idsOf(await get(ann!, `${root}/eligibilitySchedules?${filter}`))).toEqual([made.body.targetScheduleId]);
    expect(idsOf(await get(ann!, `${root}/eligibilityScheduleInstances?${filter}`))).toEqual([]);
    const cancel = `eligibilityScheduleRequests/${made.body.id}/cancel`;
    expect((await post(eva!, cancel, {})).status).toBe(404);
    expect((await post(ann!, cancel, {})).status).toBe(204);
    expect((await post(ann!, cancel, {})).status).toBe(400);
  });
});

describe('the settings of a group over Graph', () => {
  const policies = '/v1.0/policies/roleManagementPolicies';

  it('are those of members and those of owners; an approval is decided by its approvers', async () => {
    const scope = `$filter=scopeId eq '${group.id}' and scopeType eq 'Group'`;
    const listed = await get(ann!, `${policies}?${scope}&$expand=rules`);
    expect(listed.body.value).toHaveLength(2);
    expect(listed.body.value[0]).toMatchObject({ scopeId: group.id, scopeType: 'Group', isOrganizationDefault: true });
    expect(listed.body.value[0].rules).toHaveLength(17);
    const assigned = `/v1.0/policies/roleManagementPolicyAssignments?${scope} and roleDefinitionId eq 'member'`;
    const [{ policyId, id }] = (await get(ann!, assigned)).body.value;
    const one = await get(ann!, `/v1.0/policies/roleManagementPolicyAssignments/${id}?$expand=policy`);
    expect(one.body).toMatchObject({ roleDefinitionId: 'member', policy: { id: policyId } });
    expect((await get(eva!, `${policies}?${scope}`)).status).toBe(403);
    const rule = `${policies}/${policyId}/rules/Approval_EndUser_Assignment`;
    const primaryApprovers = [{ '@odata.type': '#microsoft.graph.singleUser', userId: eva!.id }];
    const body = { setting: { isApprovalRequired: true, approvalStages: [{ primaryApprovers }] } };
    expect((await graph.call(eva!, 'PATCH', rule, body)).status).toBe(403);
    expect((await graph.call(ann!, 'PATCH', rule, body)).status).toBe(200);
    expect((await get(ann!, `${policies}/${policyId}`)).body.isOrganizationDefault).toBe(false);
    for (const wrong of [`Group_${newObjectId()}_${policyId.slice(-36)}`, `Group_${group.id}_${newObjectId()}`]) {
      expect((await get(ann!, `${policies}/${wrong}`)).status).toBe(404);
    }
    const waiting = await activate(ben!);
    expect(waiting.body).toMatchObject({ status: 'PendingApproval', approvalId: waiting.body.id });
    const listedForEva = await get(eva!, `${root}/assignmentScheduleRequests/filterByCurrentUser(on='approver')`);
    expect(idsOf(listedForEva)).toEqual([waiting.body.id]);
    const approvals = `${root}/assignmentApprovals`;
    expect(idsOf(await get(eva!, `${approvals}/filterByCurrentUser(on='approver')`))).toEqual([waiting.body.id]);
    const stage = `${approvals}/${waiting.body.id}/stages/${waiting.body.id}`;
    const decide = (who: Who) => graph.call(who, 'PATCH', stage, { reviewResult: 'Approve', justification: 'fine' });
    expect((await decide(ben!)).status).toBe(404);
    expect((await decide(eva!)).status).toBe(204);
    expect((await get(eva!, stage)).body).toMatchObject({ reviewResult: 'Approve', status: 'Completed' });
    expect(await members()).toMatchObject([{ id: ben!.id }]);
  });
});
