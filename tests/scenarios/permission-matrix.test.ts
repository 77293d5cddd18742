// Every operation of the permission table, tried by every kind of actor: data, so it stays whole.
import {
  activateDirectoryRole,
  addDomain,
  addMembers,
  addOwners,
  addSecret,
  applicationPermissions,
  approveMembershipChange,
  assignAppRole,
  assignRole,
  builtInRoles,
  type Caller,
  changePasswordAs,
  createAdministrativeUnit,
  createApplication,
  createAuthenticationContext,
  createDevice,
  createExtensionProperty,
  createGroup,
  createIdentityProvider,
  createPartner,
  createPermissionGrant,
  createRoleDefinition,
  createTemporaryAccessPass,
  createUser,
  deleteAdministrativeUnit,
  deleteApplication,
  deleteDevice,
  deleteGroup,
  deleteUser,
  directoryErrors,
  explainMembership,
  getAuthorizationPolicy,
  getDeletedItem,
  getInvitationPolicy,
  getObject,
  getOrganization,
  grantPermissions,
  guestRoleIds,
  invite,
  type Level,
  lintGroup,
  listAppRoleAssignments,
  listAudits,
  listAuthenticationContexts,
  listAuthenticationMethods,
  listDomains,
  listGroupSchedules,
  listGroupSettings,
  listIdentityProviders,
  listObjects,
  listPartners,
  listPermissionGrants,
  listRoleAssignments,
  listRoleDefinitions,
  listRoleSettings,
  listSchedules,
  listSignInSessions,
  listSignIns,
  type NewAccessRequest,
  noAppRoleId,
  type Operation,
  operations,
  type Properties,
  passkeyCreationOptions,
  permissionTable,
  previewConversion,
  purgeDeletedItem,
  reprocessRule,
  requestAccess,
  resetPassword,
  restoreDeletedItem,
  revokeSignInSessions,
  updateAccessRule,
  updateAdministrativeUnit,
  updateApplication,
  updateAuthorizationPolicy,
  updateDevice,
  updateGroup,
  updateInvitationPolicy,
  updateOrganization,
  updateUser,
  validatePassword,
} from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aDevice,
  administrator,
  aGroup,
  anApplication,
  anApplicationHolding,
  anApplicationWith,
  asPerson,
  giveRole,
  somePeople,
} from './builders.ts';
import { aConnection, fitProvider } from './identity-providers.ts';
import { anInvitation, newAddress, site } from './invited-people.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

const hiddenMembership = { groupTypes: ['Unified'], mailEnabled: true, visibility: 'HiddenMembership' };

/** Makes an object to try things on. */
const makers = {
  user: async () => (await somePeople(test.directory, [{}]))[0]!.id,
  deletedUser: async () => gone(await makers.user(), deleteUser),
  group: async () => (await aGroup(test.directory, undefined, { isAssignableToRole: false })).id,
  deletedGroup: async () => gone(await makers.group(), deleteGroup),
  dynamic: async () => (await aGroup(test.directory, 'user.city -eq "Nowhere"')).id,
  assignable: async () => (await aGroup(test.directory, undefined, { isAssignableToRole: true })).id,
  device: async () => (await aDevice(test.directory)).id,
  hidden: async () => (await aGroup(test.directory, undefined, hiddenMembership)).id,
  application: async () => {
    const { application } = await anApplication(test.directory);
    await updateApplication(test.directory, administrator, 'application', application.id, { notes: 'x' });
    return application.id;
  },
  principal: async () => (await anApplication(test.directory)).principal.id,
  unit: async () => {
    const properties = { displayName: 'x', visibility: 'HiddenMembership' };
    return (await createAdministrativeUnit(test.directory, administrator, properties, [await makers.user()])).id;
  },
  deletedUnit: async () => gone(await makers.unit(), deleteAdministrativeUnit),
  deletedApplication: async () =>
    gone(await makers.application(), (directory, caller, id) =>
      deleteApplication(directory, caller, 'application', id),
    ),
};
type Kind = keyof typeof makers;

async function gone(id: ObjectId, remove: typeof deleteUser): Promise<ObjectId> {
  await remove(test.directory, administrator, id);
  return id;
}

