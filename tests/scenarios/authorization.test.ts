// One table of every operation and the use cases that need it: data, so it stays whole.
import {
  activateDirectoryRole,
  addDeviceLink,
  addDomain,
  addMembers,
  addOwners,
  addSecret,
  addUnitMembers,
  applicationPermissions,
  approveMembershipChange,
  assignAppRole,
  assignRole,
  auditChain,
  auditMovements,
  type Caller,
  cancelAccessRequest,
  changePasswordAs,
  checkMemberGroups,
  compareMembers,
  convertToInternal,
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
  createServicePrincipal,
  createTemporaryAccessPass,
  createUser,
  decideAccessRequest,
  deleteAdministrativeUnit,
  deleteApplication,
  deleteAuthenticationContext,
  deleteDevice,
  deleteGroup,
  deleteIdentityProvider,
  deletePartner,
  deletePermissionGrant,
  deleteRoleDefinition,
  deleteUser,
  endSignInSession,
  evaluateDynamicMembership,
  explainMembership,
  findPeople,
  getAccessRequest,
  getAccessSettings,
  getAppRoleAssignment,
  getAudit,
  getAuthenticationContext,
  getAuthorizationPolicy,
  getDefaultAccess,
  getDeletedItem,
  getDirectoryRole,
  getDomain,
  getExternalIdentitiesPolicy,
  getGroupSchedule,
  getIdentityProvider,
  getInvitationPolicy,
  getManager,
  getMemberGroups,
  getObject,
  getObjectsById,
  getOrganization,
  getPartner,
  getPermissionGrant,
  getRoleAssignment,
  getRoleDefinition,
  getSignIn,
  giveConsentForAll,
  grantPermissions,
  groupHistory,
  invite,
  lintGroup,
  lintPage,
  lintRules,
  listAppRoleAssignments,
  listApprovals,
  listAudits,
  listAuthenticationContexts,
  listAuthenticationMethods,
  listDirectoryRoles,
  listDomains,
  listExtensionProperties,
  listGroupRequests,
  listGroupSchedules,
  listGroupSettings,
  listIdentityProviders,
  listMails,
  listObjects,
  listOwnGroupSchedules,
  listOwnRequests,
  listOwnSchedules,
  listPartners,
  listPasses,
  listPermissionGrants,
  listProcessing,
  listRoleAssignments,
  listRoleDefinitions,
  listRoleHolders,
  listRoleRequests,
  listRoleSettings,
  listRuleValues,
  listSchedules,
  listScopedRoleMembers,
  listSecrets,
  listSignInSessions,
  listSignIns,
  listTransitiveRoleAssignments,
  makeDomainDefault,
  membershipHistory,
  type NewAccessRequest,
  noAppRoleId,
  type ObjectType,
  type Operation,
  passcodeProviderId,
  passkeyCreationOptions,
  pastMembers,
  permissionTable,
  planInvitations,
  previewConversion,
  previewRule,
  purgeDeletedItem,
  registerPasskey,
  rejectMembershipChange,
  removeAppRoleAssignment,
  removeDomain,
  removeMember,
  removeOwner,
  removeRoleAssignment,
  removeSecondFactor,
  removeUnitMember,
  reprocessRule,
  requestAccess,
  resetDefaultAccess,
  resetPassword,
  restoreDeletedItem,
  retryMails,
  revokeSignInSessions,
  type Scope,
  setManager,
  setPasswordValidity,
  updateAccessRule,
  updateAdministrativeUnit,
  updateApplication,
  updateAuthenticationContext,
  updateAuthorizationPolicy,
  updateDefaultAccess,
  updateDevice,
  updateExternalIdentitiesPolicy,
  updateGroup,
  updateIdentityProvider,
  updateInvitationPolicy,
  updateOrganization,
  updatePartner,
  updatePermissionGrant,
  updateRoleDefinition,
  updateUser,
  validatePassword,
  verifyDomain,
  writePeople,
} from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplication, anApplicationWith, aUser } from './builders.ts';
import { aConnection, fitProvider } from './identity-providers.ts';
import { anInvitation, newAddress, site } from './invited-people.ts';
import { codeOf, refusal } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

const hiddenMembership = { groupTypes: ['Unified'], mailEnabled: true, visibility: 'HiddenMembership' };
let test: TestDirectory;
/** Ids of objects to try things on. */
const ids: Record<string, ObjectId> = {};

