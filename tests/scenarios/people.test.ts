import {
  addMembers,
  addOwners,
  addSecret,
  type Caller,
  checkMemberGroups,
  createApplication,
  createGroup,
  deleteUser,
  type Group,
  getManager,
  getMemberGroups,
  getObject,
  getObjectByKey,
  getObjectsById,
  guestRoleIds,
  listObjects,
  type ObjectQuery,
  resolvePerson,
  restoreDeletedItem,
  revokeSignInSessions,
  setManager,
  type User,
  updateAuthorizationPolicy,
  updateGroup,
  updateUser,
  writePeople,
} from '@muster/directory';
import { AppError, type Instant, newObjectId } from '@muster/kernel';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { administrator, aGroup, allScopes, asPerson, aUser, giveRole, somePeople } from './builders.ts';
import { codeOf, related } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [ann, ben, gus]: User[] = [];
beforeEach(async () => {
  test = await testDirectory();
  [ann, ben, gus] = await somePeople(test.directory, [{}, {}, { userType: 'Guest' }]);
});
afterEach(() => test.close());

const all: Omit<ObjectQuery, 'types'> = {
  scope: { kind: 'all' },
  filter: null,
  orderBy: null,
  limit: 10,
  after: null,
  wantsCount: false,
};
const setPolicy = (patch: Parameters<typeof updateAuthorizationPolicy>[2]) =>
  updateAuthorizationPolicy(test.directory, administrator, patch);
const problemOf = async (work: Promise<unknown>) => {
  const problem = await work.then(() => undefined).catch((each: unknown) => each);
  if (problem instanceof AppError) return problem;
  throw new Error('no problem');
};

describe('a person behind a token', () => {
  it('is known with level, name and rights, in one round trip', async () => {
    await giveRole(test.directory, 'Guest Inviter', gus!);
    await test.open.follower.stop();
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    const { actor } = await asPerson(test.directory, gus!, ['User.Read']);
    const trips = sent.mock.calls.filter(([message]) => typeof message !== 'string').length;
    sent.mockRestore();
    expect(trips).toBe(1);
    expect(actor).toMatchObject({
      kind: 'user',
      id: gus!.id,
      name: gus!.properties.displayName,
      userType: 'Guest',
      scopes: new Set(['User.Read']),
      rights: {
        level: 'guest',
        roles: [{ displayName: 'Guest Inviter', scope: { kind: 'directory' }, viaGroup: null }],
      },
    });
  });

  it('is nobody when unknown, disabled or deleted', async () => {
    await updateUser(test.directory, administrator, ann!.id, { accountEnabled: false });
    await deleteUser(test.directory, administrator, ben!.id);
    for (const user of [{ id: newObjectId() }, ann!, ben!]) {
      expect(await codeOf(asPerson(test.directory, user))).toBe('PERSON_NOT_SIGNED_IN');
    }
    await updateUser(test.directory, administrator, ann!.id, { accountEnabled: true });
    expect(await codeOf(asPerson(test.directory, ann!))).toBe('none');
  });

  it('is nobody when the sessions were revoked after the token was made', async () => {
    const revoked = test.directory.clock();
    await test.query('update users set sign_in_sessions_valid_from_date_time = $2 where id = $1', [
      ann!.id,
      new Date(revoked),
    ]);
    const by = (issuedAt: number) =>
      resolvePerson(test.directory, {
        userId: ann!.id,
        issuedAt: issuedAt as Instant,
        client: { appId: newObjectId(), name: 'x' },
        scopes: [],
        requestId: null,
      });
    expect(await codeOf(by(revoked - 1))).toBe('PERSON_NOT_SIGNED_IN');
    expect(await codeOf(by(revoked))).toBe('none');
  });

  it('stands in the change log', async () => {
    const caller = await asPerson(test.directory, ann!);
    await updateUser(test.directory, caller, ann!.id, { mobilePhone: '1' });
    const [row] = await test.query<{ actor: object }>('select actor from change_log order by seq desc limit 1');
    expect(row!.actor).toEqual({
      kind: 'user',
      id: ann!.id,
      name: ann!.properties.displayName,
      userPrincipalName: ann!.properties.userPrincipalName,
      application: caller.actor.kind === 'user' && caller.actor.client,
    });
  });
});