interface Trial {
  /** What the operation is about. */
  readonly on?: Kind;
  /** Operations that the use case needs besides. */
  readonly also?: readonly Operation[];
  /** The object is not there any more afterwards, or not as it was. */
  readonly usesUp?: true;
  readonly run: (caller: Caller, id: ObjectId) => Promise<unknown>;
}

const name = () => `n${newObjectId().slice(0, 8)}`;
const groupDraft = () => ({ displayName: 'x', mailEnabled: false, mailNickname: name(), securityEnabled: true });
const draft = {
  description: null,
  isEnabled: true,
  actions: ['microsoft.directory/users/standard/read'],
  version: null,
};

/** What guests see in part is not read as a whole: this property is among those that they do not see. */
async function whole(read: Promise<{ readonly properties: object }>, property: string): Promise<void> {
  const { properties } = await read;
  if (((properties as Properties)[property] ?? null) === null) {
    throw directoryErrors.INSUFFICIENT_PRIVILEGES({ operation: 'x', anyOf: [], kind: 'roles' });
  }
}

/** Of hidden membership whoever may not see it sees nobody. */
async function anyMember(caller: Caller, of: ObjectId): Promise<void> {
  const { objects } = await listObjects(test.directory, caller, {
    types: ['user'],
    scope: { kind: 'relation', relation: 'members', of },
    filter: null,
    orderBy: null,
    limit: 1,
    after: null,
    wantsCount: false,
  });
  if (objects.length === 0) {
    throw directoryErrors.INSUFFICIENT_PRIVILEGES({ operation: 'x', anyOf: [], kind: 'roles' });
  }
}

const onePage = { limit: 1, wantsCount: false };
const messageCenterReader = builtInRoles.find((each) => each.displayName === 'Message Center Reader')!
  .templateId as ObjectId;

/** Of a group to try things on; the other one is of the role. */
async function groupSchedule(kind: NewAccessRequest['kind'], id: ObjectId): Promise<NewAccessRequest> {
  return { ...(await schedule(kind)), held: { type: 'group', id, scope: 'member' } };
}

async function schedule(kind: NewAccessRequest['kind']): Promise<NewAccessRequest> {
  const principalId = await makers.user();
  return {
    kind,
    action: 'adminAssign',
    principalId,
    held: { type: 'role', id: messageCenterReader, scope: '/' },
    justification: 'x',
    ticket: null,
    wanted: null,
    isValidationOnly: true,
  };
}

