import {
  addMembers,
  assignRole,
  builtInRoles,
  type Caller,
  cancelAccessRequest,
  type Directory,
  decideAccessRequest,
  deleteUser,
  followSchedules,
  getAccessRequest,
  listApprovals,
  listOwnRequests,
  listOwnSchedules,
  listRoleAssignments,
  listRoleRequests,
  listSchedules,
  type NewAccessRequest,
  purgeDeletedItem,
  type RoleRules,
  recoverAdministrator,
  removeMember,
  removeRoleAssignment,
  requestAccess,
  resolvePerson,
  type User,
  updateAccessRule,
  updateUser,
} from '@muster/directory';
import { newObjectId, type ObjectId, parseInstant } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, allScopes, asPerson, giveRole, somePeople } from './builders.ts';
import { changesAfter, codeOf, logHead } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [ann, ben, gus]: User[] = [];
beforeEach(async () => {
  test = await testDirectory();
  [ann, ben, gus] = await somePeople(test.directory, [{}, {}, { userType: 'Guest' }]);
});
afterEach(() => test.close());

const idOf = (name: string) => builtInRoles.find((role) => role.displayName === name)!.templateId as ObjectId;
const helpdesk = idOf('Helpdesk Administrator');
const globalAdministrator = idOf('Global Administrator');

const proved = (user: User, amr: readonly string[] = ['pwd', 'mfa'], acrs: readonly string[] = []) => {
  const client = { appId: newObjectId(), name: 'Portal' };
  const issuedAt = test.directory.clock();
  return resolvePerson(test.directory, {
    userId: user.id,
    issuedAt,
    client,
    scopes: allScopes,
    requestId: 'r',
    amr,
    acrs,
  });
};
const forA = (duration: string) => ({ startsAt: null, expiration: 'afterDuration', duration, endsAt: null }) as const;
const forever = { startsAt: null, expiration: 'noExpiration', duration: null, endsAt: null } as const;

const aRole = (id: ObjectId) => ({ type: 'role', id, scope: '/' }) as const;

function ask(caller: Caller, principal: { id: ObjectId }, more: Partial<NewAccessRequest> = {}) {
  return requestAccess(test.directory, caller, {
    kind: 'assignment',
    action: 'selfActivate',
    principalId: principal.id,
    held: aRole(helpdesk),
    justification: 'work',
    ticket: null,
    wanted: null,
    isValidationOnly: false,
    ...more,
  });
}
const makeEligible = (principal: { id: ObjectId }, more: Partial<NewAccessRequest> = {}) =>
  ask(administrator, principal, { kind: 'eligibility', action: 'adminAssign', wanted: forever, ...more });
const activate = async (user: User, more: Partial<NewAccessRequest> = {}) => ask(await proved(user), user, more);
const setRule = <Id extends keyof RoleRules>(id: Id, patch: Partial<RoleRules[Id]>) =>
  updateAccessRule(test.directory, administrator, { type: 'role', id: helpdesk }, id, patch);
async function rolesOf(user: User, directory: Directory = test.directory): Promise<readonly string[]> {
  const { actor } = await asPerson(directory, user);
  return actor.kind === 'user' ? actor.rights.roles.map((role) => role.displayName) : [];
}