describe('a person at Muster’s own pages', () => {
  it('stands in the change log without an application', async () => {
    const own = { userId: ann!.id, issuedAt: test.directory.clock(), client: null, scopes: allScopes, requestId: null };
    await revokeSignInSessions(test.directory, await resolvePerson(test.directory, own), ann!.id);
    const [row] = await test.query<{ actor: object }>('select actor from change_log order by seq desc limit 1');
    const { displayName: name, userPrincipalName } = ann!.properties;
    expect(row!.actor).toEqual({ kind: 'user', id: ann!.id, name, userPrincipalName });
  });
});

describe('a guest', () => {
  let guest: Caller;
  let group: Group;
  beforeEach(async () => {
    guest = await asPerson(test.directory, gus!);
    group = await aGroup(test.directory);
    await addMembers(test.directory, administrator, group.id, [gus!.id, ann!.id]);
    await setManager(test.directory, administrator, gus!.id, ann!.id);
    await setManager(test.directory, administrator, ben!.id, gus!.id);
  });

  it('of the restricted level cannot tell who exists from who does not', async () => {
    await setPolicy({ guestUserRoleId: guestRoleIds.restrictedGuest });
    guest = await asPerson(test.directory, gus!);
    const name = ann!.properties.userPrincipalName as string;
    const found = [
      await problemOf(getObject(test.directory, guest, 'user', ann!.id)),
      await problemOf(getObjectByKey(test.directory, guest, 'user', 'userPrincipalName', name)),
    ];
    const missing = newObjectId();
    const unknown = [
      await problemOf(getObject(test.directory, guest, 'user', missing)),
      await problemOf(getObjectByKey(test.directory, guest, 'user', 'userPrincipalName', 'nobody@contoso.com')),
    ];
    const plain = ({ code, message, help, extras }: AppError, id: string) =>
      JSON.stringify({ code, message: message.replace(id, ''), help, extras });
    expect(plain(found[0]!, ann!.id)).toBe(plain(unknown[0]!, missing));
    expect(plain(found[1]!, name)).toBe(plain(unknown[1]!, 'nobody@contoso.com'));
    expect(found[1]!.message).not.toContain(ann!.id);
    expect(await getObjectsById(test.directory, guest, [ann!.id, gus!.id, group.id], ['user', 'group'])).toMatchObject([
      { id: gus!.id },
    ]);
    expect(await codeOf(getManager(test.directory, guest, ben!.id))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(getMemberGroups(test.directory, guest, 'user', ann!.id, false))).toBe('RESOURCE_NOT_FOUND');
    const members = {
      ...all,
      types: ['user'],
      scope: { kind: 'relation', relation: 'members', of: group.id },
    } as const;
    expect(await codeOf(listObjects(test.directory, guest, members))).toBe('RESOURCE_NOT_FOUND');
  });

  it('lists nothing', async () => {
    for (const type of ['user', 'group', 'device'] as const) {
      expect(await codeOf(listObjects(test.directory, guest, { ...all, types: [type] }))).toBe(
        'INSUFFICIENT_PRIVILEGES',
      );
    }
  });

  it('reads themselves, and of those around them what guests see', async () => {
    expect((await getObject(test.directory, guest, 'user', gus!.id)).properties.displayName).toBeDefined();
    const seen = ({ properties: { displayName, userPrincipalName } }: User) => ({
      displayName,
      userPrincipalName,
      userType: 'Member',
    });
    expect((await getManager(test.directory, guest, gus!.id)).properties).toEqual(seen(ann!));
    const mine = (relation: 'memberOf' | 'directReports', types: ObjectQuery['types'], filter: ObjectQuery['filter']) =>
      listObjects(test.directory, guest, {
        ...all,
        types,
        filter,
        scope: { kind: 'relation', relation, of: gus!.id },
      });
    const [joined] = (await mine('memberOf', ['group'], null)).objects;
    expect(joined!.properties).toMatchObject({ displayName: group.properties.displayName });
    const reports = await mine('directReports', ['user'], null);
    expect(reports.objects).toMatchObject([{ id: ben!.id, properties: seen(ben!) }]);
    // A filter on what is not shown would show it.
    const oracle = { op: 'startsWith', path: ['city'], value: 'u' } as const;
    expect(await codeOf(mine('directReports', ['user'], oracle))).toBe('INSUFFICIENT_PRIVILEGES');
    const named = await mine('directReports', ['user'], { ...oracle, path: ['displayName'] });
    expect(named.objects).toMatchObject([{ id: ben!.id }]);
    expect(await checkMemberGroups(test.directory, guest, 'user', gus!.id, [group.id])).toEqual([group.id]);
  });

  it('is as a member once the limitations are removed, and restricted when that is set, from the next request on', async () => {
    const other = await test.secondNode();
    const level = async () => (await asPerson(other.directory, gus!)).actor;
    await setPolicy({ guestUserRoleId: guestRoleIds.member });
    expect(await level()).toMatchObject({ rights: { level: 'member' } });
    const now = await asPerson(test.directory, gus!);
    expect((await listObjects(test.directory, now, { ...all, types: ['user'] })).objects).toHaveLength(3);
    await setPolicy({ guestUserRoleId: guestRoleIds.restrictedGuest });
    expect(await level()).toMatchObject({ rights: { level: 'restrictedGuest' } });
    await updateUser(test.directory, administrator, gus!.id, { userType: 'Member' });
    expect(await level()).toMatchObject({ rights: { level: 'member' } });
  });

  it('manages a group they own, but not who joins it by a rule, and none to which roles can be assigned', async () => {
    const privileged = await aGroup(test.directory, undefined, { isAssignableToRole: true });
    for (const { id } of [group, privileged]) await addOwners(test.directory, administrator, 'group', id, [gus!.id]);
    const caller = await asPerson(test.directory, gus!);
    await addMembers(test.directory, caller, group.id, [ben!.id]);
    const rule = { groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "Ulm"' };
    expect(await codeOf(updateGroup(test.directory, caller, group.id, { properties: rule }))).toBe(
      'INSUFFICIENT_PRIVILEGES',
    );
    expect(await codeOf(addMembers(test.directory, caller, privileged.id, [gus!.id]))).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await codeOf(addOwners(test.directory, caller, 'group', privileged.id, [ann!.id]))).toBe(
      'INSUFFICIENT_PRIVILEGES',
    );
  });
});