beforeAll(async () => {
  test = await testDirectory();
  const { directory } = test;
  const { application, principal } = await anApplication(directory);
  const deleted = async (object: { id: ObjectId }, remove: typeof deleteUser) => {
    await remove(directory, administrator, object.id);
    return object.id;
  };
  Object.assign(ids, {
    user: (await aUser(directory)).id,
    member: (await aUser(directory)).id,
    device: (await aDevice(directory)).id,
    group: (await aGroup(directory)).id,
    dynamic: (await aGroup(directory, 'user.department -eq "Sales"')).id,
    hidden: (await aGroup(directory, undefined, hiddenMembership)).id,
    privileged: (await aGroup(directory, undefined, { isAssignableToRole: true })).id,
    unit: (await createAdministrativeUnit(directory, administrator, newUnit())).id,
    otherUnit: (await createAdministrativeUnit(directory, administrator, newUnit())).id,
    application: application.id,
    principal: principal.id,
    deletedUser: await deleted(await aUser(directory), deleteUser),
    otherDeletedUser: await deleted(await aUser(directory), deleteUser),
    thirdDeletedUser: await deleted(await aUser(directory), deleteUser),
    deletedGroup: await deleted(await aGroup(directory), deleteGroup),
    otherDeletedGroup: await deleted(await aGroup(directory), deleteGroup),
    thirdDeletedGroup: await deleted(await aGroup(directory), deleteGroup),
  });
  for (const name of ['deletedUnit', 'otherDeletedUnit', 'thirdDeletedUnit']) {
    const gone = await createAdministrativeUnit(directory, administrator, newUnit());
    ids[name] = await deleted(gone, deleteAdministrativeUnit);
  }
  for (const name of ['deletedApplication', 'otherDeletedApplication']) {
    const { application: gone } = await anApplication(directory);
    await deleteApplication(directory, administrator, 'application', gone.id);
    ids[name] = gone.id;
  }
  await addMembers(directory, administrator, ids.group!, [ids.member!]);
  await addMembers(directory, administrator, ids.privileged!, [ids.member!]);
  await addOwners(directory, administrator, 'group', ids.group!, [ids.user!]);
});
afterAll(() => test.close());

const newUnit = () => ({ displayName: 'x', visibility: 'HiddenMembership' });

type Attempt = (caller: Caller) => Promise<unknown>;

const list =
  (type: ObjectType, scope: Scope = { kind: 'all' }) =>
  (caller: Caller) =>
    listObjects(test.directory, caller, {
      types: [type],
      scope,
      filter: null,
      orderBy: null,
      limit: 10,
      after: null,
      wantsCount: false,
    });
const newName = () => `n${newObjectId().slice(0, 8)}`;
const newUser = () => ({
  accountEnabled: true,
  displayName: 'x',
  mailNickname: 'x',
  userPrincipalName: `${newName()}@contoso.com`,
  passwordProfile: { password: 'Correct-Horse-7' },
});
const newGroup = () => ({ displayName: 'x', mailEnabled: false, mailNickname: newName(), securityEnabled: true });
const newDevice = () => ({
  accountEnabled: true,
  alternativeSecurityIds: [{ type: 2, identityProvider: null, key: 'Zm9v' }],
  deviceId: newObjectId(),
  displayName: 'x',
  operatingSystem: 'Windows',
  operatingSystemVersion: '10.0',
});
const password = { passwordProfile: { password: 'Correct-Horse-8' } };
const change = { current: 'Correct-Horse-7', next: 'Violet-Lamp-93', clientAddress: '::1' };
const pass = { lifetimeInMinutes: null, isUsableOnce: true, startsAt: null };
const passkey = { rpId: 'localhost', origin: 'https://localhost', response: {}, displayName: null };
const asking = () => ({ memberId: ids.user!, groupId: ids.dynamic!, membershipRule: null });
const previewing = () => ({
  groupId: ids.dynamic!,
  membershipRule: null,
  list: 'joining' as const,
  after: 0,
  limit: 5,
});
const membership = () => ({ memberId: ids.member!, groupId: ids.group! });
const extension = () => ({ name: newName(), dataType: 'String', targetObjects: ['User'] });
const globalReader = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451' as ObjectId;
const draft = {
  displayName: 'x',
  description: null,
  isEnabled: true,
  actions: ['microsoft.directory/users/standard/read'],
  version: null,
};
const assignment = () => ({ roleDefinitionId: globalReader, principalId: newObjectId(), directoryScopeId: '/' });
const roleRequest = (kind: NewAccessRequest['kind']): NewAccessRequest => ({
  kind,
  principalId: newObjectId(),
  held: { type: 'role', id: globalReader, scope: '/' },
  action: 'adminAssign',
  justification: 'x',
  ticket: null,
  wanted: null,
  isValidationOnly: false,
});
const groupRequest = (kind: NewAccessRequest['kind'], id = ids.group!): NewAccessRequest => ({
  ...roleRequest(kind),
  held: { type: 'group', id, scope: 'member' },
});
const ofGroup = () => ({ groupId: ids.group!, principalId: null });
const assigned = () => ({ kind: 'resource', id: ids.principal! }) as const;
const valuesOf = (property: string) => ({ property, search: '', limit: 1 });
const comparing = (second: ObjectId) =>
  ({ first: ids.dynamic!, second, isTransitive: false, list: 'inBoth', after: 0, limit: 1 }) as const;
const onePage = { limit: 1, wantsCount: false };
const wholeLog = { from: null, until: null, order: 'newest', limit: 1, after: null } as const;
const decision = { isApproved: true, justification: 'x' };
const secret = { displayName: null, startsAt: null, endsAt: null };