describe('an eligible role', () => {
  it('gives no right until it is activated, and then for a time', async () => {
    await makeEligible(ann!);
    expect(await rolesOf(ann!)).toEqual([]);
    const place = await logHead(test);
    const request = await activate(ann!, { wanted: forA('PT1H') });
    expect(request).toMatchObject({ status: 'Provisioned', action: 'selfActivate' });
    expect(await rolesOf(ann!)).toEqual(['Helpdesk Administrator']);
    expect(await listRoleAssignments(test.directory, administrator)).toHaveLength(1);
    test.at('2026-06-15T12:59:59.999Z');
    const other = await test.secondNode();
    expect(await rolesOf(ann!, other.directory)).toEqual(['Helpdesk Administrator']);
    test.at('2026-06-15T13:00:00Z');
    // No loop has run: the clock decides.
    expect([await rolesOf(ann!), await rolesOf(ann!, other.directory)]).toEqual([[], []]);
    expect(await listRoleAssignments(test.directory, administrator)).toEqual([]);
    expect(await activate(ann!)).toMatchObject({ status: 'Provisioned' });
    const operations = (await changesAfter(test.directory, place)).map(({ cause }) => cause.operation);
    expect(operations).toEqual(['request-active-role', 'request-active-role']);
  });

  it('is refused by every rule that fails, all at once', async () => {
    await expect(
      ask(await proved(ann!, ['pwd']), ann!, { justification: ' ', wanted: forA('PT9H') }),
    ).rejects.toMatchObject({
      code: 'ROLE_POLICY_VALIDATION_FAILED',
      message: 'The following policy rules failed: ["EligibilityRule","ExpirationRule","JustificationRule","MfaRule"]',
    });
    await makeEligible(ann!);
    await setRule('Enablement_EndUser_Assignment', { enabledRules: ['Ticketing'] });
    await expect(activate(ann!)).rejects.toMatchObject({
      message: 'The following policy rules failed: ["TicketingRule"]',
    });
    await setRule('AuthenticationContext_EndUser_Assignment', { isEnabled: true, claimValue: 'c1' });
    const ticket = { ticketNumber: '7', ticketSystem: 'x' };
    expect(await codeOf(activate(ann!, { ticket }))).toBe('ROLE_REQUEST_CONTEXT_MISSING');
    expect(await codeOf(ask(await proved(ann!, [], ['c1']), ann!, { ticket }))).toBe('none');
  });

  it('is activated once at a time, by the person alone, for five minutes at least', async () => {
    await makeEligible(ann!);
    expect(await codeOf(makeEligible(ann!))).toBe('SCHEDULE_EXISTS');
    expect(await codeOf(ask(await proved(ben!), ann!))).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await codeOf(ask(administrator, ann!))).toBe('ROLE_REQUEST_NOT_OWN');
    expect(await codeOf(activate(ann!, { wanted: forA('PT4M') }))).toBe('ACTIVE_DURATION_TOO_SHORT');
    expect(await codeOf(activate(ann!, { wanted: forA('hour') }))).toBe('ROLE_REQUEST_INVALID');
    expect(await codeOf(activate(ann!, { kind: 'eligibility' }))).toBe('ROLE_REQUEST_INVALID');
    expect(await codeOf(activate(ann!, { held: aRole(newObjectId()) }))).toBe('SCHEDULE_ROLE_NOT_FOUND');
    expect(await codeOf(makeEligible({ id: newObjectId() }))).toBe('SCHEDULE_SUBJECT_NOT_FOUND');
    expect(await activate(ann!, { isValidationOnly: true })).toMatchObject({ status: 'Provisioned' });
    expect(await rolesOf(ann!)).toEqual([]);
    await activate(ann!);
    expect(await codeOf(activate(ann!))).toBe('SCHEDULE_EXISTS');
    expect(await codeOf(activate(ann!, { action: 'selfDeactivate' }))).toBe('ACTIVE_DURATION_TOO_SHORT');
    test.at('2026-06-15T12:05:00Z');
    expect(await activate(ann!, { action: 'selfDeactivate' })).toMatchObject({ status: 'Revoked' });
    expect(await rolesOf(ann!)).toEqual([]);
    expect(await codeOf(activate(ann!, { action: 'selfDeactivate' }))).toBe('SCHEDULE_NOT_FOUND');
  });

  it('is not outlived by what was activated, whether it ends, is shortened or is removed', async () => {
    await makeEligible(ann!, { wanted: forA('PT2H') });
    await activate(ann!, { wanted: forA('PT8H') });
    const [active] = await listSchedules(test.directory, administrator, 'assignment');
    expect(active!.endsAt).toBe(parseInstant('2026-06-15T14:00:00Z'));
    await makeEligible(ann!, { action: 'adminUpdate', wanted: forA('PT1H') });
    test.at('2026-06-15T13:00:00Z');
    expect(await rolesOf(ann!)).toEqual([]);
    await makeEligible(ann!);
    await activate(ann!);
    await makeEligible(ann!, { action: 'adminRemove' });
    expect(await rolesOf(ann!)).toEqual([]);
    expect(await listSchedules(test.directory, administrator, 'assignment')).toEqual([]);
  });

  it('of a group is activated by each of its direct members, as long as they are', async () => {
    const group = await aGroup(test.directory, undefined, { isAssignableToRole: true });
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    await makeEligible(group);
    expect(await codeOf(activate(ben!))).toBe('ROLE_POLICY_VALIDATION_FAILED');
    await activate(ann!);
    expect(await rolesOf(ann!)).toEqual(['Helpdesk Administrator']);
    expect(await listOwnSchedules(test.directory, await proved(ann!), 'eligibility')).toMatchObject([
      { principalId: group.id, memberType: 'Group' },
    ]);
    await removeMember(test.directory, administrator, group.id, ann!.id);
    expect(await rolesOf(ann!)).toEqual([]);
    expect(await listSchedules(test.directory, administrator, 'assignment')).toEqual([]);
  });

  it('guards the account as an active one does, and goes with it', async () => {
    await giveRole(test.directory, 'User Administrator', ben!);
    await makeEligible(ann!, { held: aRole(globalAdministrator) });
    const change = updateUser(test.directory, await asPerson(test.directory, ben!), ann!.id, { accountEnabled: false });
    expect(await codeOf(change)).toBe('INSUFFICIENT_PRIVILEGES');
    await deleteUser(test.directory, administrator, ann!.id);
    await purgeDeletedItem(test.directory, administrator, ann!.id);
    expect(await listSchedules(test.directory, administrator, 'eligibility')).toEqual([]);
  });
});