/** An operation without an entry does not compile. */
const trials: Record<Operation, Trial> = {
  'read users': { on: 'user', run: (c, id) => whole(getObject(test.directory, c, 'user', id), 'accountEnabled') },
  'create users': {
    run: (c) =>
      createUser(test.directory, c, {
        properties: {
          accountEnabled: true,
          displayName: 'x',
          mailNickname: 'x',
          userPrincipalName: `${name()}@contoso.com`,
          passwordProfile: { password: 'Correct-Horse-7' },
        },
      }),
  },
  'update users': { on: 'user', run: (c, id) => updateUser(test.directory, c, id, { city: name() }) },
  'update sensitive properties of users': {
    on: 'user',
    also: ['update users'],
    run: (c, id) => updateUser(test.directory, c, id, { city: name(), otherMails: [] }),
  },
  'make guests of members and members of guests': {
    on: 'user',
    also: ['update users'],
    run: (c, id) => updateUser(test.directory, c, id, { userType: 'Member' }),
  },
  'update phone numbers of users': {
    on: 'user',
    run: (c, id) => updateUser(test.directory, c, id, { mobilePhone: name() }),
  },
  'update usage locations of users': {
    on: 'user',
    run: (c, id) => updateUser(test.directory, c, id, { usageLocation: 'DE' }),
  },
  'enable users': { on: 'user', run: (c, id) => updateUser(test.directory, c, id, { accountEnabled: true }) },
  'disable users': {
    on: 'user',
    usesUp: true,
    run: (c, id) => updateUser(test.directory, c, id, { accountEnabled: false }),
  },
  'set passwords': {
    on: 'user',
    run: (c, id) => updateUser(test.directory, c, id, { passwordProfile: { password: 'Correct-Horse-8' } }),
  },
  'revoke sign-in sessions': { on: 'user', run: (c, id) => revokeSignInSessions(test.directory, c, id) },
  'read sign-in sessions': {
    on: 'user',
    run: (c, id) => listSignInSessions(test.directory, c, id, { after: null, limit: 1 }),
  },
  'change own password': {
    on: 'user',
    run: (c, id) =>
      changePasswordAs(test.directory, c, id, { current: 'x', next: 'Violet-Lamp-93', clientAddress: '::1' }),
  },
  'validate passwords': { run: (c) => validatePassword(test.directory, c, 'x') },
  'read authentication methods': { on: 'user', run: (c, id) => listAuthenticationMethods(test.directory, c, id) },
  'change authentication methods': {
    on: 'user',
    run: (c, id) => passkeyCreationOptions(test.directory, c, id, { rpId: 'localhost' }),
  },
  'give temporary access passes': {
    on: 'user',
    usesUp: true,
    run: (c, id) =>
      createTemporaryAccessPass(test.directory, c, id, { lifetimeInMinutes: 10, isUsableOnce: true, startsAt: null }),
  },
  'reset passwords': { on: 'user', run: (c, id) => resetPassword(test.directory, c, id) },
  'delete users': { on: 'user', usesUp: true, run: (c, id) => deleteUser(test.directory, c, id) },
  'read deleted users': { on: 'deletedUser', run: (c, id) => getDeletedItem(test.directory, c, id) },
  'restore users': { on: 'deletedUser', usesUp: true, run: (c, id) => restoreDeletedItem(test.directory, c, id) },
  'purge users': { on: 'deletedUser', usesUp: true, run: (c, id) => purgeDeletedItem(test.directory, c, id) },
  'read devices': { on: 'device', run: (c, id) => getObject(test.directory, c, 'device', id) },
  'create devices': {
    run: (c) =>
      createDevice(test.directory, c, {
        accountEnabled: true,
        alternativeSecurityIds: [{ type: 2, identityProvider: null, key: 'Zm9v' }],
        deviceId: newObjectId(),
        displayName: 'x',
        operatingSystem: 'Windows',
        operatingSystemVersion: '10.0',
      }),
  },
  'update devices': { on: 'device', run: (c, id) => updateDevice(test.directory, c, id, { model: name() }) },
  'enable devices': { on: 'device', run: (c, id) => updateDevice(test.directory, c, id, { accountEnabled: true }) },
  'disable devices': { on: 'device', run: (c, id) => updateDevice(test.directory, c, id, { accountEnabled: false }) },
  'delete devices': { on: 'device', usesUp: true, run: (c, id) => deleteDevice(test.directory, c, id) },
  'read groups': {
    on: 'group',
    run: (c, id) => whole(getObject(test.directory, c, 'group', id), 'isAssignableToRole'),
  },
  'read hidden members': {
    on: 'hidden',
    also: ['read groups', 'read users'],
    run: (c, id) => lintGroup(test.directory, c, id),
  },
  'create security groups': { run: (c) => createGroup(test.directory, c, { properties: groupDraft() }) },
  'create Microsoft 365 groups': {
    run: (c) =>
      createGroup(test.directory, c, {
        properties: { ...groupDraft(), groupTypes: ['Unified'], mailEnabled: true },
      }),
  },
  'create dynamic groups': {
    also: ['create security groups'],
    run: (c) =>
      createGroup(test.directory, c, {
        properties: { ...groupDraft(), groupTypes: ['DynamicMembership'], membershipRule: 'user.city -eq "Nowhere"' },
      }),
  },
  'change membership rules': { on: 'dynamic', run: (c, id) => reprocessRule(test.directory, c, id) },
  'approve membership changes': { on: 'dynamic', run: (c, id) => approveMembershipChange(test.directory, c, id) },
  'update groups': {
    on: 'group',
    run: (c, id) => updateGroup(test.directory, c, id, { properties: { description: name() } }),
  },
  'change owners of groups': {
    on: 'group',
    run: async (c, id) => addOwners(test.directory, c, 'group', id, [await makers.user()]),
  },
  'change members': { on: 'group', run: async (c, id) => addMembers(test.directory, c, id, [await makers.user()]) },
  'delete groups': { on: 'group', usesUp: true, run: (c, id) => deleteGroup(test.directory, c, id) },
  'read deleted groups': { on: 'deletedGroup', run: (c, id) => getDeletedItem(test.directory, c, id) },
  'restore groups': { on: 'deletedGroup', usesUp: true, run: (c, id) => restoreDeletedItem(test.directory, c, id) },
  'purge groups': { on: 'deletedGroup', usesUp: true, run: (c, id) => purgeDeletedItem(test.directory, c, id) },
  'change role-assignable groups': {
    on: 'assignable',
    also: ['change members'],
    run: async (c, id) => addMembers(test.directory, c, id, [await makers.user()]),
  },
  'create role-assignable groups': {
    run: (c) => createGroup(test.directory, c, { properties: { ...groupDraft(), isAssignableToRole: true } }),
  },
  'explain memberships': {
    on: 'group',
    also: ['read groups', 'read users'],
    run: async (c, groupId) => {
      const question = { groupId, memberId: await shared('user'), at: null };
      return explainMembership(test.directory, c, question);
    },
  },
  'read the change log': {
    run: (c) => listAudits(test.directory, c, { from: null, until: null, order: 'newest', limit: 1, after: null }),
  },
  'read sign-ins': {
    run: (c) => listSignIns(test.directory, c, { from: null, until: null, order: 'newest', limit: 1, after: null }),
  },
  'read applications': {
    on: 'application',
    run: (c, id) => whole(getObject(test.directory, c, 'application', id), 'notes'),
  },
  'create applications': { run: (c) => createApplication(test.directory, c, { properties: { displayName: 'x' } }) },
  'change applications': {
    on: 'application',
    run: (c, id) =>
      createExtensionProperty(test.directory, c, id, { name: name(), dataType: 'String', targetObjects: ['User'] }),
  },
  'change owners of applications': {
    on: 'application',
    also: ['change applications'],
    run: async (c, id) =>
      updateApplication(test.directory, c, 'application', id, { notes: name() }, [await makers.user()]),
  },
  'change secrets of applications': {
    on: 'application',
    run: (c, id) => addSecret(test.directory, c, id, { displayName: null, startsAt: null, endsAt: null }),
  },
  'delete applications': {
    on: 'application',
    usesUp: true,
    run: (c, id) => deleteApplication(test.directory, c, 'application', id),
  },
  'read deleted applications': { on: 'deletedApplication', run: (c, id) => getDeletedItem(test.directory, c, id) },
  'restore applications': {
    on: 'deletedApplication',
    usesUp: true,
    run: (c, id) => restoreDeletedItem(test.directory, c, id),
  },
  'purge applications': {
    on: 'deletedApplication',
    usesUp: true,
    run: (c, id) => purgeDeletedItem(test.directory, c, id),
  },
  'grant permissions': {
    on: 'principal',
    run: (c, id) => grantPermissions(test.directory, c, id, ['User.Read.All']),
  },
  'read administrative units': {
    on: 'unit',
    run: (c, id) => whole(getObject(test.directory, c, 'administrativeUnit', id), 'displayName'),
  },
  'read hidden members of administrative units': {
    on: 'unit',
    also: ['read administrative units'],
    run: (c, of) => anyMember(c, of),
  },
  'change administrative units': {
    on: 'unit',
    run: (c, id) => updateAdministrativeUnit(test.directory, c, id, { description: name() }),
  },
  'read deleted administrative units': { on: 'deletedUnit', run: (c, id) => getDeletedItem(test.directory, c, id) },
  'read app role assignments': {
    on: 'user',
    run: (c, id) => listAppRoleAssignments(test.directory, c, { kind: 'principal', type: 'user', id }, {}, onePage),
  },
  // To themselves: guests do not find everybody.
  'assign app roles': {
    on: 'principal',
    run: async (c, resourceId) => {
      const principalId = c.actor.kind === 'user' ? c.actor.id : await makers.user();
      return assignAppRole(test.directory, c, { principalId, resourceId, appRoleId: noAppRoleId as ObjectId });
    },
  },
  'read the organization': {
    run: async (c) => {
      const { organization } = await getOrganization(test.directory, c);
      return whole(Promise.resolve({ properties: organization }), 'createdDateTime');
    },
  },
  'update the organization': {
    run: async (c) => {
      const { organization } = await getOrganization(test.directory, administrator);
      return updateOrganization(test.directory, c, organization.id, { technicalNotificationMails: [] });
    },
  },
  'read domains': { run: (c) => listDomains(test.directory, c) },
  'change domains': { run: (c) => addDomain(test.directory, c, `${name()}.example`) },
  'read roles': { run: (c) => listRoleDefinitions(test.directory, c) },
  'change roles': {
    run: (c) => createRoleDefinition(test.directory, c, { ...draft, displayName: name() }),
  },
  'read role assignments': { run: (c) => listRoleAssignments(test.directory, c) },
  'assign roles': {
    run: async (c) => {
      const [role] = builtInRoles.filter((each) => each.displayName === 'Message Center Reader');
      await activateDirectoryRole(test.directory, administrator, role!.templateId as ObjectId).catch(() => undefined);
      const principalId = await makers.user();
      return assignRole(test.directory, c, { roleDefinitionId: role!.templateId, principalId, directoryScopeId: '/' });
    },
  },
  'read consents': { run: (c) => listPermissionGrants(test.directory, c, { limit: 1 }) },
  'change consents': {
    on: 'principal',
    run: async (c, id) => {
      const grant = { clientId: id, principalId: null, resourceId: await makers.principal(), scope: 'User.Read' };
      await createPermissionGrant(test.directory, c, grant);
    },
  },
  'read eligible and timed roles': { run: (c) => listSchedules(test.directory, c, 'eligibility') },
  'make people eligible for roles': {
    run: async (c) => requestAccess(test.directory, c, await schedule('eligibility')),
  },
  'assign roles for a time': { run: async (c) => requestAccess(test.directory, c, await schedule('assignment')) },
  'ask for roles for oneself': {
    on: 'user',
    run: async (c, principalId) => {
      const asked = await schedule('assignment');
      return requestAccess(test.directory, c, { ...asked, action: 'selfActivate', principalId });
    },
  },
  'read role settings': { run: (c) => listRoleSettings(test.directory, c) },
  'change role settings': {
    run: (c) =>
      updateAccessRule(test.directory, c, { type: 'role', id: messageCenterReader }, 'Expiration_Admin_Assignment', {
        maximumDuration: 'P1D',
      }),
  },
  'read eligible and timed access to groups': {
    on: 'group',
    run: (c, groupId) => listGroupSchedules(test.directory, c, 'eligibility', { groupId, principalId: null }),
  },
  'make people eligible for groups': {
    on: 'group',
    run: async (c, id) => requestAccess(test.directory, c, await groupSchedule('eligibility', id)),
  },
  'give access to groups for a time': {
    on: 'group',
    run: async (c, id) => requestAccess(test.directory, c, await groupSchedule('assignment', id)),
  },
  'ask for access to groups for oneself': {
    on: 'user',
    run: async (c, principalId) => {
      const asked = await groupSchedule('assignment', await shared('group'));
      return requestAccess(test.directory, c, { ...asked, action: 'selfActivate', principalId });
    },
  },
  'read settings of access to groups': { on: 'group', run: (c, id) => listGroupSettings(test.directory, c, id) },
  'change settings of access to groups': {
    on: 'group',
    run: (c, id) => {
      const rule = { maximumDuration: `PT${1 + Math.floor(Math.random() * 1000)}H` };
      const governed = { type: 'group', id, scope: 'owner' } as const;
      return updateAccessRule(test.directory, c, governed, 'Expiration_Admin_Assignment', rule);
    },
  },
  'give access to role-assignable groups for a time': {
    on: 'assignable',
    also: ['make people eligible for groups'],
    run: async (c, id) => requestAccess(test.directory, c, await groupSchedule('eligibility', id)),
  },
  'read the authorization policy': { run: (c) => getAuthorizationPolicy(test.directory, c) },
  'change the authorization policy': {
    run: (c) => updateAuthorizationPolicy(test.directory, c, { allowedToUseSSPR: Math.random() < 0.5 }),
  },
  'read identity providers': { run: (c) => listIdentityProviders(test.directory, c) },
  'change identity providers': {
    run: (c) => createIdentityProvider(test.directory, c, aConnection({ displayName: name() }), fitProvider),
  },
  'read cross-tenant access': { run: (c) => listPartners(test.directory, c) },
  'change cross-tenant access': { run: (c) => createPartner(test.directory, c, newObjectId(), {}) },
  'read authentication contexts': { run: (c) => listAuthenticationContexts(test.directory, c) },
  'change authentication contexts': {
    run: (c) => createAuthenticationContext(test.directory, c, 'c1', { displayName: 'x' }),
  },
  'invite guests': { run: (c) => invite(test.directory, c, anInvitation(newAddress()), site) },
  'invite members': {
    also: ['invite guests'],
    run: (c) => invite(test.directory, c, anInvitation(newAddress(), { invitedUserType: 'Member' }), site),
  },
  // Whoever may reset is told that the user was never invited.
  'reset redemption': {
    on: 'user',
    also: ['invite guests'],
    run: (c, invitedUserId) =>
      invite(test.directory, c, anInvitation(newAddress(), { invitedUserId, resetRedemption: true }), site),
  },
  'convert users': {
    on: 'user',
    also: ['read groups'],
    run: (c, id) => previewConversion(test.directory, c, id, 'guest'),
  },
  'read external collaboration policies': { run: (c) => getInvitationPolicy(test.directory, c) },
  'change external collaboration policies': { run: (c) => updateInvitationPolicy(test.directory, c, {}) },
};

