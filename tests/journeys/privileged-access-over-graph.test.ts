import { addMembers, type Group, type User, updateAuthorizationPolicy } from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administrator, aGroup, giveRole, somePeople } from '../scenarios/builders.ts';
import { type TestDirectory, testDirectory } from '../scenarios/test-directory.ts';
import { type GraphAsPerson, graphAsPerson } from './graph-as-person.ts';

let test: TestDirectory;
let graph: GraphAsPerson;
let [ann, ben, gus, eva]: User[] = [];
let group: Group;
beforeAll(async () => {
  test = await testDirectory();
  graph = await graphAsPerson(test);
  [ann, ben, gus, eva] = await somePeople(test.directory, [{}, {}, { userType: 'Guest' }, {}]);
  group = await aGroup(test.directory, undefined, { isAssignableToRole: true });
  await addMembers(test.directory, administrator, group.id, [gus!.id]);
  await giveRole(test.directory, 'Privileged Role Administrator', ann!);
});
afterAll(async () => {
  await graph.close();
  await test.close();
});

const roles = '/v1.0/roleManagement/directory';
const policies = '/v1.0/policies/roleManagementPolicies';
const helpdesk = '729827e3-9c14-49f7-bb1b-9608f156bbb8';
const userAdministrator = 'fe930be7-5e62-47db-91af-98c3a49a38b1';
const reportsReader = '4a5d8f65-41da-4de4-8968-e035b65339cf';
const mfa = { 'x-amr': 'pwd mfa' };
type Who = Parameters<GraphAsPerson['call']>[0];
const get = async (who: Who, path: string) => graph.call(who, 'GET', path);
const post = (who: Who, collection: string, body: object) =>
  graph.call(who, 'POST', `${roles}/${collection}`, body, mfa);
const asked = (principal: { id: string }, more: object) => ({
  principalId: principal.id,
  roleDefinitionId: helpdesk,
  directoryScopeId: '/',
  justification: 'work',
  ...more,
});
const forEver = { scheduleInfo: { expiration: { type: 'noExpiration' } } };
const forAnHour = { scheduleInfo: { startDateTime: null, expiration: { type: 'afterDuration', duration: 'PT1H' } } };
const makeEligible = (principal: { id: string }, more = {}) =>
  post(ann!, 'roleEligibilityScheduleRequests', asked(principal, { action: 'adminAssign', ...forEver, ...more }));
const activate = (who: User, more = {}) =>
  post(who, 'roleAssignmentScheduleRequests', asked(who, { action: 'selfActivate', ...forAnHour, ...more }));
async function policyOf(role: string): Promise<string> {
  const scope = `scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq '${role}'`;
  const { body } = await get(ann!, `/v1.0/policies/roleManagementPolicyAssignments?$filter=${scope}`);
  return body.value[0].policyId;
}
const patchRule = async (role: string, rule: string, body: object) =>
  graph.call(ann!, 'PATCH', `${policies}/${await policyOf(role)}/rules/${rule}`, body);

