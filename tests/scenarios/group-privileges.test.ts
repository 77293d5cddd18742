// One file because every test stands on the same few people and the same short words for requests.
import {
  addMembers,
  addOwners,
  type Caller,
  cancelAccessRequest,
  type Directory,
  decideAccessRequest,
  deleteGroup,
  deleteUser,
  explainMembership,
  followSchedules,
  type Group,
  type GroupAccess,
  getAccessRequest,
  getGroupSchedule,
  guestRoleIds,
  listApprovals,
  listGroupRequests,
  listGroupSchedules,
  listOwnGroupSchedules,
  listOwnRequests,
  membershipHistory,
  type NewAccessRequest,
  purgeDeletedItem,
  type RoleRules,
  removeMember,
  removeOwner,
  requestAccess,
  resolvePerson,
  restoreDeletedItem,
  type User,
  updateAccessRule,
  updateAuthorizationPolicy,
  updateGroup,
  updateUser,
} from '@muster/directory';
import { newObjectId, type ObjectId, parseInstant } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, allScopes, anApplication, asPerson, aTeam, giveRole, somePeople } from './builders.ts';
import { changesAfter, codeOf, logHead, membersOf, related } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [ann, ben, gus]: User[] = [];
let group: Group;
beforeEach(async () => {
  test = await testDirectory();
  [ann, ben, gus] = await somePeople(test.directory, [
    { mail: 'ann@contoso.com' },
    { mail: 'ben@contoso.com', preferredLanguage: 'de-DE' },
    { userType: 'Guest' },
  ]);
  group = await aGroup(test.directory, undefined, { displayName: 'Vault' });
});
afterEach(() => test.close());

const forA = (duration: string) => ({ startsAt: null, expiration: 'afterDuration', duration, endsAt: null }) as const;
const forever = { startsAt: null, expiration: 'noExpiration', duration: null, endsAt: null } as const;
const later = { ...forA('PT1H'), startsAt: parseInstant('2026-06-16T00:00:00Z')! };

interface More extends Partial<Omit<NewAccessRequest, 'held'>> {
  readonly of?: Pick<Group, 'id'>;
  readonly access?: GroupAccess;
}

function ask(caller: Caller, principal: { id: ObjectId }, { of = group, access = 'member', ...more }: More = {}) {
  return requestAccess(test.directory, caller, {
    kind: 'assignment',
    action: 'selfActivate',
    principalId: principal.id,
    held: { type: 'group', id: of.id, scope: access },
    justification: 'work',
    ticket: null,
    wanted: null,
    isValidationOnly: false,
    ...more,
  });
}
const proved = (user: User, amr: readonly string[] = ['pwd', 'mfa']) => {
  const client = { appId: newObjectId(), name: 'Portal' };
  const issuedAt = test.directory.clock();
  return resolvePerson(test.directory, { userId: user.id, issuedAt, client, scopes: allScopes, requestId: 'r', amr });
};
const makeEligible = (principal: { id: ObjectId }, more: More = {}) =>
  ask(administrator, principal, { kind: 'eligibility', action: 'adminAssign', wanted: forever, ...more });
const give = (principal: { id: ObjectId }, more: More = {}) =>
  ask(administrator, principal, { action: 'adminAssign', ...more });
const activate = async (user: User, more: More = {}) => ask(await proved(user), user, more);
const setRule = <Id extends keyof RoleRules>(id: Id, patch: Partial<RoleRules[Id]>) =>
  updateAccessRule(test.directory, administrator, { type: 'group', id: group.id, scope: 'member' }, id, patch);
const members = (of = group) => membersOf(test.directory, of);
const owners = (of = group) => related(test.directory, 'owners', of.id);
const schedules = (kind: 'eligibility' | 'assignment', of: Pick<Group, 'id'> = group) =>
  listGroupSchedules(test.directory, administrator, kind, { groupId: of.id, principalId: null });
async function rolesOf(user: User, directory: Directory = test.directory): Promise<readonly string[]> {
  const { actor } = await asPerson(directory, user);
  return actor.kind === 'user' ? actor.rights.roles.map((role) => role.displayName) : [];
}
const toRoles = () => aGroup(test.directory, undefined, { isAssignableToRole: true });
const mails = () =>
  test.query<{ recipient: string; subject: string }>(
    'select recipient, subject from mail_queue order by queued_at, recipient',
  );