/** Operation → use cases that need it, and what they need beside it. */
const attempts: Record<Operation, { also?: readonly string[]; tries: Record<string, Attempt> }> = {
  'read users': {
    also: ['Group.Read.All'],
    tries: {
      getObject: (c) => getObject(test.directory, c, 'user', ids.user!),
      listObjects: list('user'),
      getManager: (c) => getManager(test.directory, c, ids.user!),
      findPeople: (c) => findPeople(test.directory, c, 'mail', ['x']),
      getObjectsById: (c) => getObjectsById(test.directory, c, [ids.user!], ['user']),
      evaluate: (c) => evaluateDynamicMembership(test.directory, c, asking()),
      previewRule: (c) => previewRule(test.directory, c, previewing()),
      listRuleValues: (c) => listRuleValues(test.directory, c, valuesOf('user.department')),
    },
  },
  'create users': {
    tries: { createUser: (c) => createUser(test.directory, c, { properties: newUser() }) },
  },
  'update users': {
    tries: {
      updateUser: (c) => updateUser(test.directory, c, ids.user!, { city: newName() }),
      'updateUser, also disabling': (c) =>
        updateUser(test.directory, c, ids.user!, { city: newName(), accountEnabled: true }),
      setManager: (c) => setManager(test.directory, c, ids.user!, ids.member!),
      writePeople: (c) => writePeople(test.directory, c, 'import', []),
    },
  },
  'update sensitive properties of users': {
    tries: { updateUser: (c) => updateUser(test.directory, c, ids.user!, { city: newName(), otherMails: [] }) },
  },
  'make guests of members and members of guests': {
    also: ['User.ReadWrite.All'],
    tries: { updateUser: (c) => updateUser(test.directory, c, ids.user!, { userType: 'Member' }) },
  },
  'update phone numbers of users': {
    tries: { updateUser: (c) => updateUser(test.directory, c, ids.user!, { mobilePhone: newName() }) },
  },
  'update usage locations of users': {
    tries: { updateUser: (c) => updateUser(test.directory, c, ids.user!, { usageLocation: 'DE' }) },
  },
  'enable users': {
    tries: { updateUser: (c) => updateUser(test.directory, c, ids.user!, { accountEnabled: true }) },
  },
  'disable users': {
    tries: { updateUser: (c) => updateUser(test.directory, c, ids.user!, { accountEnabled: false }) },
  },
  'set passwords': {
    tries: { updateUser: (c) => updateUser(test.directory, c, ids.user!, password) },
  },
  'revoke sign-in sessions': {
    tries: {
      revokeSignInSessions: (c) => revokeSignInSessions(test.directory, c, ids.user!),
      endSignInSession: (c) => endSignInSession(test.directory, c, ids.user!, 'none'),
    },
  },
  'read sign-in sessions': {
    tries: { listSignInSessions: (c) => listSignInSessions(test.directory, c, ids.user!, { after: null, limit: 1 }) },
  },
  'change own password': {
    tries: { changeOwnPassword: (c) => changePasswordAs(test.directory, c, ids.user!, change) },
  },
  'validate passwords': { tries: { validatePassword: (c) => validatePassword(test.directory, c, 'x') } },
  'read authentication methods': {
    tries: { listAuthenticationMethods: (c) => listAuthenticationMethods(test.directory, c, ids.user!) },
  },
  'change authentication methods': {
    tries: {
      removeSecondFactor: (c) => removeSecondFactor(test.directory, c, ids.user!, 'fido2', newObjectId()),
      registerPasskey: (c) => registerPasskey(test.directory, c, ids.user!, passkey),
      passkeyCreationOptions: (c) => passkeyCreationOptions(test.directory, c, ids.user!, { rpId: 'localhost' }),
    },
  },
  'give temporary access passes': {
    tries: { createTemporaryAccessPass: (c) => createTemporaryAccessPass(test.directory, c, ids.user!, pass) },
  },
  'reset passwords': { tries: { resetPassword: (c) => resetPassword(test.directory, c, ids.user!) } },
  'delete users': {
    tries: {
      deleteUser: (c) => deleteUser(test.directory, c, newObjectId()),
    },
  },
  'read deleted users': {
    tries: {
      getDeletedItem: (c) => getDeletedItem(test.directory, c, ids.thirdDeletedUser!),
      listObjects: list('user', { kind: 'deleted' }),
    },
  },
  'restore users': {
    tries: { restoreDeletedItem: (c) => restoreDeletedItem(test.directory, c, ids.deletedUser!) },
  },
  'purge users': {
    tries: { purgeDeletedItem: (c) => purgeDeletedItem(test.directory, c, ids.otherDeletedUser!) },
  },
  'read devices': {
    tries: {
      getObject: (c) => getObject(test.directory, c, 'device', ids.device!),
      listObjects: list('device'),
      listRuleValues: (c) => listRuleValues(test.directory, c, valuesOf('device.displayName')),
    },
  },
  'create devices': { tries: { createDevice: (c) => createDevice(test.directory, c, newDevice()) } },
  'update devices': {
    tries: {
      updateDevice: (c) => updateDevice(test.directory, c, ids.device!, { model: newName() }),
      addDeviceLink: (c) => addDeviceLink(test.directory, c, ids.device!, 'registeredUser', ids.user!),
    },
  },
  'enable devices': {
    tries: { updateDevice: (c) => updateDevice(test.directory, c, ids.device!, { accountEnabled: true }) },
  },
  'disable devices': {
    tries: { updateDevice: (c) => updateDevice(test.directory, c, ids.device!, { accountEnabled: false }) },
  },
  'delete devices': { tries: { deleteDevice: (c) => deleteDevice(test.directory, c, newObjectId()) } },
  'read groups': {
    also: ['User.Read.All'],
    tries: {
      getObject: (c) => getObject(test.directory, c, 'group', ids.group!),
      listObjects: list('group'),
      listPasses: (c) => listPasses(test.directory, c),
      listProcessing: (c) => listProcessing(test.directory, c, { state: null, after: null, limit: 1 }),
      evaluate: (c) => evaluateDynamicMembership(test.directory, c, asking()),
      previewRule: (c) => previewRule(test.directory, c, previewing()),
      compareMembers: (c) => compareMembers(test.directory, c, comparing(ids.group!)),
      lintGroup: (c) => lintGroup(test.directory, c, ids.dynamic!),
      lintPage: (c) => lintPage(test.directory, c, { after: 0, limit: 1 }),
      lintRules: (c) => lintRules(test.directory, c).next(),
    },
  },
  'read hidden members': {
    also: ['User.Read.All'],
    tries: {
      lintGroup: (c) => lintGroup(test.directory, c, ids.hidden!),
      compareMembers: (c) => compareMembers(test.directory, c, comparing(ids.hidden!)),
    },
  },
  'explain memberships': {
    also: ['User.Read.All', 'Group.Read.All'],
    tries: {
      auditMovements: (c) => auditMovements(test.directory, c, { id: 'Directory_1_0', seq: 1 }),
      pastMembers: (c) =>
        pastMembers(test.directory, c, {
          groupId: ids.group!,
          at: test.directory.clock(),
          list: 'members',
          after: 0,
          limit: 1,
        }),
      groupHistory: (c) =>
        groupHistory(test.directory, c, { groupId: ids.group!, from: null, to: null, interval: 'day' }),
      explainMembership: (c) => explainMembership(test.directory, c, { ...membership(), at: null }),
      membershipHistory: (c) =>
        membershipHistory(test.directory, c, { ...membership(), order: 'oldest', limit: 5, after: null }),
    },
  },
  'read the change log': {
    tries: {
      auditChain: (c) => auditChain(test.directory, c, 'Directory_1_0', { seq: 1, ordinal: 0 }),
      listAudits: (c) => listAudits(test.directory, c, wholeLog),
      getAudit: (c) => getAudit(test.directory, c, 'Directory_1_0', { seq: 1, ordinal: 0 }),
    },
  },
  'read sign-ins': {
    tries: {
      listSignIns: (c) => listSignIns(test.directory, c, wholeLog),
      getSignIn: (c) => getSignIn(test.directory, c, newObjectId()),
    },
  },
  'create security groups': {
    tries: { createGroup: (c) => createGroup(test.directory, c, { properties: newGroup() }) },
  },
  'create Microsoft 365 groups': {
    tries: {
      createGroup: (c) =>
        createGroup(test.directory, c, { properties: { ...newGroup(), groupTypes: ['Unified'], mailEnabled: true } }),
    },
  },
  'create dynamic groups': {
    tries: {
      createGroup: (c) =>
        createGroup(test.directory, c, {
          properties: {
            ...newGroup(),
            groupTypes: ['DynamicMembership'],
            membershipRule: 'user.city -eq "Ulm"',
            membershipRuleProcessingState: 'Paused',
          },
        }),
    },
  },
  'update groups': {
    tries: {
      updateGroup: (c) => updateGroup(test.directory, c, ids.group!, { properties: { description: newName() } }),
      'updateGroup, members': (c) =>
        updateGroup(test.directory, c, ids.group!, { properties: {}, members: [newObjectId()] }),
    },
  },
  'change owners of groups': {
    tries: {
      addOwners: (c) => addOwners(test.directory, c, 'group', ids.group!, [newObjectId()]),
      removeOwner: (c) => removeOwner(test.directory, c, 'group', ids.group!, newObjectId()),
      'updateGroup, owners': (c) =>
        updateGroup(test.directory, c, ids.group!, { properties: {}, owners: [newObjectId()] }),
    },
  },
  'change membership rules': {
    tries: {
      'updateGroup, pausing': (c) =>
        updateGroup(test.directory, c, ids.dynamic!, { properties: { membershipRuleProcessingState: 'Paused' } }),
      reprocessRule: (c) => reprocessRule(test.directory, c, ids.dynamic!),
    },
  },
  'approve membership changes': {
    also: ['User.ReadWrite.All'],
    tries: {
      approveMembershipChange: (c) => approveMembershipChange(test.directory, c, ids.dynamic!),
      rejectMembershipChange: (c) => rejectMembershipChange(test.directory, c, ids.dynamic!),
      'writePeople, emptying groups': (c) => writePeople(test.directory, c, 'import', [], { mayEmptyGroups: true }),
    },
  },
  'delete groups': {
    tries: {
      deleteGroup: (c) => deleteGroup(test.directory, c, newObjectId()),
    },
  },
  'read deleted groups': {
    tries: { getDeletedItem: (c) => getDeletedItem(test.directory, c, ids.thirdDeletedGroup!) },
  },
  'restore groups': {
    tries: { restoreDeletedItem: (c) => restoreDeletedItem(test.directory, c, ids.deletedGroup!) },
  },
  'purge groups': {
    tries: { purgeDeletedItem: (c) => purgeDeletedItem(test.directory, c, ids.otherDeletedGroup!) },
  },
  'change members': {
    tries: {
      addMembers: (c) => addMembers(test.directory, c, ids.group!, [newObjectId()]),
      removeMember: (c) => removeMember(test.directory, c, ids.group!, newObjectId()),
    },
  },
  'change role-assignable groups': {
    also: ['Group.ReadWrite.All'],
    tries: {
      addMembers: (c) => addMembers(test.directory, c, ids.privileged!, [newObjectId()]),
      removeMember: (c) => removeMember(test.directory, c, ids.privileged!, newObjectId()),
      'updateGroup, members': (c) =>
        updateGroup(test.directory, c, ids.privileged!, { properties: {}, members: [newObjectId()] }),
      updateGroup: (c) => updateGroup(test.directory, c, ids.privileged!, { properties: { displayName: 'x' } }),
      addOwners: (c) => addOwners(test.directory, c, 'group', ids.privileged!, [newObjectId()]),
      removeOwner: (c) => removeOwner(test.directory, c, 'group', ids.privileged!, newObjectId()),
      deleteGroup: (c) => deleteGroup(test.directory, c, ids.privileged!),
    },
  },
  'create role-assignable groups': {
    also: ['Group.ReadWrite.All'],
    tries: {
      createGroup: (c) => createGroup(test.directory, c, { properties: { ...newGroup(), isAssignableToRole: true } }),
    },
  },
  'read applications': {
    tries: {
      getObject: (c) => getObject(test.directory, c, 'servicePrincipal', ids.principal!),
      listSecrets: (c) => listSecrets(test.directory, c, [ids.application!]),
      listExtensionProperties: (c) => listExtensionProperties(test.directory, c, ids.application!),
    },
  },
  'create applications': {
    tries: {
      createApplication: (c) => createApplication(test.directory, c, { properties: { displayName: 'x' } }),
    },
  },
  'change owners of applications': {
    tries: { addOwners: (c) => addOwners(test.directory, c, 'application', ids.application!, [newObjectId()]) },
  },
  'change secrets of applications': {
    tries: { addSecret: (c) => addSecret(test.directory, c, ids.application!, secret) },
  },
  'read deleted applications': {
    tries: { listObjects: list('application', { kind: 'deleted' }) },
  },
  'restore applications': {
    tries: { restoreDeletedItem: (c) => restoreDeletedItem(test.directory, c, ids.deletedApplication!) },
  },
  'purge applications': {
    tries: { purgeDeletedItem: (c) => purgeDeletedItem(test.directory, c, ids.otherDeletedApplication!) },
  },
  'change applications': {
    tries: {
      createServicePrincipal: (c) => createServicePrincipal(test.directory, c, { appId: newObjectId() }),
      updateApplication: (c) =>
        updateApplication(test.directory, c, 'application', ids.application!, { notes: newName() }),
      createExtensionProperty: (c) => createExtensionProperty(test.directory, c, ids.application!, extension()),
    },
  },
  'delete applications': {
    tries: { deleteApplication: (c) => deleteApplication(test.directory, c, 'application', newObjectId()) },
  },
  'grant permissions': {
    tries: { grantPermissions: (c) => grantPermissions(test.directory, c, ids.principal!, ['User.Read.All']) },
  },
  'read app role assignments': {
    tries: {
      listAppRoleAssignments: (c) => listAppRoleAssignments(test.directory, c, assigned(), {}, onePage),
      getAppRoleAssignment: (c) => getAppRoleAssignment(test.directory, c, assigned(), 'none'),
    },
  },
  'assign app roles': {
    tries: {
      assignAppRole: (c) =>
        assignAppRole(test.directory, c, {
          principalId: ids.user!,
          resourceId: ids.principal!,
          appRoleId: noAppRoleId as ObjectId,
        }),
      removeAppRoleAssignment: (c) =>
        removeAppRoleAssignment(test.directory, c, { resourceId: ids.principal! }, 'none'),
    },
  },
  'read authentication contexts': {
    tries: {
      listAuthenticationContexts: (c) => listAuthenticationContexts(test.directory, c),
      getAuthenticationContext: (c) => getAuthenticationContext(test.directory, c, 'c9'),
    },
  },
  'change authentication contexts': {
    tries: {
      createAuthenticationContext: (c) => createAuthenticationContext(test.directory, c, 'c1', { displayName: 'x' }),
      updateAuthenticationContext: (c) => updateAuthenticationContext(test.directory, c, 'c9', {}),
      deleteAuthenticationContext: (c) => deleteAuthenticationContext(test.directory, c, 'c9'),
    },
  },
  'read consents': {
    tries: {
      listPermissionGrants: (c) => listPermissionGrants(test.directory, c, { limit: 1 }),
      getPermissionGrant: (c) => getPermissionGrant(test.directory, c, 'none'),
    },
  },
  'change consents': {
    tries: {
      createPermissionGrant: (c) =>
        createPermissionGrant(test.directory, c, {
          clientId: ids.principal!,
          principalId: null,
          resourceId: newObjectId(),
          scope: 'User.Read',
        }),
      updatePermissionGrant: (c) => updatePermissionGrant(test.directory, c, 'none', 'User.Read'),
      deletePermissionGrant: (c) => deletePermissionGrant(test.directory, c, 'none'),
      giveConsentForAll: (c) => giveConsentForAll(test.directory, c, ids.principal!),
    },
  },
  'read administrative units': {
    tries: {
      getObject: (c) => getObject(test.directory, c, 'administrativeUnit', ids.unit!),
      listObjects: list('administrativeUnit'),
    },
  },
  'read hidden members of administrative units': {
    tries: { listObjects: (c) => list('user', { kind: 'relation', relation: 'members', of: ids.unit! })(c) },
  },
  'change administrative units': {
    also: ['User.ReadWrite.All', 'Group.Create', 'Device.ReadWrite.All'],
    tries: {
      createAdministrativeUnit: (c) => createAdministrativeUnit(test.directory, c, newUnit()),
      updateAdministrativeUnit: (c) =>
        updateAdministrativeUnit(test.directory, c, ids.unit!, { description: newName() }),
      addUnitMembers: (c) => addUnitMembers(test.directory, c, ids.unit!, [ids.user!]),
      removeUnitMember: (c) => removeUnitMember(test.directory, c, ids.unit!, ids.user!),
      'createUser, in a unit': (c) => createUser(test.directory, c, { properties: newUser(), unitId: ids.unit! }),
      'createGroup, in a unit': (c) => createGroup(test.directory, c, { properties: newGroup(), unitId: ids.unit! }),
      'createDevice, in a unit': (c) => createDevice(test.directory, c, newDevice(), ids.unit!),
      deleteAdministrativeUnit: (c) => deleteAdministrativeUnit(test.directory, c, ids.otherUnit!),
      restoreDeletedItem: (c) => restoreDeletedItem(test.directory, c, ids.otherDeletedUnit!),
      purgeDeletedItem: (c) => purgeDeletedItem(test.directory, c, ids.thirdDeletedUnit!),
    },
  },
  'read deleted administrative units': {
    tries: {
      getDeletedItem: (c) => getDeletedItem(test.directory, c, ids.deletedUnit!),
      listObjects: list('administrativeUnit', { kind: 'deleted' }),
    },
  },
  'read the organization': { tries: { getOrganization: (c) => getOrganization(test.directory, c) } },
  'update the organization': {
    tries: {
      updateOrganization: (c) => updateOrganization(test.directory, c, 'x', { technicalNotificationMails: [] }),
    },
  },
  'read domains': {
    tries: {
      listDomains: (c) => listDomains(test.directory, c),
      getDomain: (c) => getDomain(test.directory, c, 'contoso.com'),
    },
  },
  'change domains': {
    tries: {
      addDomain: (c) => addDomain(test.directory, c, `${newName()}.example`),
      verifyDomain: (c) => verifyDomain(test.directory, c, 'contoso.com', async () => true),
      setPasswordValidity: (c) => setPasswordValidity(test.directory, c, 'contoso.com', 90),
      makeDomainDefault: (c) => makeDomainDefault(test.directory, c, 'contoso.com'),
      removeDomain: (c) => removeDomain(test.directory, c, 'contoso.com'),
    },
  },
  'read roles': {
    tries: {
      listRoleDefinitions: (c) => listRoleDefinitions(test.directory, c),
      getRoleDefinition: (c) => getRoleDefinition(test.directory, c, globalReader),
      listDirectoryRoles: (c) => listDirectoryRoles(test.directory, c),
      getDirectoryRole: (c) => getDirectoryRole(test.directory, c, { templateId: globalReader }),
    },
  },
  'change roles': {
    tries: {
      createRoleDefinition: (c) => createRoleDefinition(test.directory, c, draft),
      updateRoleDefinition: (c) => updateRoleDefinition(test.directory, c, globalReader, draft),
      deleteRoleDefinition: (c) => deleteRoleDefinition(test.directory, c, globalReader),
    },
  },
  'read role assignments': {
    tries: {
      listRoleAssignments: (c) => listRoleAssignments(test.directory, c),
      listScopedRoleMembers: (c) => listScopedRoleMembers(test.directory, c, { unitId: ids.unit! }),
      getRoleAssignment: (c) => getRoleAssignment(test.directory, c, newObjectId()),
      listTransitiveRoleAssignments: (c) => listTransitiveRoleAssignments(test.directory, c, ids.user!),
      listRoleHolders: (c) => listRoleHolders(test.directory, c, globalReader),
    },
  },
  'assign roles': {
    tries: {
      assignRole: (c) => assignRole(test.directory, c, assignment()),
      removeRoleAssignment: (c) => removeRoleAssignment(test.directory, c, { id: newObjectId() }),
      activateDirectoryRole: (c) => activateDirectoryRole(test.directory, c, newObjectId()),
    },
  },
  'read eligible and timed roles': {
    tries: {
      listSchedules: (c) => listSchedules(test.directory, c, 'assignment'),
      listOwnSchedules: (c) => listOwnSchedules(test.directory, c, 'eligibility'),
      listRoleRequests: (c) => listRoleRequests(test.directory, c, { kind: 'assignment' }),
      listOwnRequests: (c) => listOwnRequests(test.directory, c, 'role', 'assignment', 'principal'),
      getAccessRequest: (c) => getAccessRequest(test.directory, c, 'role', 'assignment', newObjectId()),
    },
  },
  'make people eligible for roles': {
    tries: { requestAccess: (c) => requestAccess(test.directory, c, roleRequest('eligibility')) },
  },
  'assign roles for a time': {
    tries: { requestAccess: (c) => requestAccess(test.directory, c, roleRequest('assignment')) },
  },
  'ask for roles for oneself': {
    tries: {
      selfActivate: (c) => requestAccess(test.directory, c, { ...roleRequest('assignment'), action: 'selfActivate' }),
      listApprovals: (c) => listApprovals(test.directory, c, 'role'),
      cancelAccessRequest: (c) => cancelAccessRequest(test.directory, c, 'role', 'assignment', newObjectId()),
      decideAccessRequest: (c) => decideAccessRequest(test.directory, c, 'role', newObjectId(), decision),
    },
  },
  'read role settings': {
    tries: {
      listRoleSettings: (c) => listRoleSettings(test.directory, c),
      getAccessSettings: (c) => getAccessSettings(test.directory, c, { type: 'role', id: globalReader }),
    },
  },
  'change role settings': {
    tries: {
      updateAccessRule: (c) =>
        updateAccessRule(test.directory, c, { type: 'role', id: globalReader }, 'Expiration_Admin_Assignment', {
          maximumDuration: 'P1D',
        }),
    },
  },
  'read eligible and timed access to groups': {
    tries: {
      listGroupSchedules: (c) => listGroupSchedules(test.directory, c, 'assignment', ofGroup()),
      listOwnGroupSchedules: (c) => listOwnGroupSchedules(test.directory, c, 'eligibility'),
      getGroupSchedule: (c) => getGroupSchedule(test.directory, c, 'eligibility', newObjectId()),
      listGroupRequests: (c) => listGroupRequests(test.directory, c, 'assignment', ofGroup()),
      listOwnRequests: (c) => listOwnRequests(test.directory, c, 'group', 'assignment', 'principal'),
      getAccessRequest: (c) => getAccessRequest(test.directory, c, 'group', 'assignment', newObjectId()),
    },
  },
  'make people eligible for groups': {
    tries: { requestAccess: (c) => requestAccess(test.directory, c, groupRequest('eligibility')) },
  },
  'give access to groups for a time': {
    tries: { requestAccess: (c) => requestAccess(test.directory, c, groupRequest('assignment')) },
  },
  'ask for access to groups for oneself': {
    tries: {
      selfActivate: (c) => requestAccess(test.directory, c, { ...groupRequest('assignment'), action: 'selfActivate' }),
      listApprovals: (c) => listApprovals(test.directory, c, 'group'),
      cancelAccessRequest: (c) => cancelAccessRequest(test.directory, c, 'group', 'assignment', newObjectId()),
      decideAccessRequest: (c) => decideAccessRequest(test.directory, c, 'group', newObjectId(), decision),
    },
  },
  'read settings of access to groups': {
    tries: {
      listGroupSettings: (c) => listGroupSettings(test.directory, c, ids.group!),
      getAccessSettings: (c) =>
        getAccessSettings(test.directory, c, { type: 'group', id: ids.group!, scope: 'member' }),
    },
  },
  'change settings of access to groups': {
    tries: {
      updateAccessRule: (c) =>
        updateAccessRule(
          test.directory,
          c,
          { type: 'group', id: ids.group!, scope: 'member' },
          'Expiration_Admin_Assignment',
          { maximumDuration: 'P1D' },
        ),
    },
  },
  'give access to role-assignable groups for a time': {
    tries: {
      // Each of the permissions reaches one of them.
      'requestAccess, updateAccessRule': async (c) => {
        const all = await Promise.allSettled([
          requestAccess(test.directory, c, groupRequest('eligibility', ids.privileged!)),
          requestAccess(test.directory, c, groupRequest('assignment', ids.privileged!)),
          updateAccessRule(
            test.directory,
            c,
            { type: 'group', id: ids.privileged!, scope: 'member' },
            'Expiration_Admin_Assignment',
            { maximumDuration: 'P1D' },
          ),
        ]);
        const refused = all.filter(
          (each) => each.status === 'rejected' && each.reason.code === 'INSUFFICIENT_PRIVILEGES',
        );
        if (refused.length === all.length) throw (refused[0] as PromiseRejectedResult).reason;
      },
    },
  },
  'read the authorization policy': {
    tries: { getAuthorizationPolicy: (c) => getAuthorizationPolicy(test.directory, c) },
  },
  'change the authorization policy': {
    tries: {
      updateAuthorizationPolicy: (c) => updateAuthorizationPolicy(test.directory, c, { allowInvitesFrom: 'none' }),
    },
  },
  'read identity providers': {
    tries: {
      listIdentityProviders: (c) => listIdentityProviders(test.directory, c),
      getIdentityProvider: (c) => getIdentityProvider(test.directory, c, passcodeProviderId),
    },
  },
  'change identity providers': {
    tries: {
      createIdentityProvider: (c) => createIdentityProvider(test.directory, c, aConnection(), fitProvider),
      updateIdentityProvider: (c) => updateIdentityProvider(test.directory, c, 'x', {}, undefined, fitProvider),
      deleteIdentityProvider: (c) => deleteIdentityProvider(test.directory, c, 'x'),
    },
  },
  'read cross-tenant access': {
    tries: {
      getDefaultAccess: (c) => getDefaultAccess(test.directory, c),
      listPartners: (c) => listPartners(test.directory, c),
      getPartner: (c) => getPartner(test.directory, c, newObjectId()),
    },
  },
  'change cross-tenant access': {
    tries: {
      updateDefaultAccess: (c) => updateDefaultAccess(test.directory, c, {}),
      resetDefaultAccess: (c) => resetDefaultAccess(test.directory, c),
      createPartner: (c) => createPartner(test.directory, c, newObjectId(), {}),
      updatePartner: (c) => updatePartner(test.directory, c, newObjectId(), {}),
      deletePartner: (c) => deletePartner(test.directory, c, newObjectId()),
    },
  },
  'invite guests': {
    also: ['User.Read.All'],
    tries: {
      invite: (c) => invite(test.directory, c, anInvitation(newAddress()), site),
      planInvitations: (c) => planInvitations(test.directory, c, [newAddress()]),
    },
  },
  'invite members': {
    also: ['User.Invite.All'],
    tries: {
      invite: (c) => invite(test.directory, c, anInvitation(newAddress(), { invitedUserType: 'Member' }), site),
    },
  },
  'reset redemption': {
    also: ['User.Invite.All'],
    tries: {
      invite: (c) =>
        invite(
          test.directory,
          c,
          anInvitation(newAddress(), { invitedUserId: newObjectId(), resetRedemption: true }),
          site,
        ),
    },
  },
  'convert users': {
    also: ['Group.Read.All', 'User-PasswordProfile.ReadWrite.All'],
    tries: {
      previewConversion: (c) => previewConversion(test.directory, c, ids.user!, 'guest'),
      convertToInternal: (c) =>
        convertToInternal(test.directory, c, ids.user!, { userPrincipalName: 'x@contoso.com', ...password }),
    },
  },
  'read external collaboration policies': {
    tries: {
      getInvitationPolicy: (c) => getInvitationPolicy(test.directory, c),
      getExternalIdentitiesPolicy: (c) => getExternalIdentitiesPolicy(test.directory, c),
    },
  },
  'change external collaboration policies': {
    tries: {
      updateInvitationPolicy: (c) => updateInvitationPolicy(test.directory, c, {}),
      updateExternalIdentitiesPolicy: (c) => updateExternalIdentitiesPolicy(test.directory, c, {}),
      listMails: (c) => listMails(test.directory, c),
      retryMails: (c) => retryMails(test.directory, c, null),
    },
  },
};

