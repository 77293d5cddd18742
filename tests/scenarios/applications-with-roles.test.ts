import {
  type ApplicationActor,
  addMembers,
  addOwners,
  addUnitMembers,
  assignRole,
  type Caller,
  createAdministrativeUnit,
  createRoleDefinition,
  createTemporaryAccessPass,
  deleteUser,
  getObject,
  listObjects,
  purgeDeletedItem,
  removeRoleAssignment,
  resetPassword,
  restoreDeletedItem,
  revokeSignInSessions,
  rolesOfApplication,
  type ServicePrincipal,
  type User,
  updateApplication,
  updateGroup,
  updateUser,
} from '@muster/directory';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  administrator,
  aGroup,
  anApplication,
  anApplicationHolding,
  anApplicationWith,
  aTeam,
  aUser,
  giveRole,
} from './builders.ts';
import { codeOf, membersOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

const refused = 'INSUFFICIENT_PRIVILEGES';

/** The service principal as a caller, with the roles that it holds now and these permissions. */
async function acting(principal: ServicePrincipal, ...permissions: string[]): Promise<Caller> {
  const caller = anApplicationWith(...permissions);
  const directoryRoles = await rolesOfApplication(test.directory, principal.id);
  return { ...caller, actor: { ...(caller.actor as ApplicationActor), id: principal.id, directoryRoles } };
}

const move = (caller: Caller, user: User) => updateUser(test.directory, caller, user.id, { city: 'Bern' });

describe('a service principal that holds a role', () => {
  it('may do what the role gives, from the next request on and as long as it holds it', async () => {
    const ann = await aUser(test.directory);
    const { principal } = await anApplication(test.directory);
    expect(await codeOf(acting(principal).then((caller) => move(caller, ann)))).toBe(refused);
    const assignment = await giveRole(test.directory, 'User Administrator', principal);
    await move(await acting(principal), ann);
    expect(await codeOf(getObject(test.directory, await acting(principal), 'user', ann.id))).toBe('none');
    await removeRoleAssignment(test.directory, administrator, { id: assignment.id });
    expect((await rolesOfApplication(test.directory, principal.id)).roles).toEqual([]);
  });

  it('has its permissions beside it', async () => {
    const { principal } = await anApplication(test.directory);
    await giveRole(test.directory, 'Groups Administrator', principal);
    const [ann, group] = [await aUser(test.directory), await aGroup(test.directory)];
    const caller = await acting(principal, 'User.ReadWrite.All');
    await move(caller, ann);
    await updateGroup(test.directory, caller, group.id, { properties: { description: 'x' } });
    expect(await codeOf(move(await acting(principal), ann))).toBe(refused);
  });

  it('holds the role of a role-assignable group that it is in', async () => {
    const { principal } = await anApplication(test.directory);
    const group = await aGroup(test.directory, undefined, { isAssignableToRole: true });
    await giveRole(test.directory, 'User Administrator', group);
    await addMembers(test.directory, administrator, group.id, [principal.id]);
    expect((await rolesOfApplication(test.directory, principal.id)).roles.map((role) => role.viaGroup)).toEqual([
      group.id,
    ]);
  });

  it('has nothing by it when it is disabled', async () => {
    const { principal } = await anApplication(test.directory);
    await giveRole(test.directory, 'User Administrator', principal);
    await updateApplication(test.directory, administrator, 'servicePrincipal', principal.id, { accountEnabled: false });
    expect((await rolesOfApplication(test.directory, principal.id)).roles).toEqual([]);
  });

  it('has it where it counts alone', async () => {
    const [own, other] = [await aGroup(test.directory), await aGroup(test.directory)];
    const caller = anApplicationHolding('Groups Administrator', { kind: 'object', id: own.id });
    const describing = (id: typeof own.id) =>
      codeOf(updateGroup(test.directory, caller, id, { properties: { description: 'x' } }));
    expect([await describing(own.id), await describing(other.id)]).toEqual(['none', refused]);
  });

  it('has a role in an administrative unit for what is in the unit', async () => {
    const { principal } = await anApplication(test.directory);
    const unit = await createAdministrativeUnit(test.directory, administrator, { displayName: 'Bern' });
    const [inside, outside] = [await aUser(test.directory), await aUser(test.directory)];
    await addUnitMembers(test.directory, administrator, unit.id, [inside.id]);
    await giveRole(test.directory, 'Helpdesk Administrator', principal, `/administrativeUnits/${unit.id}`);
    const caller = await acting(principal);
    const reset = (user: User) => codeOf(resetPassword(test.directory, caller, user.id));
    expect([await reset(inside), await reset(outside)]).toEqual(['none', refused]);
    const seen = (user: User) => codeOf(getObject(test.directory, caller, 'user', user.id));
    expect([await seen(inside), await seen(outside)]).toEqual(['none', refused]);
  });

  it('sees hidden members by a role that shows them, and not by another', async () => {
    const hidden = await aTeam(test.directory, undefined, { visibility: 'HiddenMembership' });
    await addMembers(test.directory, administrator, hidden.id, [(await aUser(test.directory)).id]);
    expect([
      await membersSeen(anApplicationHolding('Groups Administrator'), hidden.id),
      await membersSeen(anApplicationHolding('Reports Reader'), hidden.id),
      await membersSeen(anApplicationWith('Group.Read.All'), hidden.id),
    ]).toEqual([1, 0, 1]);
  });
});

/** How many members the caller sees. */
async function membersSeen(caller: Caller, of: User['id']): Promise<number> {
  const { objects } = await listObjects(test.directory, caller, {
    types: ['user'],
    scope: { kind: 'relation', relation: 'members', of },
    filter: null,
    orderBy: null,
    limit: 5,
    after: null,
    wantsCount: false,
  });
  return objects.length;
}

describe('somebody privileged', () => {
  const password = { passwordProfile: { password: 'Correct-Horse-9' } };
  const pass = { lifetimeInMinutes: null, isUsableOnce: true, startsAt: null };
  const everything = [
    'User.ReadWrite.All',
    'Directory.ReadWrite.All',
    'UserAuthenticationMethod.ReadWrite.All',
    'User.EnableDisableAccount.All',
    'Group.ReadWrite.All',
  ];
  const attempts: Record<string, (caller: Caller, id: User['id']) => Promise<unknown>> = {
    password: (c, id) => updateUser(test.directory, c, id, password),
    reset: (c, id) => resetPassword(test.directory, c, id),
    pass: (c, id) => createTemporaryAccessPass(test.directory, c, id, pass),
    sessions: (c, id) => revokeSignInSessions(test.directory, c, id),
    phone: (c, id) => updateUser(test.directory, c, id, { mobilePhone: '+41 1' }),
    name: (c, id) => updateUser(test.directory, c, id, { otherMails: ['x@fabrikam.example'], city: 'Bern' }),
    disabling: (c, id) => updateUser(test.directory, c, id, { accountEnabled: false }),
    enabling: (c, id) => updateUser(test.directory, c, id, { accountEnabled: true }),
    deletion: (c, id) => deleteUser(test.directory, c, id),
    restoring: (c, id) => restoreDeletedItem(test.directory, c, id),
    deletingAgain: (c, id) => deleteUser(test.directory, c, id),
    purging: (c, id) => purgeDeletedItem(test.directory, c, id),
  };
  const outcomes = async (caller: Caller, id: User['id']) => {
    const found: Record<string, string> = {};
    for (const [name, attempt] of Object.entries(attempts)) found[name] = await codeOf(attempt(caller, id));
    return found;
  };
  const holder = async (role: string) => {
    const user = await aUser(test.directory);
    await giveRole(test.directory, role, user);
    return user;
  };

  it('is not taken over by an application whose permissions reach everybody else', async () => {
    const caller = anApplicationWith(...everything);
    const lines = await outcomes(caller, (await holder('User Administrator')).id);
    for (const name of ['restoring', 'purging']) delete lines[name];
    expect([...new Set(Object.values(lines))]).toEqual([refused]);
    const deleted = await holder('User Administrator');
    await deleteUser(test.directory, administrator, deleted.id);
    expect(await codeOf(attempts.restoring!(caller, deleted.id))).toBe(refused);
    expect(await codeOf(attempts.purging!(caller, deleted.id))).toBe(refused);
    // Everything else of them is as before.
    await move(caller, await holder('User Administrator'));
    expect(Object.values(await outcomes(caller, (await aUser(test.directory)).id))).toEqual(
      Object.keys(attempts).map(() => 'none'),
    );
  });

  it('is reached by an application that could assign roles, or holds one that reaches them', async () => {
    const reaching = [
      anApplicationWith(...everything, 'RoleManagement.ReadWrite.Directory'),
      anApplicationHolding('Global Administrator'),
    ];
    for (const caller of reaching) {
      const lines = await outcomes(caller, (await holder('User Administrator')).id);
      expect(Object.values(lines)).toEqual(Object.keys(attempts).map(() => 'none'));
    }
    const helpdesk = anApplicationHolding('Helpdesk Administrator');
    const reset = async (role: string) => codeOf(resetPassword(test.directory, helpdesk, (await holder(role)).id));
    expect([await reset('Helpdesk Administrator'), await reset('User Administrator')]).toEqual(['none', refused]);
  });

  it('is whoever holds a privileged role, a role of one’s own that is, or owns a group that can hold roles', async () => {
    const caller = anApplicationWith('User.ReadWrite.All');
    const outcome = (user: User) => codeOf(updateUser(test.directory, caller, user.id, password));
    const custom = async (action: string) => {
      const role = await createRoleDefinition(test.directory, administrator, {
        displayName: action,
        description: null,
        isEnabled: true,
        actions: [action],
        version: null,
      });
      const user = await aUser(test.directory);
      const wanted = { roleDefinitionId: role.id, principalId: user.id, directoryScopeId: '/' };
      await assignRole(test.directory, administrator, wanted);
      return user;
    };
    const owner = await aUser(test.directory);
    const group = await aGroup(test.directory, undefined, { isAssignableToRole: true });
    await addOwners(test.directory, administrator, 'group', group.id, [owner.id]);
    expect(await membersOf(test.directory, group)).toEqual([]);
    expect([
      await outcome(await holder('Reports Reader')),
      await outcome(await holder('Global Administrator')),
      await outcome(await custom('microsoft.directory/users/standard/read')),
      await outcome(await custom('microsoft.directory/users/password/update')),
      await outcome(owner),
    ]).toEqual(['none', refused, 'none', refused, refused]);
  });
});