describe('an eligible membership', () => {
  it('is activated for a time: a real membership, which ends by itself, after an outage too', async () => {
    const follower = await aGroup(test.directory, `user.memberof -any (group.objectId -in ['${group.id}'])`);
    await test.settle();
    await makeEligible(ann!);
    expect([await members(), await schedules('assignment')]).toEqual([[], []]);
    const place = await logHead(test);
    const request = await activate(ann!, { wanted: forA('PT1H') });
    expect(request).toMatchObject({ status: 'Provisioned', held: { type: 'group', id: group.id, scope: 'member' } });
    // What follows from a membership follows in the same transaction.
    expect([await members(), await members(follower)]).toEqual([[ann!.id], [ann!.id]]);
    const other = await test.secondNode();
    test.at('2026-06-15T12:59:59.999Z');
    expect(await followSchedules(test.directory)).toBe(0);
    // Down at its end, and long after.
    test.at('2026-06-20T00:00:00Z');
    const turned = await Promise.all([followSchedules(test.directory), followSchedules(other.directory)]);
    expect(turned.sort()).toEqual([0, 1]);
    expect([await members(), await members(follower), await schedules('assignment')]).toEqual([[], [], []]);
    expect(await membersOf(other.directory, group)).toEqual([]);
    const log = (await changesAfter(test.directory, place)).map(({ cause, facts }) => [
      cause.operation,
      cause.actor.kind,
      ...facts.map((fact) => `${fact.objectType} ${fact.action}`),
    ]);
    expect(log).toEqual([
      ['request-active-group-access', 'user', 'group update', 'groupAssignment create', 'groupAccessRequest create'],
      ['follow-schedules', 'system', 'groupAssignment purge', 'group update'],
    ]);
    expect(await activate(ann!)).toMatchObject({ status: 'Provisioned' });
  });

  it('is bound by the same rules as a role', async () => {
    expect(await codeOf(activate(ann!))).toBe('ROLE_POLICY_VALIDATION_FAILED');
    await makeEligible(ann!, { wanted: forA('PT2H') });
    expect(await codeOf(makeEligible(ann!))).toBe('SCHEDULE_EXISTS');
    await setRule('Enablement_EndUser_Assignment', { enabledRules: ['Ticketing', 'MultiFactorAuthentication'] });
    await expect(ask(await proved(ann!, ['pwd']), ann!, { wanted: forA('PT9H') })).rejects.toMatchObject({
      message: 'The following policy rules failed: ["ExpirationRule","MfaRule","TicketingRule"]',
    });
    await setRule('Enablement_EndUser_Assignment', { enabledRules: [] });
    // The other access has settings of its own.
    await makeEligible(ann!, { access: 'owner' });
    expect(await codeOf(activate(ann!, { access: 'owner', justification: null }))).toBe(
      'ROLE_POLICY_VALIDATION_FAILED',
    );
    expect(await codeOf(ask(await proved(ben!), ann!))).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await codeOf(ask(administrator, ann!))).toBe('ROLE_REQUEST_NOT_OWN');
    expect(await activate(ann!, { isValidationOnly: true })).toMatchObject({ status: 'Provisioned' });
    expect(await members()).toEqual([]);
    await activate(ann!);
    expect(await codeOf(activate(ann!))).toBe('SCHEDULE_EXISTS');
    // No activation outlives what it was made of.
    expect(await schedules('assignment')).toMatchObject([{ endsAt: parseInstant('2026-06-15T14:00:00Z') }]);
    expect(await codeOf(activate(ann!, { action: 'selfDeactivate' }))).toBe('ACTIVE_DURATION_TOO_SHORT');
    test.at('2026-06-15T12:05:00Z');
    expect(await activate(ann!, { action: 'selfDeactivate' })).toMatchObject({ status: 'Revoked' });
    expect(await members()).toEqual([]);
    await activate(ann!);
    await makeEligible(ann!, { action: 'adminRemove' });
    expect([await members(), await schedules('assignment')]).toEqual([[], []]);
  });

  it('is approved by its approvers: owners, unless others are named', async () => {
    await addOwners(test.directory, administrator, 'group', group.id, [ben!.id]);
    await makeEligible(ann!);
    await setRule('Approval_EndUser_Assignment', { isApprovalRequired: true });
    const request = await activate(ann!, { wanted: forA('PT1H') });
    expect(request.status).toBe('PendingApproval');
    expect(await members()).toEqual([]);
    const decide = async (user: User) =>
      decideAccessRequest(test.directory, await proved(user), 'group', request.id, {
        isApproved: true,
        justification: 'ok',
      });
    expect(await codeOf(decide(gus!))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(decide(ann!))).toBe('RESOURCE_NOT_FOUND');
    const asked = { isApproved: true, justification: 'ok' };
    const asRole = decideAccessRequest(test.directory, await proved(ben!), 'role', request.id, asked);
    expect(await codeOf(asRole)).toBe('RESOURCE_NOT_FOUND');
    expect(await listApprovals(test.directory, await proved(ben!), 'group')).toMatchObject([{ id: request.id }]);
    expect(await listApprovals(test.directory, await proved(ben!), 'role')).toEqual([]);
    expect(await decide(ben!)).toMatchObject({ status: 'Provisioned' });
    expect(await members()).toEqual([ann!.id]);
    const found = await explainMembership(test.directory, administrator, {
      groupId: group.id,
      memberId: ann!.id,
      at: null,
    });
    expect(found.schedule).toMatchObject({
      isActivated: true,
      justification: 'work',
      approvedBy: ben!.properties.displayName,
    });
  });

  it('of a group is activated by its direct members, and lost on leaving it, through any number of groups', async () => {
    const [first, second] = [await toRoles(), await toRoles()];
    await give(ann!, { of: first, wanted: forever });
    await makeEligible(first, { of: second });
    await makeEligible(second);
    expect(await codeOf(activate(ben!, { of: second }))).toBe('ROLE_POLICY_VALIDATION_FAILED');
    await activate(ann!, { of: second });
    await activate(ann!);
    expect(await members()).toEqual([ann!.id]);
    const own = await listOwnGroupSchedules(test.directory, await proved(ann!), 'eligibility');
    expect(new Set(own.map(({ groupId, memberType }) => `${groupId} ${memberType}`))).toEqual(
      new Set([`${second.id} Group`, `${group.id} Group`]),
    );
    await give(ann!, { of: first, action: 'adminUpdate', wanted: forA('P1D') });
    expect([await members(second), await members()]).toEqual([[ann!.id], [ann!.id]]);
    await removeMember(test.directory, administrator, first.id, ann!.id);
    expect([await members(second), await members()]).toEqual([[], []]);
    expect(await codeOf(makeEligible(group))).toBe('ROLE_PRINCIPAL_NOT_ALLOWED');
    expect(await codeOf(makeEligible(second, { of: second }))).toBe('GROUP_CONTAINS_ITSELF');
    expect(await codeOf(give(second))).toBe('ROLE_REQUEST_INVALID');
  });
});

