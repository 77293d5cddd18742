import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { appRolesOf, graphAppRoles } from '../app-roles/app-role.ts';
import { mostAppRoleAssignments, newAppRoleAssignment, noteAssignment } from '../app-roles/assign-app-role.ts';
import { permissionScopeId } from '../applications/graph-permission-ids.ts';
import { type RequiredAccess, requiredAccessOf } from '../applications/required-access.ts';
import { authorize, isAllowed } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { Properties, ServicePrincipal } from '../objects/directory-object.ts';
import { lockObject, requireObject } from '../objects/require-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { graphApplicationId, graphDelegatedPermissions } from './delegated-permissions.ts';
import { graphServicePrincipal } from './graph-service-principal.ts';
import { recordConsentIn } from './record-consent.ts';

/** A permission as a page shows it. */
export interface WantedPermission {
  readonly id: ObjectId;
  readonly value: string;
  /** The API's own texts; null for the directory's, which the pages describe. */
  readonly displayName: string | null;
  readonly description: string | null;
}

/** What an application wants of one API. */
export interface WantedApi {
  /** Null for the directory's own API. */
  readonly servicePrincipalId: ObjectId | null;
  readonly displayName: string;
  /** In the name of people. */
  readonly scopes: readonly WantedPermission[];
  /** By itself. */
  readonly roles: readonly WantedPermission[];
}

/** Delegated permissions that are asked for by name. */
export interface NamedScopes {
  /** Null for the directory's own API. */
  readonly servicePrincipalId: ObjectId | null;
  readonly values: readonly string[];
}

/** What an application asks an administrator for. */
export interface ConsentForAll {
  readonly apis: readonly WantedApi[];
  /** False when somebody with more rights has to. */
  readonly isAllowed: boolean;
}

/**
 * What the application says it needs (`requiredResourceAccess`), as far as it is known here, and whether the caller may consent
 * to it for everybody. Permissions that the application has already are among it.
 *
 * @param named when given, these delegated permissions instead
 * @throws AppError RESOURCE_NOT_FOUND
 */
export async function planConsentForAll(
  directory: Directory,
  caller: Caller,
  servicePrincipalId: ObjectId,
  named?: readonly NamedScopes[],
): Promise<ConsentForAll> {
  return directory.store.read(async (session) => {
    const client = await requireObject(session, 'servicePrincipal', servicePrincipalId);
    const apis = await wantedApis(session, client, named);
    const needed = apis.flatMap(({ servicePrincipalId: api, roles }) =>
      roles.length === 0 ? [] : [api === null ? ('grant permissions' as const) : ('assign app roles' as const)],
    );
    const operations = ['change consents' as const, ...needed];
    return { apis, isAllowed: operations.every((each) => isAllowed(caller.actor, each)) };
  });
}

/**
 * Consents for everybody to what the application says it needs, and grants it the permissions that it uses by itself. What
 * that is, is worked out anew: all of it or nothing.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, CONSENT_NOTHING, TOO_MANY_APP_ROLES
 */
export async function giveConsentForAll(
  directory: Directory,
  caller: Caller,
  servicePrincipalId: ObjectId,
  named?: readonly NamedScopes[],
): Promise<readonly WantedApi[]> {
  authorize(caller, 'change consents');
  return changeDirectory(directory, caller, 'consent-for-all', 'shared', async (change) => {
    const client = await lockObject(change.session, 'servicePrincipal', servicePrincipalId);
    const apis = await wantedApis(change.session, client, named);
    if (apis.length === 0) throw directoryErrors.CONSENT_NOTHING({ appId: client.properties.appId as string });
    for (const api of apis) await giveAt(change, caller, client, api);
    return apis;
  });
}

async function giveAt(change: Change, caller: Caller, client: ServicePrincipal, wanted: WantedApi): Promise<void> {
  const { servicePrincipalId, scopes, roles } = wanted;
  const api =
    servicePrincipalId === null
      ? await graphServicePrincipal(change)
      : await requireObject(change.session, 'servicePrincipal', servicePrincipalId);
  const values = scopes.map(({ value }) => value);
  if (values.length > 0) await recordConsentIn(change, client, { principalId: null, api, scopes: values });
  if (roles.length === 0) return;
  await authorizeFor(change, caller, servicePrincipalId === null ? 'grant permissions' : 'assign app roles', api);
  const { appRoles } = change.session;
  const count = await appRoles.countAppRoleAssignments({ principalId: client.id });
  if (count + roles.length > mostAppRoleAssignments) {
    throw directoryErrors.TOO_MANY_APP_ROLES({ limit: mostAppRoleAssignments });
  }
  const added = await appRoles.insertAppRoleAssignments(
    roles.map(({ id }) => newAppRoleAssignment(change, client, api, id)),
  );
  if (added > 0) noteAssignment(change, client, api, [null, roles.map(({ value }) => value).join(' ')]);
}