const kept = new Map<string, ObjectId>();

/** An object that trials share which are refused, or leave it as it was. */
async function shared(kind: Kind, owner?: ObjectId): Promise<ObjectId> {
  const key = `${kind} ${owner ?? ''}`;
  const known = kept.get(key) ?? (await owned(kind, owner));
  kept.set(key, known);
  return known;
}

async function owned(kind: Kind, owner: ObjectId | undefined): Promise<ObjectId> {
  const id = await makers[kind]();
  if (owner === undefined) return id;
  const linkKind = kind === 'device' ? 'registeredOwner' : 'owner';
  const types = { device: 'device', application: 'application', deletedApplication: 'application' };
  const type = { ...types, principal: 'servicePrincipal' }[kind as string];
  await test.query('insert into relations (from_id, kind, to_id, from_type, to_type) values ($1, $2, $3, $4, $5)', [
    id,
    linkKind,
    owner,
    type ?? 'group',
    'user',
  ]);
  return id;
}

/** Whether the table says that it is allowed, read in the plainest way. */
function isExpected(
  operation: Operation,
  actor: { level?: Level; role?: string; owns?: boolean; isSelf?: boolean },
): boolean {
  const { on, also = [] } = trials[operation];
  return [operation, ...also].every((each) => {
    const permit = permissionTable[each];
    const role = builtInRoles.find(({ displayName }) => displayName === actor.role);
    // What the trials are about: a security group, or one to which roles can be assigned.
    const reaching = permit.actions.filter((action) => {
      if (/\/groupsAssignableToRoles\/(?!create)/.test(action)) return on === 'assignable';
      if (/\/groups(\.\w+)?\/(?!create|standard)/.test(action) && on === 'assignable') return false;
      return !/\/groups\.unified\/(?!create)/.test(action);
    });
    if (reaching.some((action) => role?.actions.includes(action))) return true;
    return (actor.level === undefined ? [] : (permit[actor.level] ?? [])).some((right) => {
      if (right === 'self') return actor.isSelf === true;
      if (right === 'owner') return actor.owns === true;
      if (right === 'joined') return false;
      return true; // the policy allows everything that it can allow
    });
  });
}

