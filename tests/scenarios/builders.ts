import {
  type Application,
  type ApplicationActor,
  assignRole,
  builtInRoles,
  type Caller,
  createApplication,
  createDevice,
  createGroup,
  createServicePrincipal,
  createUser,
  type Device,
  type Directory,
  delegatedScopes,
  findPeople,
  type Group,
  type HeldRole,
  type Properties,
  type RoleAssignment,
  resolvePerson,
  type ServicePrincipal,
  type User,
  updateGroup,
  writePeople,
} from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import type { TestDirectory } from './test-directory.ts';

/** Somebody who may do everything. */
export const administrator: Caller = { actor: { kind: 'operator' }, requestId: 'test' };

/** An application that may do what the permissions allow, and nothing else. */
export function anApplicationWith(...permissions: readonly string[]): Caller {
  const [id, appId] = [newObjectId(), newObjectId()];
  return {
    actor: { kind: 'application', id, appId, name: 'Payroll', roles: new Set(permissions) },
    requestId: 'request-1',
  };
}

/** An application without permissions that holds the built-in role with this name. */
export function anApplicationHolding(displayName: string, scope: HeldRole['scope'] = { kind: 'directory' }): Caller {
  const unitsHolding = () => new Set<ObjectId>();
  const { templateId: roleId, actions } = builtInRoles.find((each) => each.displayName === displayName)!;
  const held = { roleId, displayName, actions: new Set<string>(actions), scope, viaGroup: null };
  const caller = anApplicationWith();
  return {
    ...caller,
    actor: { ...(caller.actor as ApplicationActor), directoryRoles: { roles: [held], unitsHolding } },
  };
}

/** Scopes that reach everything: what a person may do is then their own rights alone. */
export const allScopes: readonly string[] = delegatedScopes;

/** The person as a caller, signed in this moment through an application with these scopes. */
export function asPerson(
  directory: Directory,
  user: Pick<User, 'id'>,
  scopes: readonly string[] = allScopes,
): Promise<Caller> {
  const client = { appId: newObjectId(), name: 'Portal' };
  const now = directory.clock();
  const request = { userId: user.id, issuedAt: now, provedAt: now, client, scopes, requestId: 'request-2' };
  return resolvePerson(directory, request);
}

/** Gives the role with this name; at the whole directory unless a scope is named. */
export async function giveRole(
  directory: Directory,
  displayName: string,
  principal: { id: ObjectId },
  directoryScopeId = '/',
): Promise<RoleAssignment> {
  const role = builtInRoles.find((each) => each.displayName === displayName)!;
  const wanted = { roleDefinitionId: role.templateId, principalId: principal.id, directoryScopeId };
  return assignRole(directory, administrator, wanted);
}

let counter = 0;

/** A user with dull, valid values. */
export function aUser(
  directory: Directory,
  properties: Properties = {},
  managerId: ObjectId | null = null,
): Promise<User> {
  const name = `user${++counter}`;
  return createUser(directory, administrator, {
    managerId,
    properties: {
      accountEnabled: true,
      displayName: name,
      mailNickname: name,
      userPrincipalName: `${name}@contoso.com`,
      passwordProfile: { password: 'Correct-Horse-7' },
      ...properties,
    },
  });
}

/** People in a city of their own, and the settled group of them. */
export async function groupOfMany(test: TestDirectory, count: number): Promise<{ group: Group; people: User[] }> {
  const city = `City ${++counter}`;
  const people = await somePeople(
    test.directory,
    Array.from({ length: count }, () => ({ city })),
  );
  const group = await aGroup(test.directory, `user.city -eq "${city}"`);
  await test.settle();
  return { group, people: [...people] };
}

/** A group of which a changed rule would put everybody out, and waits for an approval. */
export async function heldGroup(test: TestDirectory, count: number): Promise<Group> {
  const { group } = await groupOfMany(test, count);
  await updateGroup(test.directory, administrator, group.id, {
    properties: { membershipRule: 'user.city -eq "Nowhere"' },
  });
  await test.settle();
  return group;
}

/** A device with dull, valid values. */
export function aDevice(directory: Directory, properties: Properties = {}): Promise<Device> {
  return createDevice(directory, administrator, {
    accountEnabled: true,
    alternativeSecurityIds: [{ type: 2, identityProvider: null, key: 'Zm9v' }],
    deviceId: crypto.randomUUID(),
    displayName: `device${++counter}`,
    operatingSystem: 'Windows',
    operatingSystemVersion: '10.0.22631.1',
    ...properties,
  });
}

/** A security group; dynamic when a rule is given. */
export function aGroup(directory: Directory, rule?: string, properties: Properties = {}): Promise<Group> {
  const name = `group${++counter}`;
  return createGroup(directory, administrator, {
    properties: {
      displayName: name,
      mailEnabled: false,
      mailNickname: name,
      securityEnabled: true,
      ...(rule === undefined
        ? {}
        : { groupTypes: ['DynamicMembership'], membershipRule: rule, membershipRuleProcessingState: 'On' }),
      ...properties,
    },
  });
}

/** A Microsoft 365 group; dynamic when a rule is given. */
export function aTeam(directory: Directory, rule?: string, properties: Properties = {}): Promise<Group> {
  return aGroup(directory, rule, {
    mailEnabled: true,
    securityEnabled: false,
    groupTypes: rule === undefined ? ['Unified'] : ['Unified', 'DynamicMembership'],
    ...properties,
  });
}

/** Many people at once, without passwords, in the order given. */
export async function somePeople(directory: Directory, all: readonly Properties[]): Promise<readonly User[]> {
  const drafts = all.map((properties) => {
    const name = `user${++counter}`;
    const names = { displayName: name, mailNickname: name, userPrincipalName: `${name}@contoso.com` };
    return { accountEnabled: true, ...names, ...properties };
  });
  const batch = drafts.map((properties) => ({ kind: 'create', properties, managerId: null }) as const);
  await writePeople(directory, administrator, 'import', batch);
  const names = drafts.map((draft) => draft.userPrincipalName as string);
  const found = await findPeople(directory, administrator, 'userPrincipalName', names);
  const people = [...found.values()].flat().sort((a, b) => a.number - b.number);
  return people;
}

/** An application with its service principal. */
export async function anApplication(
  directory: Directory,
): Promise<{ application: Application; principal: ServicePrincipal }> {
  const application = await createApplication(directory, administrator, {
    properties: { displayName: `application${++counter}` },
  });
  const { appId } = application.properties;
  const principal = await createServicePrincipal(directory, administrator, { appId: appId! });
  return { application, principal };
}