describe('an eligible ownership', () => {
  it('is activated and ends, and an owner by hand is left alone', async () => {
    await makeEligible(ann!, { access: 'owner' });
    await activate(ann!, { access: 'owner', wanted: forA('PT1H') });
    expect([await owners(), await members()]).toEqual([[ann!.id], []]);
    // Whoever is an owner for a time has an owner's rights.
    await addMembers(test.directory, await asPerson(test.directory, ann!), group.id, [gus!.id]);
    await removeOwner(test.directory, administrator, 'group', group.id, ann!.id);
    await addOwners(test.directory, administrator, 'group', group.id, [ann!.id]);
    expect(await codeOf(activate(ann!, { access: 'owner' }))).toBe('SCHEDULE_EXISTS');
    test.at('2026-06-15T13:00:00Z');
    await followSchedules(test.directory);
    expect(await owners()).toEqual([ann!.id]);
    await makeEligible(ben!, { access: 'owner' });
    await activate(ben!, { access: 'owner', wanted: forA('PT1H') });
    test.at('2026-06-15T14:00:00Z');
    expect(await followSchedules(test.directory)).toBe(1);
    expect(await owners()).toEqual([ann!.id]);
  });
});

describe('a membership for a time', () => {
  it('begins and ends by the clock, and is changed by administrators', async () => {
    const request = await give(ann!, { wanted: later });
    expect([request.status, await members()]).toEqual(['ScheduleCreated', []]);
    test.at('2026-06-16T00:00:00Z');
    expect(await followSchedules(test.directory)).toBe(1);
    expect(await members()).toEqual([ann!.id]);
    expect(await getAccessRequest(test.directory, administrator, 'group', 'assignment', request.id)).toMatchObject({
      status: 'Provisioned',
    });
    expect((await activate(ann!, { action: 'selfExtend', wanted: forA('P1D') })).status).toBe('PendingAdminDecision');
    await give(ann!, { action: 'adminExtend', wanted: forA('PT2H') });
    test.at('2026-06-16T01:30:00Z');
    expect(await followSchedules(test.directory)).toBe(0);
    test.at('2026-06-16T02:00:00Z');
    await followSchedules(test.directory);
    expect(await members()).toEqual([]);
    await give(ann!, { action: 'adminRenew', wanted: forever });
    expect(await members()).toEqual([ann!.id]);
    await give(ann!, { action: 'adminRemove' });
    expect(await members()).toEqual([]);
    expect(await give(ben!, { wanted: later })).toMatchObject({ status: 'Provisioned' });
  });

  it('never takes away what was given by hand meanwhile', async () => {
    await give(ann!, { wanted: forA('PT1H') });
    await removeMember(test.directory, administrator, group.id, ann!.id);
    expect(await schedules('assignment')).toEqual([]);
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    expect(await codeOf(give(ann!))).toBe('SCHEDULE_EXISTS');
    const waiting = await give(ben!, { wanted: later });
    await addMembers(test.directory, administrator, group.id, [ben!.id]);
    test.at('2026-07-01T00:00:00Z');
    await followSchedules(test.directory);
    expect(await members()).toEqual([ann!.id, ben!.id]);
    // It was over before anybody could begin it.
    expect((await getAccessRequest(test.directory, administrator, 'group', 'assignment', waiting.id)).status).toBe(
      'Failed',
    );
    const next = { ...forA('PT1H'), startsAt: parseInstant('2026-07-02T00:00:00Z')! };
    const third = await give(gus!, { wanted: next });
    await addMembers(test.directory, administrator, group.id, [gus!.id]);
    test.at('2026-07-02T00:00:00Z');
    expect(await followSchedules(test.directory)).toBe(1);
    expect((await getAccessRequest(test.directory, administrator, 'group', 'assignment', third.id)).status).toBe(
      'Failed',
    );
    test.at('2026-07-03T00:00:00Z');
    expect(await followSchedules(test.directory)).toBe(0);
    expect(await members()).toEqual([ann!.id, ben!.id, gus!.id]);
  });

  it('does not come back with a restored user or group', async () => {
    await addMembers(test.directory, administrator, group.id, [ben!.id]);
    await give(ann!, { wanted: forA('PT1H') });
    await deleteUser(test.directory, administrator, ann!.id);
    await restoreDeletedItem(test.directory, administrator, ann!.id);
    expect([await members(), await schedules('assignment')]).toEqual([[ben!.id], []]);
    await give(ann!, { wanted: forA('PT1H') });
    await makeEligible(ann!);
    await deleteGroup(test.directory, administrator, group.id);
    await restoreDeletedItem(test.directory, administrator, group.id);
    expect([await members(), await schedules('assignment')]).toEqual([[ben!.id], []]);
    expect(await schedules('eligibility')).toHaveLength(1);
    await deleteGroup(test.directory, administrator, group.id);
    test.at('2026-06-16T00:00:00Z');
    expect(await followSchedules(test.directory)).toBe(0);
    await purgeDeletedItem(test.directory, administrator, group.id);
    expect(await schedules('eligibility')).toEqual([]);
  });

  it('is not for groups whose members a rule decides, nor for what a group cannot contain', async () => {
    const dynamic = await aGroup(test.directory, 'user.city -eq "Ulm"');
    for (const access of ['member', 'owner'] as const) {
      expect(await codeOf(makeEligible(ann!, { of: dynamic, access }))).toBe('GROUP_ACCESS_NOT_MANAGED');
    }
    const { principal } = await anApplication(test.directory);
    const team = await aTeam(test.directory);
    expect(await codeOf(give(principal, { of: team }))).toBe('MEMBER_TYPE_NOT_ALLOWED');
    expect(await codeOf(makeEligible(principal))).toBe('ROLE_REQUEST_INVALID');
    await give(principal, { wanted: forA('PT1H') });
    await makeEligible(ann!);
    await activate(ann!);
    expect(await members()).toHaveLength(2);
    const rule = { membershipRule: 'user.city -eq "Ulm"', membershipRuleProcessingState: 'Paused' };
    await updateGroup(test.directory, administrator, group.id, {
      properties: { groupTypes: ['DynamicMembership'], ...rule },
    });
    // Where the rule rests nobody would take them out any more.
    expect(await members()).toEqual([]);
    expect([...(await schedules('eligibility')), ...(await schedules('assignment'))]).toEqual([]);
  });

  it('is explained: activated, until when, and how it ended', async () => {
    await makeEligible(ann!);
    await activate(ann!, { wanted: forA('PT1H') });
    const pair = { groupId: group.id, memberId: ann!.id };
    const until = parseInstant('2026-06-15T13:00:00Z');
    const found = await explainMembership(test.directory, administrator, { ...pair, at: null });
    expect(found).toMatchObject({
      means: 'assigned',
      schedule: { isActivated: true, until, justification: 'work', approvedBy: null },
      since: { reason: 'scheduleBegan', schedule: { isActivated: true, until } },
    });
    test.at('2026-06-15T13:00:00Z');
    await followSchedules(test.directory);
    test.at('2026-06-15T14:00:00Z');
    await give(ann!);
    await give(ann!, { action: 'adminRemove' });
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    expect((await explainMembership(test.directory, administrator, { ...pair, at: null })).schedule).toBeNull();
    const question = { ...pair, order: 'oldest', limit: 10, after: null } as const;
    const { moves } = await membershipHistory(test.directory, administrator, question);
    expect(moves.map(({ reason, actor, schedule }) => [reason, actor.kind, schedule?.isActivated])).toEqual([
      ['scheduleBegan', 'user', true],
      ['scheduleEnded', 'system', true],
      ['scheduleBegan', 'operator', false],
      ['scheduleEnded', 'operator', false],
      ['assigned', 'operator', undefined],
    ]);
    const past = await explainMembership(test.directory, administrator, {
      ...pair,
      at: parseInstant('2026-06-15T12:30:00Z')!,
    });
    expect(past).toMatchObject({ isMember: true, schedule: null, since: { schedule: { until } } });
  });
});