describe('an eligible role over Graph', () => {
  it('is made, found, activated and ended', async () => {
    const made = await makeEligible(ben!, { ticketInfo: { ticketNumber: '7', ticketSystem: 'desk' } });
    expect(made).toMatchObject({
      status: 201,
      body: {
        status: 'Provisioned',
        action: 'adminAssign',
        createdBy: { user: { id: ann!.id } },
        isValidationOnly: false,
        scheduleInfo: { expiration: { type: 'noExpiration' }, recurrence: null },
        ticketInfo: { ticketNumber: '7', ticketSystem: 'desk' },
      },
    });
    const own = await get(ben!, `${roles}/roleEligibilityScheduleInstances/filterByCurrentUser(on='principal')`);
    expect(own.body.value).toMatchObject([{ id: made.body.targetScheduleId, memberType: 'Direct', endDateTime: null }]);
    const activated = await activate(ben!);
    expect(activated).toMatchObject({
      status: 201,
      body: { status: 'Provisioned', completedDateTime: '2026-06-15T12:00:00Z' },
    });
    const id = activated.body.targetScheduleId;
    const filter = `$filter=principalId eq '${ben!.id}'`;
    const instances = await get(ann!, `${roles}/roleAssignmentScheduleInstances?${filter}&$expand=roleDefinition`);
    expect(instances.body.value).toMatchObject([
      {
        assignmentType: 'Activated',
        endDateTime: '2026-06-15T13:00:00Z',
        roleAssignmentScheduleId: id,
        roleDefinition: { displayName: 'Helpdesk Administrator' },
      },
    ]);
    const schedule = await get(ann!, `${roles}/roleAssignmentSchedules/${id}?$expand=principal`);
    expect(schedule.body).toMatchObject({
      id,
      createdUsing: activated.body.id,
      principal: { id: ben!.id },
      scheduleInfo: { expiration: { type: 'afterDateTime', endDateTime: '2026-06-15T13:00:00Z' } },
    });
    const soon = await post(ben!, 'roleAssignmentScheduleRequests', asked(ben!, { action: 'selfDeactivate' }));
    expect(soon.body.error).toMatchObject({
      code: 'ActiveDurationTooShort',
      message: 'The Active duration is too short. Miniumum Required is 5 minutes.',
    });
    const again = await activate(ben!);
    expect([again.status, again.body.error.code]).toEqual([400, 'RoleAssignmentExists']);
    test.at('2026-06-15T12:06:00Z');
    const ended = await post(ben!, 'roleAssignmentScheduleRequests', asked(ben!, { action: 'selfDeactivate' }));
    expect(ended.body.status).toBe('Revoked');
    expect((await get(ann!, `${roles}/roleAssignmentScheduleInstances?${filter}`)).body.value).toEqual([]);
    expect((await get(ann!, `${roles}/roleAssignmentScheduleInstances/${id}`)).status).toBe(404);
    const requests = await get(ben!, `${roles}/roleAssignmentScheduleRequests/filterByCurrentUser(on='principal')`);
    expect(requests.body.value.map((each: { action: string }) => each.action)).toEqual([
      'selfDeactivate',
      'selfActivate',
    ]);
    expect((await get(ben!, `${roles}/roleAssignmentScheduleRequests/${activated.body.id}`)).status).toBe(200);
    expect((await get(gus!, `${roles}/roleAssignmentScheduleRequests/${activated.body.id}`)).status).toBe(404);
    expect((await get(ben!, `${roles}/roleAssignmentScheduleRequests`)).status).toBe(403);
  });

  it('of a group is shown to its members', async () => {
    await makeEligible(group);
    const own = await get(gus!, `${roles}/roleEligibilitySchedules/filterByCurrentUser(on='principal')`);
    expect(own.body.value).toMatchObject([{ principalId: group.id, memberType: 'Group', status: 'Provisioned' }]);
    // Guests do not read roles, but know those that are theirs.
    const named = `${roles}/roleEligibilitySchedules/filterByCurrentUser(on='principal')?$expand=roleDefinition`;
    expect((await get(gus!, named)).body.value).toMatchObject([
      { roleDefinition: { displayName: 'Helpdesk Administrator' } },
    ]);
    expect((await get(gus!, `${roles}/roleDefinitions`)).status).toBe(403);
    expect((await activate(gus!)).status).toBe(201);
    const other = await get(gus!, `${roles}/roleEligibilitySchedules/filterByCurrentUser(on='approver')`);
    expect(other.status).toBe(400);
  });

  it('is refused in the words of Graph', async () => {
    const codes = async (body: object) =>
      (await post(ann!, 'roleAssignmentScheduleRequests', asked(eva!, { action: 'adminAssign', ...body }))).body.error
        .code;
    expect(await codes({ principalId: newObjectId() })).toBe('SubjectNotFound');
    expect(await codes({ roleDefinitionId: newObjectId() })).toBe('RoleNotFound');
    expect(await codes({ action: 'adminRemove' })).toBe('RoleAssignmentDoesNotExist');
    expect(await codes({ justification: null })).toBe('RoleAssignmentRequestPolicyValidationFailed');
    for (const body of [
      { action: 'other' },
      { directoryScopeId: null },
      { appScopeId: '/' },
      { scheduleInfo: 'now' },
      { scheduleInfo: { startDateTime: 'soon' } },
      { scheduleInfo: { other: 1 } },
      { scheduleInfo: { recurrence: {} } },
      { scheduleInfo: { expiration: { type: 'never' } } },
      { scheduleInfo: { expiration: { type: 'afterDuration', duration: 1 } } },
      { scheduleInfo: { expiration: { type: 'afterDuration', duration: '1h' } } },
      { scheduleInfo: { expiration: { type: 'afterDateTime' } } },
    ]) {
      const { status } = await post(
        ann!,
        'roleAssignmentScheduleRequests',
        asked(eva!, { action: 'adminAssign', ...body }),
      );
      expect([body, status]).toEqual([body, 400]);
    }
    const checked = await activate(eva!, { isValidationOnly: true });
    expect(checked.body.error.message).toContain('EligibilityRule');
    const alone = await graph.call(ben!, 'POST', `${roles}/roleAssignmentScheduleRequests`, {
      ...asked(ben!, { action: 'selfActivate', ...forAnHour }),
    });
    expect(alone.body.error.message).toBe('The following policy rules failed: ["MfaRule"]');
    const only = await activate(ben!, { isValidationOnly: true });
    expect(only.body).toMatchObject({ isValidationOnly: true, status: 'Provisioned' });
  });

  it('waits and is cancelled', async () => {
    const startDateTime = '2026-07-01T00:00:00Z';
    const scheduleInfo = { startDateTime, expiration: { type: 'afterDateTime', endDateTime: '2026-07-02T00:00:00Z' } };
    const made = await makeEligible(eva!, { scheduleInfo });
    expect(made.body.status).toBe('ScheduleCreated');
    const schedules = await get(ann!, `${roles}/roleEligibilitySchedules?$filter=principalId eq '${eva!.id}'`);
    expect(schedules.body.value).toHaveLength(1);
    const instances = await get(ann!, `${roles}/roleEligibilityScheduleInstances?$filter=principalId eq '${eva!.id}'`);
    expect(instances.body.value).toEqual([]);
    const cancel = `roleEligibilityScheduleRequests/${made.body.id}/cancel`;
    expect((await post(ann!, cancel, {})).status).toBe(204);
    expect((await post(ann!, cancel, {})).status).toBe(400);
  });
});