const refusals: readonly string[] = ['INSUFFICIENT_PRIVILEGES', 'RESOURCE_NOT_FOUND'];

/** Tries the operation; a text when it did not go as the table says. */
async function mismatch(
  operation: Operation,
  who: string,
  caller: Caller,
  isAllowed: boolean,
  target?: { readonly owner?: ObjectId; readonly id?: ObjectId },
): Promise<string | undefined> {
  const { on, usesUp, run } = trials[operation];
  const make = async (kind: Kind) =>
    isAllowed && usesUp === true ? owned(kind, target?.owner) : shared(kind, target?.owner);
  const id = target?.id ?? (on === undefined ? newObjectId() : await make(on));
  const code = await codeOf(run(caller, id));
  return refusals.includes(code) === isAllowed ? `${who}: ${code}` : undefined;
}

const levelIds: Record<Level, string> = {
  member: guestRoleIds.member,
  guest: guestRoleIds.guest,
  restrictedGuest: guestRoleIds.restrictedGuest,
};

const setLevel = (level: Level) =>
  updateAuthorizationPolicy(test.directory, administrator, { guestUserRoleId: levelIds[level] });

const governing = builtInRoles.filter((role) => role.actions.length > 0).map((role) => role.displayName);
const ownable: readonly (Kind | undefined)[] = [
  'group',
  'deletedGroup',
  'assignable',
  'hidden',
  'device',
  'application',
  'deletedApplication',
  'principal',
];