describe('a group to which roles can be assigned', () => {
  it('gives its role with the membership, to the instant, and guards who can come into it', async () => {
    const helpdesk = await toRoles();
    await giveRole(test.directory, 'Helpdesk Administrator', helpdesk);
    await makeEligible(ann!, { of: helpdesk });
    await giveRole(test.directory, 'User Administrator', ben!);
    const change = updateUser(test.directory, await asPerson(test.directory, ben!), ann!.id, { accountEnabled: false });
    expect(await codeOf(change)).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await rolesOf(ann!)).toEqual([]);
    await activate(ann!, { of: helpdesk, wanted: forA('PT1H') });
    expect(await rolesOf(ann!)).toEqual(['Helpdesk Administrator']);
    test.at('2026-06-15T13:00:00Z');
    // Nobody has taken her out yet, and yet it counts no more.
    expect([await rolesOf(ann!), await members(helpdesk)]).toEqual([[], [ann!.id]]);
    await followSchedules(test.directory);
    expect(await members(helpdesk)).toEqual([]);
  });

  it('is managed by its owners who are no guests, and Privileged Role Administrators', async () => {
    const helpdesk = await toRoles();
    await addOwners(test.directory, administrator, 'group', helpdesk.id, [ann!.id, gus!.id]);
    await addOwners(test.directory, administrator, 'group', group.id, [gus!.id]);
    const by = async (who: User, of: Group) =>
      codeOf(ask(await proved(who), ben!, { of, kind: 'eligibility', action: 'adminAssign', isValidationOnly: true }));
    expect(await by(gus!, group)).toBe('none');
    expect([await by(ann!, helpdesk), await by(gus!, helpdesk)]).toEqual(['none', 'INSUFFICIENT_PRIVILEGES']);
    expect(await by(ann!, group)).toBe('INSUFFICIENT_PRIVILEGES');
    await giveRole(test.directory, 'Groups Administrator', ben!);
    expect([await by(ben!, group), await by(ben!, helpdesk)]).toEqual(['none', 'INSUFFICIENT_PRIVILEGES']);
    await giveRole(test.directory, 'Privileged Role Administrator', ben!);
    expect(await by(ben!, helpdesk)).toBe('none');
  });

  it('that holds Global Administrator does not let the directory rest on whoever is in it for a time', async () => {
    const admins = await toRoles();
    await giveRole(test.directory, 'Global Administrator', admins);
    await addMembers(test.directory, administrator, admins.id, [ann!.id]);
    await give(ben!, { of: admins, wanted: forA('PT1H') });
    expect(await rolesOf(ben!)).toEqual(['Global Administrator']);
    const remove = () => removeMember(test.directory, administrator, admins.id, ann!.id);
    expect(await codeOf(remove())).toBe('LAST_GLOBAL_ADMINISTRATOR');
    await give(gus!, { of: admins, wanted: forever });
    expect(await codeOf(remove())).toBe('none');
    for (const action of ['adminRemove', 'adminUpdate'] as const) {
      expect(await codeOf(give(gus!, { of: admins, action, wanted: forA('PT2H') }))).toBe('LAST_GLOBAL_ADMINISTRATOR');
    }
    expect(await codeOf(deleteUser(test.directory, administrator, ben!.id))).toBe('none');
    expect(await codeOf(deleteUser(test.directory, administrator, gus!.id))).toBe('LAST_GLOBAL_ADMINISTRATOR');
    await give(ann!, { of: admins, wanted: forA('PT1H') });
    test.at('2026-06-15T13:00:00Z');
    expect(await followSchedules(test.directory)).toBe(1);
    expect(await members(admins)).toEqual([gus!.id]);
  });

  it('keeps a Global Administrator whose activation has no end', async () => {
    const admins = await toRoles();
    await giveRole(test.directory, 'Global Administrator', admins);
    const governed = { type: 'group', id: admins.id, scope: 'member' } as const;
    const open = { isExpirationRequired: false };
    await updateAccessRule(test.directory, administrator, governed, 'Expiration_EndUser_Assignment', open);
    await makeEligible(ann!, { of: admins });
    await activate(ann!, { of: admins, wanted: forever });
    for (const more of [{ action: 'adminRemove' }, { action: 'adminUpdate', wanted: forA('P1D') }] as const) {
      expect(await codeOf(makeEligible(ann!, { of: admins, ...more }))).toBe('LAST_GLOBAL_ADMINISTRATOR');
    }
    await giveRole(test.directory, 'Global Administrator', ben!);
    expect(await codeOf(makeEligible(ann!, { of: admins, action: 'adminRemove' }))).toBe('none');
    expect(await members(admins)).toEqual([]);
  });
});