describe('the settings of a role over Graph', () => {
  it('are seventeen rules, which can be changed', async () => {
    const id = await policyOf(reportsReader);
    const scope = "$filter=scopeId eq '/' and scopeType eq 'DirectoryRole'";
    expect((await get(ann!, policies)).status).toBe(400);
    expect((await get(ann!, `${policies}?${scope}`)).body.value).toHaveLength(98);
    const { body } = await get(ann!, `${policies}/${id}?$expand=rules`);
    expect(body).toMatchObject({ id, isOrganizationDefault: true, scopeType: 'DirectoryRole' });
    expect(body.rules).toHaveLength(17);
    expect(body.rules).toContainEqual(
      expect.objectContaining({
        '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
        id: 'Expiration_EndUser_Assignment',
        maximumDuration: 'PT8H',
        isExpirationRequired: true,
      }),
    );
    const changed = await patchRule(reportsReader, 'Expiration_EndUser_Assignment', {
      '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyExpirationRule',
      id: 'Expiration_EndUser_Assignment',
      maximumDuration: 'PT2H',
      target: { caller: 'EndUser' },
    });
    expect(changed).toMatchObject({ status: 200, body: { maximumDuration: 'PT2H', isExpirationRequired: true } });
    const rule = await get(ann!, `${policies}/${id}/rules/Expiration_EndUser_Assignment`);
    expect(rule.body.maximumDuration).toBe('PT2H');
    expect((await get(ann!, `${policies}/${id}/rules`)).body.value).toHaveLength(17);
    expect((await get(ann!, `${policies}/${id}`)).body.isOrganizationDefault).toBe(false);
    const nested = `/v1.0/policies/roleManagementPolicyAssignments?${scope} and roleDefinitionId eq '${reportsReader}'&$expand=policy($expand=rules)`;
    expect((await get(ann!, nested)).body.value[0].policy.rules).toHaveLength(17);
    const one = await get(ann!, `/v1.0/policies/roleManagementPolicyAssignments/${id}_${reportsReader}?$expand=policy`);
    expect(one.body).toMatchObject({ policyId: id, policy: { id } });
    for (const wrong of ['x', `Directory_${newObjectId()}_${reportsReader}`]) {
      expect((await get(ann!, `${policies}/${wrong}`)).status).toBe(404);
    }
    expect((await get(ann!, `${policies}/${id}/rules/Other`)).status).toBe(404);
  });

  it('take only what they can be', async () => {
    const status = async (rule: string, body: object) => (await patchRule(reportsReader, rule, body)).status;
    const approval = (stage: object) => ({ setting: { approvalStages: [stage] } });
    expect(await status('Enablement_EndUser_Assignment', { enabledRules: ['Other'] })).toBe(400);
    expect(await status('Enablement_EndUser_Assignment', { enabledRules: ['Ticketing'] })).toBe(200);
    expect(await status('Expiration_Admin_Assignment', { maximumDuration: 'long' })).toBe(400);
    expect(await status('Expiration_Admin_Assignment', { other: 1 })).toBe(400);
    expect(await status('AuthenticationContext_EndUser_Assignment', { isEnabled: true })).toBe(400);
    expect(await status('AuthenticationContext_EndUser_Assignment', { isEnabled: false, claimValue: '' })).toBe(200);
    expect(await status('Notification_Admin_Admin_Assignment', { notificationRecipients: ['a@contoso.com'] })).toBe(
      200,
    );
    expect(await status('Notification_Admin_Admin_Assignment', { notificationRecipients: Array(51).fill('a') })).toBe(
      400,
    );
    expect(await status('Approval_EndUser_Assignment', { other: 1 })).toBe(400);
    expect(await status('Approval_EndUser_Assignment', approval({ primaryApprovers: [{ userId: 'x' }] }))).toBe(400);
    expect(await status('Approval_EndUser_Assignment', approval({ primaryApprovers: 1 }))).toBe(400);
    expect(await status('Approval_EndUser_Assignment', approval({ approvalStageTimeOutInDays: 99 }))).toBe(400);
    expect(await status('Approval_EndUser_Assignment', { setting: { isApprovalRequired: 'yes' } })).toBe(400);
  });
});

