import {
  addDomain,
  addMembers,
  addOwners,
  addSecret,
  addUnitMembers,
  approveMembershipChange,
  assignAppRole,
  assignRole,
  builtInRoles,
  cancelAccessRequest,
  changeOwnPassword,
  checkMemberGroups,
  createAdministrativeUnit,
  createApplication,
  createAuthenticationContext,
  createExtensionProperty,
  createGroup,
  createRoleDefinition,
  createServicePrincipal,
  createTemporaryAccessPass,
  deleteApplication,
  deleteRoleDefinition,
  deleteUser,
  type directoryErrors,
  evaluateDynamicMembership,
  explainMembership,
  finishPasskeyRegistration,
  type Group,
  getMemberGroups,
  getOrganization,
  giveConsentForAll,
  groupHistory,
  hashSecret,
  listPermissionGrants,
  listRuleValues,
  maxUnitsOfObject,
  mostAppRoleAssignments,
  type NewAccessRequest,
  noAppRoleId,
  type PersonActor,
  passkeyCreationOptions,
  pastMembers,
  previewRule,
  recordConsent,
  rejectMembershipChange,
  removeOwner,
  reprocessRule,
  requestAccess,
  restoreDeletedItem,
  type ruleErrors,
  setManager,
  tryApplicationSecret,
  type User,
  updateAccessRule,
  updateApplication,
  updateGroup,
  updateOrganization,
  updateUser,
  verifySecret,
  writePeople,
} from '@muster/directory';