async function wantedApis(
  session: ReadSession,
  client: ServicePrincipal,
  named: readonly NamedScopes[] | undefined,
): Promise<readonly WantedApi[]> {
  const apis: (WantedApi | undefined)[] = [];
  if (named === undefined) {
    const application = await session.objects.findByKey('application', 'appId', client.properties.appId as string);
    for (const required of requiredAccessOf(application?.properties ?? {})) {
      apis.push(await wantedApi(session, required));
    }
  } else {
    for (const each of named) apis.push(await namedApi(session, each));
  }
  return apis.filter((api): api is WantedApi => api !== undefined && api.scopes.length + api.roles.length > 0);
}

async function namedApi(
  session: ReadSession,
  { servicePrincipalId, values }: NamedScopes,
): Promise<WantedApi | undefined> {
  const isNamed = ({ value }: WantedPermission) => values.includes(value);
  if (servicePrincipalId === null) return { ...graph, scopes: graphScopes.filter(isNamed), roles: [] };
  const principal = await session.objects.find('servicePrincipal', servicePrincipalId);
  if (principal === undefined) return undefined;
  const { displayName } = principal.properties;
  const scopes = scopesOf(principal.properties).filter(isNamed);
  return { servicePrincipalId, displayName: displayName as string, scopes, roles: [] };
}

const graph = { servicePrincipalId: null, displayName: 'Microsoft Graph' } as const;
const graphScopes: readonly WantedPermission[] = graphDelegatedPermissions.map(({ value }) => ({
  id: permissionScopeId(value),
  value,
  displayName: null,
  description: null,
}));
const graphRoles: readonly WantedPermission[] = graphAppRoles.map(({ id, value }) => ({
  id: id as ObjectId,
  value: value!,
  displayName: null,
  description: null,
}));

/** At most fifty of them are asked for: one statement each. */
async function wantedApi(
  session: ReadSession,
  { resourceAppId, resourceAccess }: RequiredAccess,
): Promise<WantedApi | undefined> {
  const wants = (type: 'Scope' | 'Role') => {
    const ids = new Set(resourceAccess.filter((each) => each.type === type).map(({ id }) => id));
    return (each: WantedPermission) => ids.has(each.id);
  };
  const [scope, role] = [wants('Scope'), wants('Role')];
  const appId = resourceAppId.toLowerCase();
  if (appId === graphApplicationId) {
    return { ...graph, scopes: graphScopes.filter(scope), roles: graphRoles.filter(role) };
  }
  const principal = await session.objects.findByKey('servicePrincipal', 'appId', appId);
  if (principal === undefined) return undefined;
  return {
    servicePrincipalId: principal.id,
    displayName: principal.properties.displayName as string,
    scopes: scopesOf(principal.properties).filter(scope),
    roles: rolesFor(principal.properties).filter(role),
  };
}

function scopesOf({ oauth2PermissionScopes }: Properties): readonly WantedPermission[] {
  return ((oauth2PermissionScopes ?? []) as readonly Properties[])
    .filter(({ isEnabled }) => isEnabled !== false)
    .map((each) => ({
      id: each.id as ObjectId,
      value: each.value as string,
      displayName: (each.adminConsentDisplayName ?? each.userConsentDisplayName ?? null) as string | null,
      description: (each.adminConsentDescription ?? each.userConsentDescription ?? null) as string | null,
    }));
}

function rolesFor(properties: Properties): readonly WantedPermission[] {
  const usable = appRolesOf(properties).filter(
    ({ isEnabled, allowedMemberTypes }) => isEnabled && allowedMemberTypes.includes('Application'),
  );
  return usable.map(({ id, value, displayName, description }) => ({
    id: id as ObjectId,
    value: value ?? displayName,
    displayName,
    description,
  }));
}