describe.each(['member', 'guest', 'restrictedGuest'] as const)('people of the level %s', (level) => {
  let person: ObjectId;
  let caller: Caller;
  const holders = new Map<string, Caller>();

  beforeAll(async () => {
    await setLevel(level);
    // Guests by their type, whatever the level: the policy decides. Roles add to every level alike.
    const roles = level === 'guest' ? governing : ['User Administrator'];
    const people = await somePeople(
      test.directory,
      ['', ...roles].map(() => ({ userType: 'Guest' })),
    );
    person = people[0]!.id;
    caller = await asPerson(test.directory, people[0]!);
    for (const [i, role] of roles.entries()) {
      await giveRole(test.directory, role, people[i + 1]!);
      holders.set(role, await asPerson(test.directory, people[i + 1]!));
    }
  });

  it.each(operations)('%s', async (operation) => {
    const { on } = trials[operation];
    const found = [await mismatch(operation, level, caller, isExpected(operation, { level }))];
    for (const [role, holder] of holders) {
      const isAllowed = isExpected(operation, { level, role });
      found.push(await mismatch(operation, `${level}, ${role}`, holder, isAllowed));
    }
    if (ownable.includes(on)) {
      const isAllowed = isExpected(operation, { level, owns: true });
      if (on === 'hidden') await shared(on, person);
      const owner = await asPerson(test.directory, { id: person });
      found.push(await mismatch(operation, `${level}, owner`, owner, isAllowed, { owner: person }));
    }
    if (on === 'user') {
      const isAllowed = isExpected(operation, { level, isSelf: true });
      found.push(await mismatch(operation, `${level}, self`, caller, isAllowed, { id: person }));
    }
    const scopeless = await asPerson(test.directory, { id: person }, []);
    found.push(await mismatch(operation, `${level}, no scope`, scopeless, false));
    expect(found.filter((each) => each !== undefined)).toEqual([]);
  });
});

describe('applications', () => {
  it.each(operations)('%s', async (operation) => {
    const wanted = [operation, ...(trials[operation].also ?? [])].map((each) => permissionTable[each].permissions);
    const others = applicationPermissions.filter((each) => !wanted[0]!.includes(each));
    // Applications need the permission to create groups besides.
    const enough = [
      ...wanted.flatMap((each) => each.slice(0, 1)),
      ...(/role-assignable/.test(operation) ? ['Group.Create'] : []),
    ];
    expect([
      await mismatch(operation, 'no permission', anApplicationWith(), false),
      await mismatch(operation, 'all others', anApplicationWith(...others), false),
      // What no permission allows is for people alone.
      await mismatch(operation, 'the permission', anApplicationWith(...enough), wanted[0]!.length > 0),
    ]).toEqual([undefined, undefined, undefined]);
  });

  it.each(operations)('%s, by a role', async (operation) => {
    const found = [];
    for (const role of ['Reports Reader', 'User Administrator', 'Groups Administrator', 'Global Administrator']) {
      const isAllowed = isExpected(operation, { role });
      found.push(await mismatch(operation, role, anApplicationHolding(role), isAllowed));
    }
    expect(found.filter((each) => each !== undefined)).toEqual([]);
  });
});