describe('who sees what', () => {
  it('people see their own, owners those of their groups, others nothing, not even that a group exists', async () => {
    await addOwners(test.directory, administrator, 'group', group.id, [ben!.id]);
    const { id } = await makeEligible(ann!);
    const [eligibility] = await schedules('eligibility');
    const [asAnn, asBen] = [await proved(ann!), await proved(ben!)];
    await updateAuthorizationPolicy(test.directory, administrator, { guestUserRoleId: guestRoleIds.restrictedGuest });
    const asGus = await proved(gus!);
    const list = (caller: Caller, groupId: ObjectId | null, principalId: ObjectId | null) =>
      listGroupSchedules(test.directory, caller, 'eligibility', { groupId, principalId });
    expect(await list(asBen, group.id, null)).toHaveLength(1);
    expect(await list(asAnn, null, ann!.id)).toHaveLength(1);
    expect(await codeOf(list(asAnn, group.id, null))).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await codeOf(list(asBen, null, ann!.id))).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await codeOf(list(asGus, group.id, null))).toBe('RESOURCE_NOT_FOUND');
    const one = (caller: Caller) => codeOf(getGroupSchedule(test.directory, caller, 'eligibility', eligibility!.id));
    expect([await one(asAnn), await one(asBen), await one(asGus)]).toEqual(['none', 'none', 'RESOURCE_NOT_FOUND']);
    const request = (caller: Caller) => codeOf(getAccessRequest(test.directory, caller, 'group', 'eligibility', id));
    expect([await request(asAnn), await request(asBen), await request(asGus)]).toEqual([
      'none',
      'none',
      'RESOURCE_NOT_FOUND',
    ]);
    expect(await codeOf(getAccessRequest(test.directory, administrator, 'role', 'eligibility', id))).toBe(
      'RESOURCE_NOT_FOUND',
    );
    expect(await listOwnRequests(test.directory, asAnn, 'group', 'eligibility', 'principal')).toHaveLength(1);
    const asked = { groupId: group.id, principalId: ann!.id };
    expect(await listGroupRequests(test.directory, asBen, 'eligibility', asked)).toHaveLength(1);
    expect(await codeOf(ask(asGus, gus!))).toBe('SCHEDULE_GROUP_NOT_FOUND');
    await makeEligible(gus!);
    expect(await codeOf(ask(asGus, gus!))).toBe('none');
  });

  it('who can come into a group with hidden membership is for those who may know who is in it', async () => {
    const hidden = await aTeam(test.directory, undefined, { visibility: 'HiddenMembership' });
    const { id } = await makeEligible(ann!, { of: hidden });
    await giveRole(test.directory, 'Security Reader', ben!);
    const asBen = await proved(ben!);
    const list = (caller: Caller, groupId: ObjectId | null, principalId: ObjectId | null) =>
      listGroupSchedules(test.directory, caller, 'eligibility', { groupId, principalId });
    expect(await codeOf(list(asBen, hidden.id, null))).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await list(asBen, null, ann!.id)).toEqual([]);
    const question = { groupId: null, principalId: ann!.id };
    expect(await listGroupRequests(test.directory, asBen, 'eligibility', question)).toEqual([]);
    const request = getAccessRequest(test.directory, asBen, 'group', 'eligibility', id);
    expect(await codeOf(request)).toBe('RESOURCE_NOT_FOUND');
    await giveRole(test.directory, 'Global Reader', ben!);
    expect(await list(await proved(ben!), hidden.id, null)).toHaveLength(1);
  });
});