const cases = (Object.keys(attempts) as Operation[]).flatMap((operation) =>
  Object.keys(attempts[operation].tries).map((name) => [operation, name] as const),
);

it.each(cases)('%s: %s', async (operation, name) => {
  const { also = [], tries } = attempts[operation];
  const attempt = tries[name]!;
  const enough: readonly string[] = permissionTable[operation].permissions;
  // What else is granted may not itself be enough.
  const beside = also.filter((permission) => !enough.includes(permission));
  const others = applicationPermissions.filter((permission) => !enough.includes(permission));
  expect(await refusal(test, () => attempt(anApplicationWith()))).toBe('INSUFFICIENT_PRIVILEGES');
  expect(await refusal(test, () => attempt(anApplicationWith(...others)))).toBe('INSUFFICIENT_PRIVILEGES');
  for (const permission of name === 'writePeople' ? ['User.ReadWrite.All'] : enough) {
    const code = await codeOf(attempt(anApplicationWith(permission, ...beside)));
    expect([permission, code]).not.toEqual([permission, 'INSUFFICIENT_PRIVILEGES']);
  }
});

it('asks for both sides where a question is about an object and its groups', async () => {
  const ask = (...permissions: string[]) =>
    codeOf(checkMemberGroups(test.directory, anApplicationWith(...permissions), 'user', ids.user!, [ids.group!]));
  expect([await ask(), await ask('Device.Read.All'), await ask('Directory.Read.All')]).toEqual([
    'INSUFFICIENT_PRIVILEGES',
    'INSUFFICIENT_PRIVILEGES',
    'none',
  ]);
  const all = (caller: Caller) => getMemberGroups(test.directory, caller, 'user', ids.user!, false);
  expect(await codeOf(all(anApplicationWith('Device.Read.All')))).toBe('INSUFFICIENT_PRIVILEGES');
});

it('shows only objects of types that may be read', async () => {
  const reader = anApplicationWith('Group.Read.All');
  const found = await getObjectsById(test.directory, reader, [ids.member!, ids.group!], ['user', 'group']);
  expect(found.map((object) => object.id)).toEqual([ids.group]);
  const other = await aUser(test.directory);
  await deleteUser(test.directory, administrator, other.id);
  expect(await codeOf(getDeletedItem(test.directory, reader, other.id))).toBe('INSUFFICIENT_PRIVILEGES');
  // Nobody learns from a refusal whether an object exists.
  expect(await codeOf(restoreDeletedItem(test.directory, reader, newObjectId()))).toBe('INSUFFICIENT_PRIVILEGES');
});