describe('a role for a time', () => {
  const later = { ...forA('PT1H'), startsAt: parseInstant('2026-06-16T00:00:00Z')! };

  it('begins and ends by the clock; the log has it once, also after an outage and with two servers', async () => {
    const request = await ask(administrator, gus!, { action: 'adminAssign', wanted: later });
    expect(request.status).toBe('ScheduleCreated');
    expect(await rolesOf(gus!)).toEqual([]);
    test.at('2026-06-16T00:00:00Z');
    expect(await rolesOf(gus!)).toEqual(['Helpdesk Administrator']);
    const place = await logHead(test);
    const other = await test.secondNode();
    const turned = await Promise.all([followSchedules(test.directory), followSchedules(other.directory)]);
    expect(turned.sort()).toEqual([0, 1]);
    expect(await getAccessRequest(test.directory, administrator, 'role', 'assignment', request.id)).toMatchObject({
      status: 'Provisioned',
    });
    test.at('2026-07-01T00:00:00Z');
    expect(await rolesOf(gus!)).toEqual([]);
    expect(await followSchedules(other.directory)).toBe(1);
    expect(await followSchedules(test.directory)).toBe(0);
    const log = (await changesAfter(test.directory, place)).map(({ cause, facts }) => [
      cause.operation,
      cause.actor.kind,
      ...facts.map((fact) => `${fact.objectType} ${fact.action}`),
    ]);
    expect(log).toEqual([
      ['follow-schedules', 'system', 'roleAssignment update', 'directoryRole create', 'roleRequest update'],
      ['follow-schedules', 'system', 'roleAssignment purge'],
    ]);
  });

  it('is extended, renewed and removed by administrators, whom people can ask for it', async () => {
    const own = (action: NewAccessRequest['action']) => activate(ann!, { action, wanted: forA('P1D') });
    await ask(administrator, ann!, { action: 'adminAssign', wanted: forA('PT1H') });
    const asked = await own('selfExtend');
    expect(asked.status).toBe('PendingAdminDecision');
    expect(await codeOf(own('selfExtend'))).toBe('ROLE_REQUEST_PENDING');
    expect(await codeOf(ask(administrator, ann!, { action: 'adminExtend', wanted: forA('PT1M') }))).toBe(
      'ROLE_REQUEST_INVALID',
    );
    await ask(administrator, ann!, { action: 'adminExtend', wanted: forA('PT2H') });
    const [answered] = await listOwnRequests(test.directory, await proved(ann!), 'role', 'assignment', 'createdBy');
    expect(answered).toMatchObject({ id: asked.id, status: 'Provisioned' });
    test.at('2026-06-15T14:00:00Z');
    expect(await rolesOf(ann!)).toEqual([]);
    expect((await own('selfRenew')).status).toBe('PendingAdminDecision');
    await ask(administrator, ann!, { action: 'adminRenew', wanted: forA('PT2H') });
    expect(await rolesOf(ann!)).toEqual(['Helpdesk Administrator']);
    expect(await codeOf(ask(administrator, ben!, { action: 'adminRenew' }))).toBe('SCHEDULE_NOT_FOUND');
    expect(await codeOf(ask(administrator, ben!, { action: 'adminUpdate' }))).toBe('SCHEDULE_NOT_FOUND');
    await ask(administrator, ann!, { action: 'adminRemove' });
    expect(await rolesOf(ann!)).toEqual([]);
  });

  it('is cancelled before it begins', async () => {
    const request = await ask(administrator, ann!, { action: 'adminAssign', wanted: later });
    const cancel = () => cancelAccessRequest(test.directory, administrator, 'role', 'assignment', request.id);
    await cancel();
    expect(await listSchedules(test.directory, administrator, 'assignment')).toEqual([]);
    expect(await codeOf(cancel())).toBe('ROLE_REQUEST_NOT_PENDING');
    const somebody = cancelAccessRequest(test.directory, await proved(gus!), 'role', 'assignment', request.id);
    expect(await codeOf(somebody)).toBe('RESOURCE_NOT_FOUND');
  });

  it('of the Global Administrator is none that the directory rests on', async () => {
    const role = { held: aRole(globalAdministrator) };
    const { id } = await giveRole(test.directory, 'Global Administrator', ann!);
    await ask(administrator, ben!, { ...role, action: 'adminAssign', wanted: forA('P30D') });
    expect(await codeOf(removeRoleAssignment(test.directory, administrator, { id }))).toBe('LAST_GLOBAL_ADMINISTRATOR');
    const end = ask(administrator, ann!, { ...role, action: 'adminUpdate', wanted: forA('P30D') });
    expect(await codeOf(end)).toBe('LAST_GLOBAL_ADMINISTRATOR');
    await recoverAdministrator(test.directory, ben!.id, 'Correct-Horse-7');
    expect(await codeOf(removeRoleAssignment(test.directory, administrator, { id }))).toBe('none');
    test.at('2027-01-01T00:00:00Z');
    expect(await rolesOf(ben!)).toEqual(['Global Administrator']);
  });

  it('of the Global Administrator, activated without an end, is not lost with the eligibility', async () => {
    const role = { held: aRole(globalAdministrator) };
    const rule = { isExpirationRequired: false };
    const governed = { type: 'role', id: globalAdministrator } as const;
    await updateAccessRule(test.directory, administrator, governed, 'Expiration_EndUser_Assignment', rule);
    await makeEligible(ann!, role);
    await activate(ann!, { ...role, wanted: forever });
    const end = () => codeOf(makeEligible(ann!, { ...role, action: 'adminRemove' }));
    const shorten = () => codeOf(makeEligible(ann!, { ...role, action: 'adminUpdate', wanted: forA('P30D') }));
    expect([await end(), await shorten()]).toEqual(['LAST_GLOBAL_ADMINISTRATOR', 'LAST_GLOBAL_ADMINISTRATOR']);
    await giveRole(test.directory, 'Global Administrator', ben!);
    expect([await shorten(), await end()]).toEqual(['none', 'none']);
    expect(await rolesOf(ann!)).toEqual([]);
  });

  it('stands beside plain assignments in the list of schedules', async () => {
    await assignRole(test.directory, administrator, {
      roleDefinitionId: helpdesk,
      principalId: ann!.id,
      directoryScopeId: '/',
    });
    expect(await listSchedules(test.directory, administrator, 'assignment')).toMatchObject([
      { principalId: ann!.id, endsAt: null, activatedUsing: null },
    ]);
    expect(await codeOf(ask(administrator, ann!, { action: 'adminAssign' }))).toBe('SCHEDULE_EXISTS');
  });
});