describe('an approval over Graph', () => {
  it('is listed for the approver, who decides it', async () => {
    const changed = await patchRule(reportsReader, 'Approval_EndUser_Assignment', {
      setting: {
        isApprovalRequired: true,
        approvalStages: [
          { primaryApprovers: [{ '@odata.type': '#microsoft.graph.singleUser', userId: ben!.id, description: 'Ben' }] },
        ],
      },
    });
    expect(changed.body.setting.approvalStages[0].primaryApprovers).toMatchObject([{ userId: ben!.id }]);
    const role = { roleDefinitionId: reportsReader };
    await makeEligible(eva!, role);
    await patchRule(reportsReader, 'Enablement_EndUser_Assignment', { enabledRules: ['Justification'] });
    const waiting = await activate(eva!, role);
    expect(waiting.body).toMatchObject({
      status: 'PendingApproval',
      approvalId: waiting.body.id,
      targetScheduleId: null,
    });
    expect((await activate(eva!, role)).body.error.code).toBe('PendingRoleAssignmentRequest');
    const approvals = '/beta/roleManagement/directory/roleAssignmentApprovals';
    const listed = await get(ben!, `${approvals}/filterByCurrentUser(on='approver')?$expand=steps`);
    expect(listed.body.value).toMatchObject([{ id: waiting.body.id, steps: [{ status: 'InProgress' }] }]);
    const requests = await get(ben!, `${roles}/roleAssignmentScheduleRequests/filterByCurrentUser(on='approver')`);
    expect(requests.body.value).toHaveLength(1);
    const stage = `${approvals}/${waiting.body.id}/stages/${waiting.body.id}`;
    expect((await get(eva!, stage)).status).toBe(404);
    const decide = (body: object) => graph.call(ben!, 'PATCH', stage, body);
    expect((await decide({ reviewResult: 'Perhaps' })).status).toBe(400);
    expect((await decide({ reviewResult: 'Approve' })).status).toBe(400);
    expect((await decide({ reviewResult: 'Approve', justification: 'fine' })).status).toBe(204);
    expect((await get(ben!, stage)).body).toMatchObject({ reviewResult: 'Approve', status: 'Completed' });
    expect((await get(ben!, `${approvals}/${waiting.body.id}/stages`)).body.value).toHaveLength(1);
    expect((await get(ben!, `${approvals}/${waiting.body.id}`)).body.id).toBe(waiting.body.id);
    const done = await get(eva!, `${roles}/roleAssignmentScheduleRequests/${waiting.body.id}`);
    expect(done.body.status).toBe('Provisioned');
  });

  it('tells guests who approve the names of role, scope and person, and nothing else', async () => {
    const [ivo] = await somePeople(test.directory, [{ userType: 'Guest' }]);
    const unit = await graph.call(ann!, 'POST', '/v1.0/directory/administrativeUnits', { displayName: 'Hamburg' });
    await patchRule(userAdministrator, 'Approval_EndUser_Assignment', {
      setting: {
        isApprovalRequired: true,
        approvalStages: [
          { primaryApprovers: [{ '@odata.type': '#microsoft.graph.singleUser', userId: ivo!.id, description: 'Ivo' }] },
        ],
      },
    });
    const role = {
      roleDefinitionId: userAdministrator,
      directoryScopeId: `/administrativeUnits/${unit.body.id}`,
    };
    await makeEligible(eva!, role);
    expect((await activate(eva!, role)).body.status).toBe('PendingApproval');
    const requests = `${roles}/roleAssignmentScheduleRequests/filterByCurrentUser(on='approver')`;
    const named = `${requests}?$expand=roleDefinition,directoryScope,principal`;
    const shown = {
      roleDefinition: { displayName: 'User Administrator' },
      directoryScope: { displayName: 'Hamburg', '@odata.type': '#microsoft.graph.administrativeUnit' },
      principal: { id: eva!.id, displayName: eva!.properties.displayName },
    };
    const restricted = '2af84b1e-32c8-42b7-82bc-daa82404023b';
    for (const guestUserRoleId of ['10dae51f-b6af-4016-8d66-8c2a99b929b3', restricted]) {
      await updateAuthorizationPolicy(test.directory, administrator, { guestUserRoleId });
      expect((await get(ivo!, named)).body.value).toMatchObject([shown]);
    }
    expect((await get(ivo!, `/v1.0/directory/administrativeUnits/${unit.body.id}`)).status).toBe(404);
    expect((await get(ivo!, `${roles}/roleDefinitions`)).status).toBe(403);
    expect((await get(gus!, named)).body.value).toEqual([]);
    expect((await get(ivo!, `${requests}?$expand=roleDefinition,manager`)).status).toBe(400);
  });
});