import { newObjectId, type ObjectId, parseInstant } from '@muster/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  aDevice,
  administrator,
  aGroup,
  anApplication,
  anApplicationWith,
  asPerson,
  aTeam,
  aUser,
  giveRole,
  groupOfMany,
  heldGroup,
  somePeople,
} from './builders.ts';
import { extendedDirectory, setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [ann, ben]: User[] = [];
let group: Group;

beforeAll(async () => {
  test = await testDirectory({ dynamicGroups: 6, memberOfGroups: 1 });
  [ann, ben] = await somePeople(test.directory, [{}, {}]);
  group = await aGroup(test.directory);
});
// One of the cases takes the directory apart.
afterAll(() => test.discard());

const rule = 'user.department -eq "Sales"';
const listing = { search: '', limit: 1 };
const from = ({ id }: { id: ObjectId }) => `user.memberOf -any (group.objectId -in ['${id}'])`;
const dynamic = (text: string, properties = {}) => aGroup(test.directory, text, properties);
const user = (properties: Parameters<typeof aUser>[1]) => aUser(test.directory, properties);
const patch = (properties: Parameters<typeof updateUser>[3]) =>
  updateUser(test.directory, administrator, ann!.id, properties);
const explainedAt = (at: string) => {
  const question = { groupId: group.id, memberId: ann!.id, at: parseInstant(at)! };
  return explainMembership(test.directory, administrator, question);
};
const manyGroups = `insert into groups (id, number, version, rule_version, display_name, mail_nickname, mail_enabled, security_enabled, group_types)
  select gen_random_uuid(), nextval('object_number'), 1, 0, 'g', 'g', false, true, '[]' from generate_series(1, 11001) returning number`;

/** Works in a directory of its own with the extended rule language. */
async function apart(work: (directory: TestDirectory['directory']) => Promise<unknown>): Promise<unknown> {
  const other = await extendedDirectory({ ruleChain: 1 });
  return work(other.directory).finally(() => other.discard());
}

const customRole = (displayName: string) => ({
  displayName,
  description: null,
  isEnabled: true,
  actions: ['microsoft.directory/users/standard/read'],
  version: null,
});

const reader = builtInRoles.find((role) => role.displayName === 'Message Center Reader')!.templateId as ObjectId;
const anAssignment = async (appRoleId = noAppRoleId as ObjectId) => {
  const { principal } = await anApplication(test.directory);
  const person = await aUser(test.directory);
  return { principalId: person.id, resourceId: principal.id, appRoleId };
};
const forA = (duration: string) => ({ startsAt: null, expiration: 'afterDuration', duration, endsAt: null }) as const;
const timed = (): NewAccessRequest => ({
  kind: 'assignment',
  action: 'adminAssign',
  principalId: ann!.id,
  held: { type: 'role', id: reader, scope: '/' },
  justification: 'x',
  ticket: null,
  wanted: null,
  isValidationOnly: false,
});
const eligible = (): NewAccessRequest => ({ ...timed(), kind: 'eligibility' });
const activating = async (wanted: NewAccessRequest['wanted']) => {
  await requestAccess(test.directory, administrator, eligible()).catch(() => undefined);
  await updateAccessRule(test.directory, administrator, { type: 'role', id: reader }, 'Enablement_EndUser_Assignment', {
    enabledRules: [],
  });
  const caller = await asPerson(test.directory, ann!);
  return requestAccess(test.directory, caller, { ...timed(), action: 'selfActivate', wanted });
};

/** Every code → how to get it. A code that is missing here, or that is none any more, does not compile. */
const cases: Record<keyof typeof directoryErrors | keyof typeof ruleErrors, () => Promise<unknown>> = {
  RULE_CIRCLE: () =>
    apart(async (directory) => {
      const first = await aGroup(directory);
      const membershipRule = from(await aGroup(directory, from(first)));
      const properties = { groupTypes: ['DynamicMembership'], membershipRule };
      await updateGroup(directory, administrator, first.id, { properties });
    }),
  RULE_CHAIN_TOO_LONG: () =>
    apart(async (directory) => aGroup(directory, from(await aGroup(directory, from(await aGroup(directory)))))),
  RULE_DIALECT_NEEDED: () =>
    apart(async (directory) => {
      await aGroup(directory, 'user.employeeType -eq "Contractor"');
      await setRuleDialect(directory, 'entra');
    }),
  RESOURCE_NOT_FOUND: () => updateUser(test.directory, administrator, newObjectId(), {}),
  INSUFFICIENT_PRIVILEGES: () => updateUser(test.directory, anApplicationWith(), ann!.id, {}),
  CREATION_QUOTA_REACHED: async () => {
    await test.query(
      `insert into creations (object_id, creator_id) select gen_random_uuid(), $1 from generate_series(1, 250)`,
      [ben!.id],
    );
    return createApplication(test.directory, await asPerson(test.directory, ben!), {
      properties: { displayName: 'x' },
    });
  },
  APP_ID_UNKNOWN: () => createServicePrincipal(test.directory, administrator, { appId: newObjectId() }),
  PREVIEW_PAGE_INVALID: () =>
    previewRule(test.directory, administrator, {
      groupId: null,
      membershipRule: rule,
      list: 'joining',
      after: 0,
      limit: 1000,
    }),
  RULE_PROPERTY_UNKNOWN: () =>
    listRuleValues(test.directory, administrator, { ...listing, property: 'user.deprtment' }),
  RULE_PROPERTY_UNLISTED: () =>
    listRuleValues(test.directory, administrator, { ...listing, property: 'user.memberOf' }),
  RULE_VALUES_NOT_IN_MEMORY: async () => {
    const other = await test.secondNode({ keepsColumns: false });
    return listRuleValues(other.directory, administrator, { ...listing, property: 'user.department' });
  },
  APPROVAL_NOT_WANTED: () => approveMembershipChange(test.directory, administrator, group.id),
  PREVIOUS_RULE_UNKNOWN: async () => {
    const held = await heldGroup(test, 30);
    await reprocessRule(test.directory, administrator, held.id);
    await test.settle();
    return rejectMembershipChange(test.directory, administrator, held.id, 'restoreRule');
  },
  APPROVAL_OUTDATED: async () => {
    const held = await heldGroup(test, 30);
    return approveMembershipChange(test.directory, administrator, held.id, { leaving: 29 });
  },
  IMPORT_EMPTIES_GROUP: async () => {
    const { people } = await groupOfMany(test, 30);
    const writes = people.map(({ id }) => ({ kind: 'update' as const, id, properties: { city: 'Elsewhere' } }));
    return writePeople(test.directory, administrator, 'import', writes);
  },
  DYNAMIC_GROUP_MEMBERS: async () => addMembers(test.directory, administrator, (await dynamic(rule)).id, [ann!.id]),
  PROPERTY_REQUIRED: () => user({ displayName: null }),
  PROPERTY_INVALID: () => user({ department: 'x'.repeat(65) }),
  PROPERTY_VALUES_INVALID: () => aGroup(test.directory, undefined, { securityEnabled: false }),
  PROPERTY_READ_ONLY: () => updateOrganization(test.directory, administrator, 'x', { displayName: 'x' }),
  SYNCED_OBJECT: async () => {
    const [synced] = await somePeople(test.directory, [{ onPremisesSyncEnabled: true }]);
    return updateUser(test.directory, administrator, synced!.id, { department: 'Sales' });
  },
  DOMAIN_NOT_VERIFIED: () => user({ userPrincipalName: 'ann@fabrikam.com' }),
  PASSWORD_TOO_WEAK: () => user({ passwordProfile: { password: 'lowercase' } }),
  MAIL_ENABLED_GROUP_READ_ONLY: () =>
    createGroup(test.directory, anApplicationWith('Group.Create'), {
      properties: { displayName: 'x', mailEnabled: true, mailNickname: 'x', securityEnabled: true },
    }),
  MAIL_ENABLED_GROUP_MEMBERS: async () => {
    const list = await aGroup(test.directory, undefined, { mailEnabled: true });
    return addMembers(test.directory, administrator, list.id, [ann!.id]);
  },
  REFERENCE_EXISTS: async () => {
    await addOwners(test.directory, administrator, 'group', group.id, [ann!.id]);
    return addOwners(test.directory, administrator, 'group', group.id, [ann!.id]);
  },
  MEMBER_TYPE_NOT_ALLOWED: async () =>
    addMembers(test.directory, administrator, group.id, [(await aTeam(test.directory)).id]),
  GROUP_CONTAINS_ITSELF: () => addMembers(test.directory, administrator, group.id, [group.id]),
  OWNER_TYPE_NOT_ALLOWED: () => addOwners(test.directory, administrator, 'group', group.id, [group.id]),
  TOO_MANY_OWNERS: async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 101 }, () => ({})),
    );
    const [owned, ids] = [await aGroup(test.directory), people.map((person) => person.id)];
    for (let i = 0; i < 100; i += 20) {
      await addOwners(test.directory, administrator, 'group', owned.id, ids.slice(i, i + 20));
    }
    return addOwners(test.directory, administrator, 'group', owned.id, [ids[100]!]);
  },
  LAST_OWNER: async () => {
    const team = await aTeam(test.directory);
    await addOwners(test.directory, administrator, 'group', team.id, [ann!.id]);
    return removeOwner(test.directory, administrator, 'group', team.id, ann!.id);
  },
  TOO_MANY_REFERENCES: () =>
    addMembers(
      test.directory,
      administrator,
      group.id,
      Array.from({ length: 21 }, () => ann!.id),
    ),
  RULE_TESTS_FAILED: () =>
    dynamic('user.city -eq "Nowhere"', { membershipRuleTests: [{ memberId: ann!.id, isMember: true }] }),
  HISTORY_TOO_SHORT: () => explainedAt('2026-06-15T11:59:59.999Z'),
  HISTORY_TOO_BUSY: async () => {
    const small = await testDirectory({ historyEntries: 1 });
    try {
      const [one, two] = await somePeople(small.directory, [{}, {}]);
      const watched = await aGroup(small.directory);
      small.at('2026-06-16T12:00:00Z');
      for (const { id } of [one!, two!]) await addMembers(small.directory, administrator, watched.id, [id]);
      const at = parseInstant('2026-06-15T13:00:00Z')!;
      const question = { groupId: watched.id, at, list: 'members', after: 0, limit: 1 } as const;
      await pastMembers(small.directory, administrator, question);
    } finally {
      await small.discard();
    }
  },
  HISTORY_PERIOD_INVALID: () => {
    const from = parseInstant('2020-01-01T00:00:00Z')!;
    return groupHistory(test.directory, administrator, { groupId: group.id, from, to: null, interval: 'day' });
  },
  INSTANT_IN_FUTURE: () => explainedAt('2026-06-15T12:00:00.001Z'),
  MANAGER_INVALID: () => setManager(test.directory, administrator, ann!.id, ann!.id),
  TOO_MANY_IDS: () =>
    checkMemberGroups(
      test.directory,
      administrator,
      'user',
      ann!.id,
      Array.from({ length: 21 }, () => group.id),
    ),
  RESULT_TOO_LARGE: async () => {
    const rows = await test.query<{ number: string }>(manyGroups);
    const joined = rows.map((row) => Number(row.number) as typeof group.number);
    await test.directory.store.write('shared', async (session) => {
      const cause = { actor: { kind: 'system', id: null, name: 'x' }, operation: 'x', requestId: null, at: 0 } as never;
      await session.log.append(cause, [], [{ kind: 'member', member: ben!.number, joined, left: [] }]);
    });
    return getMemberGroups(test.directory, administrator, 'user', ben!.id, false);
  },
  DELETED_VALUE_TAKEN: async () => {
    const deleted = await user({ userPrincipalName: 'same@contoso.com' });
    await deleteUser(test.directory, administrator, deleted.id);
    await user({ userPrincipalName: 'same@contoso.com' });
    return restoreDeletedItem(test.directory, administrator, deleted.id);
  },
  EXTENSION_IN_USE: async () => {
    const { application } = await anApplication(test.directory);
    const input = { name: 'x', dataType: 'String', targetObjects: ['User'] };
    await createExtensionProperty(test.directory, administrator, application.id, input);
    return createExtensionProperty(test.directory, administrator, application.id, input);
  },
  TOO_MANY_EXTENSION_VALUES: () =>
    patch(Object.fromEntries(Array.from({ length: 101 }, (_, i) => [`extension_${'a'.repeat(32)}_x${i}`, 'y']))),
  DOMAIN_INVALID: () => addDomain(test.directory, administrator, 'not a domain'),

  RULE_INVALID: () => dynamic('user.departmnt -eq "Sales"'),
  RULE_REQUIRED: () => aGroup(test.directory, undefined, { groupTypes: ['DynamicMembership'] }),
  RULE_ON_ASSIGNED_GROUP: () =>
    updateGroup(test.directory, administrator, group.id, { properties: { membershipRule: rule } }),
  OBJECT_TYPE_MISMATCH: async () => {
    const { id } = await aDevice(test.directory);
    const request = { memberId: id, groupId: null, membershipRule: rule };
    return evaluateDynamicMembership(test.directory, administrator, request);
  },
  DEVICE_RULE_ON_M365_GROUP: () => aTeam(test.directory, 'device.deviceOSType -eq "Windows"'),
  ROLE_ASSIGNABLE_GROUP: () => dynamic(rule, { isAssignableToRole: true }),
  GROUP_KIND_NOT_DYNAMIC: () => dynamic(rule, { mailEnabled: true }),
  MEMBEROF_SOURCE_NOT_FOUND: () => dynamic(from({ id: newObjectId() })),
  MEMBEROF_SOURCE_IS_MEMBEROF: async () => dynamic(from(await dynamic(from(group)))),
  EXTENSION_NOT_REGISTERED: () => dynamic(`user.extension_${'b'.repeat(32)}_x -eq "1"`),
  MEMBEROF_QUOTA: () => dynamic(from(group)),
  DYNAMIC_GROUP_QUOTA: async () => {
    for (;;) await dynamic(rule);
  },
  PERSON_NOT_SIGNED_IN: () => asPerson(test.directory, { id: newObjectId() }),
  DUPLICATE_VALUES: async () => {
    const properties = { displayName: 'g', mailNickname: 'g', mailEnabled: false, securityEnabled: true };
    const caller = await asPerson(test.directory, ann!);
    return createGroup(test.directory, caller, { properties, owners: [ann!.id] });
  },
  ROLE_ASSIGNMENT_EXISTS: async () => {
    await giveRole(test.directory, 'Reports Reader', ann!);
    return giveRole(test.directory, 'Reports Reader', ann!);
  },
  ROLE_IS_BUILT_IN: () => deleteRoleDefinition(test.directory, administrator, builtInRoles[0]!.templateId),
  ROLE_IN_USE: async () => {
    const { id } = await createRoleDefinition(test.directory, administrator, customRole('used'));
    const held = { roleDefinitionId: id, principalId: ann!.id, directoryScopeId: '/' };
    await assignRole(test.directory, administrator, held);
    return deleteRoleDefinition(test.directory, administrator, id);
  },
  ROLE_PRINCIPAL_NOT_ALLOWED: () => giveRole(test.directory, 'Reports Reader', group),
  ROLE_SCOPE_NOT_ALLOWED: () => giveRole(test.directory, 'Reports Reader', ann!, `/${group.id}`),
  UNIT_MEMBER_EXISTS: async () => {
    const unit = await createAdministrativeUnit(test.directory, administrator, { displayName: 'x' }, [ann!.id]);
    return addUnitMembers(test.directory, administrator, unit.id, [ann!.id]);
  },
  TOO_MANY_UNITS: async () => {
    const [person] = await somePeople(test.directory, [{}]);
    for (let i = 0; i <= maxUnitsOfObject; i++) {
      await createAdministrativeUnit(test.directory, administrator, { displayName: 'x' }, [person!.id]);
    }
  },
  TOO_MANY_ROLES: async () => {
    for (let i = 0; ; i++) await createRoleDefinition(test.directory, administrator, customRole(`role ${i}`));
  },
  SCHEDULE_EXISTS: async () => {
    await requestAccess(test.directory, administrator, eligible());
    return requestAccess(test.directory, administrator, eligible());
  },
  SCHEDULE_NOT_FOUND: () => requestAccess(test.directory, administrator, { ...timed(), action: 'adminRemove' }),
  SCHEDULE_ROLE_NOT_FOUND: () =>
    requestAccess(test.directory, administrator, { ...timed(), held: { type: 'role', id: newObjectId(), scope: '/' } }),
  SCHEDULE_GROUP_NOT_FOUND: () =>
    requestAccess(test.directory, administrator, { ...timed(), held: { type: 'group', id: ann!.id, scope: 'owner' } }),
  GROUP_ACCESS_NOT_MANAGED: () =>
    apart(async (directory) => {
      const held = { type: 'group', id: (await aGroup(directory, rule)).id, scope: 'member' } as const;
      return requestAccess(directory, administrator, { ...timed(), held });
    }),
  SCHEDULE_SUBJECT_NOT_FOUND: () =>
    requestAccess(test.directory, administrator, { ...timed(), principalId: newObjectId() }),
  ROLE_REQUEST_NOT_OWN: () => requestAccess(test.directory, administrator, { ...timed(), action: 'selfActivate' }),
  ROLE_REQUEST_INVALID: () =>
    requestAccess(test.directory, administrator, { ...timed(), justification: 'x'.repeat(501) }),
  ROLE_POLICY_VALIDATION_FAILED: () =>
    requestAccess(test.directory, administrator, { ...timed(), justification: null }),
  ROLE_REQUEST_NOT_PENDING: async () => {
    const { id } = await requestAccess(test.directory, administrator, { ...eligible(), principalId: ben!.id });
    return cancelAccessRequest(test.directory, administrator, 'role', 'eligibility', id);
  },
  ACTIVE_DURATION_TOO_SHORT: async () => activating({ ...forA('PT1M') }),
  ROLE_REQUEST_PENDING: async () => {
    await requestAccess(test.directory, administrator, { ...timed(), wanted: forA('P1D') });
    const caller = await asPerson(test.directory, ann!);
    await requestAccess(test.directory, caller, { ...timed(), action: 'selfExtend' });
    return requestAccess(test.directory, caller, { ...timed(), action: 'selfExtend' });
  },
  ROLE_REQUEST_CONTEXT_MISSING: async () => {
    const context = { isEnabled: true, claimValue: 'c1' };
    const id = 'AuthenticationContext_EndUser_Assignment';
    await updateAccessRule(test.directory, administrator, { type: 'role', id: reader }, id, context);
    return activating(null);
  },
  APP_ROLE_UNKNOWN: async () => assignAppRole(test.directory, administrator, await anAssignment(newObjectId())),
  APP_ROLE_ASSIGNED: async () => {
    const again = await anAssignment();
    await assignAppRole(test.directory, administrator, again);
    return assignAppRole(test.directory, administrator, again);
  },
  APP_ROLE_ENABLED: async () => {
    const { application } = await anApplication(test.directory);
    const role = { id: newObjectId(), displayName: 'x', description: 'x', allowedMemberTypes: ['User'], value: 'x' };
    for (const appRoles of [[role], []]) {
      await updateApplication(test.directory, administrator, 'application', application.id, { appRoles });
    }
  },
  TOO_MANY_APP_ROLES: async () => {
    const assignment = await anAssignment();
    await test.query(
      `insert into app_role_assignments select 'many-' || n, gen_random_uuid(), $1, 1, 'User', gen_random_uuid(), now()
       from generate_series(1, $2::int) as n`,
      [assignment.principalId, mostAppRoleAssignments],
    );
    return assignAppRole(test.directory, administrator, assignment);
  },
  AUTHENTICATION_CONTEXT_TAKEN: async () => {
    for (;;) await createAuthenticationContext(test.directory, administrator, 'c1', { displayName: 'x' });
  },
  CONSENT_NOTHING: async () =>
    giveConsentForAll(test.directory, administrator, (await anApplication(test.directory)).principal.id),
  LAST_GLOBAL_ADMINISTRATOR: async () => {
    await giveRole(test.directory, 'Global Administrator', ben!);
    return deleteUser(test.directory, administrator, ben!.id);
  },
  WRONG_CURRENT_PASSWORD: () => {
    const input = { current: 'x', next: 'Violet-Lamp-93', clientAddress: '::1' };
    return changeOwnPassword(test.directory, administrator, ann!.id, input);
  },
  TOO_MANY_CHECKS: async () => {
    const hash = await hashSecret('Violet-Lamp-93');
    const checks = await Promise.allSettled(Array.from({ length: 300 }, () => verifySecret(hash, 'x')));
    throw checks.find((each) => each.status === 'rejected')?.reason;
  },
  TOO_MANY_WRONG_SECRETS: async () => {
    const attempt = { appId: newObjectId(), clientAddress: '203.0.113.1' };
    for (let i = 0; i < 12; i++) await tryApplicationSecret(test.directory, attempt, async () => false);
  },
  FRESH_PROOF_NEEDED: async () => {
    const { actor, requestId } = await asPerson(test.directory, ann!);
    const proof = { at: null, methods: new Set<string>(), contexts: new Set<string>() };
    const caller = { requestId, actor: { ...(actor as PersonActor), proof } };
    return passkeyCreationOptions(test.directory, caller, ann!.id, { rpId: 'localhost' });
  },
  SECOND_FACTOR_REFUSED: () => {
    const input = { rpId: 'localhost', origin: 'https://localhost', response: {}, displayName: null };
    return finishPasskeyRegistration(test.directory, administrator, ann!.id, input);
  },
  OWN_API_STAYS: async () => {
    const { principal } = await anApplication(test.directory);
    const consent = { clientId: principal.id, principalId: null, resourceId: null, scopes: ['User.Read'] };
    await recordConsent(test.directory, administrator, consent);
    const query = { clientId: principal.id, limit: 1 };
    const [grant] = await listPermissionGrants(test.directory, administrator, query);
    return deleteApplication(test.directory, administrator, 'servicePrincipal', grant!.resourceId);
  },
  TOO_MANY_SECRETS: async () => {
    const { application } = await anApplication(test.directory);
    const secret = { displayName: null, startsAt: null, endsAt: null };
    for (;;) await addSecret(test.directory, administrator, application.id, secret);
  },
  TOO_MANY_FACTORS: async () => {
    const pass = { lifetimeInMinutes: 10, isUsableOnce: false, startsAt: null };
    for (;;) await createTemporaryAccessPass(test.directory, administrator, ann!.id, pass);
  },
  DIRECTORY_NOT_SET_UP: async () => {
    await test.query('delete from organization');
    return getOrganization(test.directory, administrator);
  },
};

it.each(Object.entries(cases))('%s', async (code, work) => {
  await expect(work()).rejects.toMatchObject({ code });
});