describe('a member', () => {
  it('reads others until the policy forbids it, then only themselves', async () => {
    const read = async () => codeOf(getObject(test.directory, await asPerson(test.directory, ann!), 'user', ben!.id));
    expect(await read()).toBe('none');
    await setPolicy({ defaultUserRolePermissions: { allowedToReadOtherUsers: false } });
    expect(await read()).toBe('RESOURCE_NOT_FOUND');
    const narrowed = await asPerson(test.directory, ann!);
    expect(await codeOf(getMemberGroups(test.directory, narrowed, 'user', ben!.id, false))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(getMemberGroups(test.directory, narrowed, 'user', ann!.id, false))).toBe('none');
    await giveRole(test.directory, 'Directory Readers', ann!);
    expect(await read()).toBe('none');
  });

  it('needs the scope as well as the right', async () => {
    const narrow = await asPerson(test.directory, ann!, ['User.Read']);
    expect(await codeOf(getObject(test.directory, narrow, 'user', ann!.id))).toBe('none');
    expect(await codeOf(getObject(test.directory, narrow, 'user', ben!.id))).toBe('RESOURCE_NOT_FOUND');
    const problem = await problemOf(listObjects(test.directory, narrow, { ...all, types: ['user'] }));
    expect(problem.extras.inner).toMatchObject({ reason: 'MissingScope' });
    expect(problem.help).toContain('User.Read.All');
    const wide = await asPerson(test.directory, ann!, ['Directory.AccessAsUser.All']);
    expect(await codeOf(listObjects(test.directory, wide, { ...all, types: ['user'] }))).toBe('none');
    const wrong = await problemOf(updateUser(test.directory, wide, ben!.id, { city: 'Ulm' }));
    expect(wrong.extras.inner).toEqual({
      reason: 'MissingRole',
      anyOf: [
        'Directory Writers',
        'Global Administrator',
        'Privileged Authentication Administrator',
        'User Administrator',
      ],
    });
  });

  it('owns the groups and applications they create, as far as the policy lets them', async () => {
    const caller = await asPerson(test.directory, ann!);
    const draft = (mailNickname: string, more = {}) => ({
      properties: { displayName: 'g', mailNickname, mailEnabled: false, securityEnabled: true, ...more },
    });
    const security = await createGroup(test.directory, caller, draft('s'));
    expect(await related(test.directory, 'owners', security.id)).toEqual([ann!.id]);
    const team = await createGroup(test.directory, caller, draft('t', { groupTypes: ['Unified'], mailEnabled: true }));
    expect(await related(test.directory, 'owners', team.id)).toEqual([ann!.id]);
    expect(await related(test.directory, 'members', team.id)).toEqual([ann!.id]);
    const application = await createApplication(test.directory, caller, { properties: { displayName: 'a' } });
    const secret = { displayName: null, startsAt: null, endsAt: null };
    expect(await codeOf(addSecret(test.directory, caller, application.id, secret))).toBe('none');
    await setPolicy({
      defaultUserRolePermissions: { allowedToCreateApps: false, allowedToCreateSecurityGroups: false },
    });
    const later = await asPerson(test.directory, ann!);
    expect(await codeOf(createGroup(test.directory, later, draft('u')))).toBe('INSUFFICIENT_PRIVILEGES');
    const another = createApplication(test.directory, later, { properties: { displayName: 'b' } });
    expect(await codeOf(another)).toBe('INSUFFICIENT_PRIVILEGES');
    await giveRole(test.directory, 'Groups Administrator', ann!);
    const assignable = draft('x', { isAssignableToRole: true });
    expect(await codeOf(createGroup(test.directory, later, assignable))).toBe('INSUFFICIENT_PRIVILEGES');
    await giveRole(test.directory, 'Privileged Role Administrator', gus!);
    const privileged = await createGroup(test.directory, await asPerson(test.directory, gus!), assignable);
    expect(await related(test.directory, 'owners', privileged.id)).toEqual([]);
    const narrow = await asPerson(test.directory, gus!, ['RoleManagement.ReadWrite.Directory']);
    expect(await codeOf(createGroup(test.directory, narrow, assignable))).toBe('INSUFFICIENT_PRIVILEGES');
    const byRole = await createGroup(test.directory, await asPerson(test.directory, ann!), draft('v'));
    expect(await related(test.directory, 'owners', byRole.id)).toEqual([]);
    const dynamic = draft('w', { groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "Ulm"' });
    expect(await codeOf(createGroup(test.directory, caller, dynamic))).toBe('INSUFFICIENT_PRIVILEGES');
  });

  it('changes their own phone numbers, and nothing else of themselves', async () => {
    const caller = await asPerson(test.directory, ann!);
    await updateUser(test.directory, caller, ann!.id, { mobilePhone: '1', businessPhones: ['2'] });
    for (const patch of [
      { department: 'Board' },
      { mobilePhone: '1', department: 'Board' },
      { userType: 'Member' },
      { otherMails: ['a@b.example'] },
      { accountEnabled: true },
      { passwordProfile: { password: 'Correct-Horse-8' } },
    ]) {
      expect(await codeOf(updateUser(test.directory, caller, ann!.id, patch))).toBe('INSUFFICIENT_PRIVILEGES');
    }
    expect(await codeOf(updateUser(test.directory, caller, ben!.id, { mobilePhone: '1' }))).toBe(
      'INSUFFICIENT_PRIVILEGES',
    );
  });
});

describe('what accounts rest on', () => {
  const password = { passwordProfile: { password: 'Correct-Horse-8' } };
  const holder = async (role: string) => {
    const user = await aUser(test.directory);
    await giveRole(test.directory, role, user);
    return user;
  };
  const tries = async (actor: string, target: User, patch: Parameters<typeof updateUser>[3] = password) =>
    codeOf(updateUser(test.directory, await asPerson(test.directory, await holder(actor)), target.id, patch));

  it.each([
    ['Helpdesk Administrator', undefined, true],
    ['Helpdesk Administrator', 'Guest Inviter', true],
    ['Helpdesk Administrator', 'Helpdesk Administrator', true],
    ['Helpdesk Administrator', 'Password Administrator', false],
    ['Helpdesk Administrator', 'User Administrator', false],
    ['Password Administrator', 'Helpdesk Administrator', false],
    ['Authentication Administrator', 'Reports Reader', true],
    ['User Administrator', 'Groups Administrator', true],
    ['User Administrator', 'License Administrator', true],
    ['User Administrator', 'User Administrator', true],
    ['User Administrator', 'Global Reader', false],
    ['User Administrator', 'Global Administrator', false],
    ['Privileged Authentication Administrator', 'Global Administrator', true],
    ['Global Administrator', 'Global Administrator', true],
    ['Global Administrator', 'Privileged Role Administrator', true],
    ['Privileged Role Administrator', undefined, false],
    ['Groups Administrator', undefined, false],
  ] as const)('%s sets the password of a holder of %s: %s', async (actor, role, isAllowed) => {
    const target = role === undefined ? ben! : await holder(role);
    expect(await tries(actor, target)).toBe(isAllowed ? 'none' : 'INSUFFICIENT_PRIVILEGES');
  });

  it('is guarded as a whole: names, phones, whether the account is enabled, and whether it exists', async () => {
    const target = await holder('Privileged Role Administrator');
    for (const patch of [
      { userPrincipalName: 'other@contoso.com' },
      { otherMails: ['a@b.example'] },
      { mobilePhone: '1' },
      { businessPhones: ['1'] },
      { accountEnabled: false },
      { city: 'Ulm', accountEnabled: false },
    ]) {
      const problem = await problemOf(
        updateUser(
          test.directory,
          await asPerson(test.directory, await holder('User Administrator')),
          target.id,
          patch,
        ),
      );
      expect(problem.extras.inner).toMatchObject({ reason: 'MissingRole' });
      expect(problem.extras.inner?.anyOf).toEqual(['Global Administrator', 'Privileged Authentication Administrator']);
    }
    expect(await tries('User Administrator', target, { city: 'Ulm' })).toBe('none');
    const caller = await asPerson(test.directory, await holder('User Administrator'));
    expect(await codeOf(deleteUser(test.directory, caller, target.id))).toBe('INSUFFICIENT_PRIVILEGES');
    await deleteUser(test.directory, administrator, target.id);
    expect(await codeOf(restoreDeletedItem(test.directory, caller, target.id))).toBe('INSUFFICIENT_PRIVILEGES');
  });

  it('counts members and owners of groups to which roles can be assigned, role or not', async () => {
    const group = await aGroup(test.directory, undefined, { isAssignableToRole: true });
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    await addOwners(test.directory, administrator, 'group', group.id, [ben!.id]);
    for (const target of [ann!, ben!]) {
      expect(await tries('User Administrator', target)).toBe('INSUFFICIENT_PRIVILEGES');
      expect(await tries('Privileged Authentication Administrator', target)).toBe('none');
    }
  });

  it('does not come back into such a group through a restored account', async () => {
    const group = await aGroup(test.directory, undefined, { isAssignableToRole: true });
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    await deleteUser(test.directory, administrator, ann!.id);
    const limited = await asPerson(test.directory, await holder('User Administrator'));
    expect(await codeOf(restoreDeletedItem(test.directory, limited, ann!.id))).toBe('INSUFFICIENT_PRIVILEGES');
    const global = await asPerson(test.directory, await holder('Global Administrator'));
    expect(await codeOf(restoreDeletedItem(test.directory, global, ann!.id))).toBe('none');
    expect(await related(test.directory, 'members', group.id)).toEqual([ann!.id]);
  });

  it('is not reached by writing many people at once either', async () => {
    const write = async (role: string) => {
      const caller = await asPerson(test.directory, await holder(role));
      return codeOf(writePeople(test.directory, caller, 'import', []));
    };
    expect(await write('User Administrator')).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await write('Global Administrator')).toBe('none');
  });
});