describe('an activation that needs an approval', () => {
  beforeEach(async () => {
    await makeEligible(ann!);
    const approvers = [{ kind: 'user', id: ben!.id, description: null } as const];
    await setRule('Approval_EndUser_Assignment', { isApprovalRequired: true, approvers });
  });
  const decide = async (user: User, id: ObjectId, isApproved = true, justification: string | null = 'fine') =>
    decideAccessRequest(test.directory, await proved(user), 'role', id, { isApproved, justification });

  it('begins when one approver says so, who is not the person', async () => {
    const request = await activate(ann!, { wanted: forA('PT1H') });
    expect(request.status).toBe('PendingApproval');
    expect(await rolesOf(ann!)).toEqual([]);
    expect(await codeOf(activate(ann!))).toBe('ROLE_REQUEST_PENDING');
    expect(await codeOf(decide(gus!, request.id))).toBe('RESOURCE_NOT_FOUND');
    await setRule('Approval_EndUser_Assignment', {
      approvers: [ann!, ben!].map(({ id }) => ({ kind: 'user', id, description: null })),
    });
    expect(await codeOf(decide(ann!, request.id))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(decide(ben!, request.id, true, null))).toBe('ROLE_REQUEST_INVALID');
    expect(await listApprovals(test.directory, await proved(ben!), 'role')).toMatchObject([{ id: request.id }]);
    expect(await listApprovals(test.directory, await proved(ann!), 'role')).toEqual([]);
    test.at('2026-06-15T18:00:00Z');
    expect(await decide(ben!, request.id)).toMatchObject({ status: 'Provisioned', review: { by: { id: ben!.id } } });
    expect(await codeOf(decide(ben!, request.id))).toBe('ROLE_REQUEST_NOT_PENDING');
    expect(await rolesOf(ann!)).toEqual(['Helpdesk Administrator']);
    test.at('2026-06-15T19:00:00Z');
    expect(await rolesOf(ann!)).toEqual([]);
  });

  it('is found by its approvers however many others were decided since', async () => {
    const request = await activate(ann!, { wanted: forA('PT1H') });
    await test.query(
      `insert into role_requests (id, kind, action, status, held_type, held_id, scope, principal_id, created_at,
         created_by_id, needs_approval, details)
       select gen_random_uuid(), kind, action, 'Denied', held_type, held_id, scope, gen_random_uuid(),
         created_at + interval '1 minute', created_by_id, true, details
       from role_requests, generate_series(1, 1001) where id = $1`,
      [request.id],
    );
    const found = await listApprovals(test.directory, await proved(ben!), 'role');
    await test.query(`delete from role_requests where status = 'Denied'`);
    expect(found).toHaveLength(1001);
    expect(found.at(-1)).toMatchObject({ id: request.id });
  });

  it('is denied by an approver, or when nobody has decided for a day', async () => {
    const first = await activate(ann!);
    expect(await decide(ben!, first.id, false)).toMatchObject({ status: 'Denied' });
    test.at('2026-06-15T13:00:00Z');
    const second = await activate(ann!);
    test.at('2026-06-16T13:00:00Z');
    expect(await codeOf(decide(ben!, second.id))).toBe('ROLE_REQUEST_NOT_PENDING');
    expect(await followSchedules(test.directory)).toBe(1);
    const [latest] = await listRoleRequests(test.directory, administrator, { kind: 'assignment', status: 'Denied' });
    expect(latest).toMatchObject({ id: second.id, review: null });
    expect(await rolesOf(ann!)).toEqual([]);
  });

  it('fails when the person is not eligible any more; members of a group and administrators decide, too', async () => {
    const group = await aGroup(test.directory);
    await addMembers(test.directory, administrator, group.id, [gus!.id]);
    const approvers = [{ kind: 'group', id: group.id, description: null } as const];
    await setRule('Approval_EndUser_Assignment', { approvers });
    const request = await activate(ann!);
    await makeEligible(ann!, { action: 'adminRemove' });
    expect(await decide(gus!, request.id)).toMatchObject({ status: 'Failed' });
    await makeEligible(ann!);
    await setRule('Approval_EndUser_Assignment', { approvers: [] });
    const second = await activate(ann!);
    expect(await codeOf(decide(gus!, second.id))).toBe('RESOURCE_NOT_FOUND');
    await giveRole(test.directory, 'Privileged Role Administrator', ben!);
    expect(await decide(ben!, second.id)).toMatchObject({ status: 'Provisioned' });
  });

  it('is taken back by the person', async () => {
    const request = await activate(ann!);
    await cancelAccessRequest(test.directory, await proved(ann!), 'role', 'assignment', request.id);
    expect(await codeOf(decide(ben!, request.id))).toBe('ROLE_REQUEST_NOT_PENDING');
  });
});