describe('mails', () => {
  it('tell approvers of a request, the person of the decision, administrators of the activation', async () => {
    await addOwners(test.directory, administrator, 'group', group.id, [ben!.id]);
    await makeEligible(ann!);
    const { displayName } = ann!.properties as { displayName: string };
    expect(await mails()).toEqual([
      { recipient: 'ann@contoso.com', subject: `${displayName} can activate membership of the group Vault` },
      {
        recipient: 'ben@contoso.com',
        subject: `${displayName} kann die Mitgliedschaft in der Gruppe Vault aktivieren`,
      },
    ]);
    await test.query('delete from mail_queue');
    await setRule('Approval_EndUser_Assignment', { isApprovalRequired: true });
    const request = await activate(ann!, { wanted: forA('PT1H') });
    expect(await mails()).toEqual([
      {
        recipient: 'ben@contoso.com',
        subject: `${displayName} möchte die Mitgliedschaft in der Gruppe Vault aktivieren`,
      },
    ]);
    await test.query('delete from mail_queue');
    await decideAccessRequest(test.directory, await proved(ben!), 'group', request.id, {
      isApproved: true,
      justification: 'fine\nso',
    });
    const [toAnn, toBen] = await test.query<{ body_text: string }>(
      'select body_text from mail_queue order by recipient',
    );
    expect(toAnn!.body_text).toContain('Until: 2026-06-15T13:00:00Z\nReason:\n> fine\n> so\n');
    expect(toBen!.body_text).toContain('aktiviert');
  });

  it('ask approvers once in an hour, however often somebody asks and takes it back', async () => {
    await addOwners(test.directory, administrator, 'group', group.id, [ben!.id]);
    await makeEligible(ann!);
    await setRule('Approval_EndUser_Assignment', { isApprovalRequired: true });
    await test.query('delete from mail_queue');
    const askAndTakeBack = async () => {
      const { id } = await activate(ann!, { wanted: forA('PT1H') });
      await cancelAccessRequest(test.directory, await proved(ann!), 'group', 'assignment', id);
    };
    for (let time = 0; time < 4; time++) await askAndTakeBack();
    expect(await mails()).toHaveLength(1);
    // Another hour.
    test.at('2026-06-15T13:00:00Z');
    await askAndTakeBack();
    expect(await mails()).toHaveLength(2);
    // What was decided and is asked for anew is news.
    test.at('2026-06-15T14:00:00Z');
    const request = await activate(ann!, { wanted: forA('PT1H') });
    const decision = { isApproved: false, justification: 'no' };
    await decideAccessRequest(test.directory, await proved(ben!), 'group', request.id, decision);
    await test.query('delete from mail_queue');
    await activate(ann!, { wanted: forA('PT1H') });
    expect((await mails()).map(({ recipient }) => recipient)).toEqual(['ben@contoso.com']);
  });

  it('go only where the rules send them, and only when something happens', async () => {
    await setRule('Notification_Admin_EndUser_Assignment', { notificationRecipients: ['soc@contoso.com'] });
    await setRule('Notification_Requestor_EndUser_Assignment', { notificationLevel: 'Critical' });
    const foreign = setRule('Notification_Admin_EndUser_Assignment', {
      notificationRecipients: ['victim@fabrikam.com'],
    });
    expect(await codeOf(foreign)).toBe('PROPERTY_INVALID');
    expect(
      await codeOf(setRule('Notification_Admin_EndUser_Assignment', { notificationRecipients: ['a\r\nb@c'] })),
    ).toBe('PROPERTY_INVALID');
    await makeEligible(ann!);
    await test.query('delete from mail_queue');
    await activate(ann!, { isValidationOnly: true });
    expect(await mails()).toEqual([]);
    await activate(ann!);
    expect((await mails()).map(({ recipient }) => recipient)).toEqual(['soc@contoso.com']);
    await test.query('delete from mail_queue');
    test.at('2026-06-15T12:10:00Z');
    await activate(ann!, { action: 'selfDeactivate' });
    await setRule('Notification_Admin_EndUser_Assignment', {
      isDefaultRecipientsEnabled: false,
      notificationRecipients: [],
    });
    await activate(ann!);
    expect(await mails()).toEqual([]);
  });

  it('tell of roles, to those who assign them, and of requests that nobody decided', async () => {
    await giveRole(test.directory, 'Privileged Role Administrator', ben!);
    const held = { type: 'role', id: '4a5d8f65-41da-4de4-8968-e035b65339cf' as ObjectId, scope: '/' } as const;
    const asked = {
      held,
      principalId: ann!.id,
      justification: 'x',
      ticket: null,
      wanted: null,
      isValidationOnly: false,
    };
    await requestAccess(test.directory, administrator, { ...asked, kind: 'eligibility', action: 'adminAssign' });
    expect((await mails()).map(({ subject }) => subject)[0]).toMatch(/can activate the role Reports Reader$/);
    const governed = { type: 'role', id: held.id } as const;
    await updateAccessRule(test.directory, administrator, governed, 'Approval_EndUser_Assignment', {
      isApprovalRequired: true,
    });
    await requestAccess(test.directory, await proved(ann!), { ...asked, kind: 'assignment', action: 'selfActivate' });
    await test.query('delete from mail_queue');
    test.at('2026-06-16T12:00:00Z');
    await followSchedules(test.directory);
    expect(await mails()).toEqual([
      { recipient: 'ann@contoso.com', subject: 'The request for the role Reports Reader was denied' },
    ]);
  });
});
