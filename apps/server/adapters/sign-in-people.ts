import {
  type Application,
  assignedGroupsOfPerson,
  type Directory,
  endSignInSession,
  graphDelegatedPermissions,
  isAllowed,
  optionalClaimsOf,
  outboundAccess,
  type Properties,
  permissionScopeId,
  type ReadSession,
  recordConsent,
  revokeSignInSessions,
  rightsOfPerson,
  type ServicePrincipal,
} from '@muster/directory';
import { type Instant, type ObjectId, toObjectId } from '@muster/kernel';
import {
  type Api,
  type ApiScope,
  type GroupMembershipClaims,
  graphAppId,
  graphIdentifierUri,
  type People,
  type Person,
} from '@muster/sign-in';
import { consentForAllPort } from './consent-for-all-port.ts';
import { ownPages, personCaller, provenCaller } from './person-caller.ts';
import { signInCredentials } from './sign-in-credentials.ts';
import { tokenFacts } from './token-facts.ts';

/** People, their consents and the directory's looks, as sign-in asks for them. */
export function signInPeople(directory: Directory): People {
  return {
    credentials: signInCredentials(directory, (id) => provenCaller(directory, id)),
    async endSessions(id) {
      await revokeSignInSessions(directory, await personCaller(directory, id as ObjectId, ownPages), id as ObjectId);
    },
    async endSession(id, session) {
      await endSignInSession(
        directory,
        await personCaller(directory, id as ObjectId, ownPages),
        id as ObjectId,
        session,
      );
    },
    findPerson: (id) => findPerson(directory, id),
    async groupsOf(id, which, application, limit) {
      if (which !== 'ApplicationGroup') return groupsOf(directory, id as ObjectId, which, limit);
      const groups = await applicationGroupsOf(directory, id as ObjectId, application as ObjectId | null);
      return groups.length > limit ? 'too many' : groups;
    },
    rolesOf: (id) => rolesOf(directory, id as ObjectId),
    async mayConsentForAll(id) {
      const { actor } = await personCaller(directory, id as ObjectId, ownPages);
      return isAllowed(actor, 'change consents');
    },
    consentsOf: (principal, person) => consentsOf(directory, principal as ObjectId, person as ObjectId),
    async recordConsent(client, person, { api, scopes, isForAll }) {
      const named = { appId: client.appId, name: client.displayName };
      await recordConsent(directory, await personCaller(directory, person as ObjectId, named), {
        clientId: client.servicePrincipalId as ObjectId,
        principalId: isForAll ? null : (person as ObjectId),
        resourceId: api.servicePrincipalId as ObjectId | null,
        scopes,
      });
    },
    ...consentForAllPort(directory),
    ...tokenFacts(directory),
    findApi: (name) => findApi(directory, name),
    outboundAccess: (userId, tenantId) =>
      directory.store.read((session) => outboundAccess(session, { tenantId, userId, appId: null })),
    async brand() {
      const organization = await directory.store.read((session) => session.settings.organization());
      const branding = organization?.properties.branding as Properties | null | undefined;
      return {
        displayName: organization?.displayName ?? 'Muster',
        color: (branding?.backgroundColor as string | null | undefined) ?? null,
      };
    },
  };
}

/** Roles that reach the whole directory; those of one unit or object say nothing without it. */
function rolesOf(directory: Directory, id: ObjectId): Promise<readonly string[]> {
  return directory.store.read(async (session) => {
    const { rights } = await rightsOfPerson(directory, session, id, directory.clock());
    const wide = rights.roles.filter(({ scope }) => scope.kind === 'directory');
    return [...new Set(wide.map(({ roleId }) => roleId))];
  });
}

async function findPerson(directory: Directory, given: string): Promise<Person | undefined> {
  const id = toObjectId(given);
  const user = id && (await directory.store.read((session) => session.objects.find('user', id)));
  if (!user || user.properties.accountEnabled === false) return undefined;
  const { properties } = user;
  const text = (name: string) => (properties[name] ?? null) as string | null;
  return {
    id: user.id,
    userPrincipalName: properties.userPrincipalName as string,
    displayName: properties.displayName as string,
    givenName: text('givenName'),
    surname: text('surname'),
    mail: text('mail'),
    userType: properties.userType === 'Guest' ? 'Guest' : 'Member',
    preferredLanguage: text('preferredLanguage'),
    sessionsValidFrom: (properties.signInSessionsValidFromDateTime ?? null) as Instant | null,
  };
}

/** Of groups in which somebody is: not their rules and texts. */
const whatTokensNeed = { group: ['securityEnabled'] } as const;
const groupsAtOnce = 1_000;

async function groupsOf(directory: Directory, id: ObjectId, which: GroupMembershipClaims, limit: number) {
  // Roles are not groups: `wids` names them.
  if (which !== 'SecurityGroup' && which !== 'All') return [];
  return directory.store.read(async (session) => {
    const user = await session.objects.find('user', id);
    if (user === undefined) return [];
    await session.catchUpMemberships();
    // Administrative units are among them, and are left out by their type.
    const numbers = [...directory.memberships.transitiveGroupsOf(user.number)];
    const found: string[] = [];
    for (let i = 0; i < numbers.length && found.length <= limit; i += groupsAtOnce) {
      const groups = await session.objects.findByNumbers(numbers.slice(i, i + groupsAtOnce), ['group'], whatTokensNeed);
      const named = groups.filter((group) => which === 'All' || group.properties.securityEnabled === true);
      found.push(...named.map((group) => group.id));
    }
    return found.length > limit ? ('too many' as const) : found;
  });
}

function applicationGroupsOf(directory: Directory, id: ObjectId, application: ObjectId | null) {
  return directory.store.read(async (session) => {
    const user = application === null ? undefined : await session.objects.find('user', id);
    return user === undefined ? [] : assignedGroupsOfPerson(directory, session, user, application!);
  });
}

function consentsOf(directory: Directory, principal: ObjectId, person: ObjectId) {
  return directory.store.read(async (session) => {
    const grants = await session.consents.grantsFor(principal, person);
    const ids = [...new Set(grants.map(({ resourceId }) => resourceId))];
    const apis = ids.length === 0 ? [] : await session.objects.findMany(ids, ['servicePrincipal']);
    const appIds = new Map(apis.map((api) => [api.id, api.properties.appId as string]));
    return grants.flatMap(({ resourceId, scopes }) => {
      const apiAppId = appIds.get(resourceId);
      return apiAppId === undefined ? [] : [{ apiAppId, scopes }];
    });
  });
}

const graph: Api = {
  appId: graphAppId,
  servicePrincipalId: null,
  displayName: 'Microsoft Graph',
  names: [graphIdentifierUri, graphAppId],
  scopes: graphDelegatedPermissions.map((each) => ({ ...each, id: permissionScopeId(each.value) })),
  groupMembershipClaims: 'None',
  isAssignmentRequired: false,
  optionalClaims: [],
};

async function findApi(directory: Directory, name: string): Promise<Api | undefined> {
  const bare = name.replace(/^api:\/\//i, '');
  if (graph.names.some((each) => [name, bare].some((given) => given.toLowerCase() === each))) return graph;
  return directory.store.read(async (session) => {
    const application = await findApplication(session, name, toObjectId(bare));
    const appId = application?.properties.appId as string | undefined;
    const principal = appId && (await session.objects.findByKey('servicePrincipal', 'appId', appId));
    return application === undefined || !principal ? undefined : apiOf(application, principal);
  });
}

/** By its application id, also as `api://{id}`, or by an identifier URI. */
async function findApplication(
  session: ReadSession,
  name: string,
  appId: ObjectId | undefined,
): Promise<Application | undefined> {
  if (appId !== undefined) return session.objects.findByKey('application', 'appId', appId);
  const element = { op: 'eq', path: [], value: name } as const;
  const { objects } = await session.objects.list(
    {
      types: ['application'],
      scope: { kind: 'all' },
      filter: { op: 'any', path: ['identifierUris'], element },
      orderBy: null,
      limit: 1,
      after: null,
      wantsCount: false,
    },
    null,
  );
  return objects[0] as Application | undefined;
}

function apiOf({ properties }: Application, principal: ServicePrincipal): Api {
  const appId = properties.appId as string;
  const api = properties.api as { readonly oauth2PermissionScopes?: readonly Properties[] } | null | undefined;
  const enabled = (api?.oauth2PermissionScopes ?? []).filter((scope) => scope.isEnabled !== false);
  return {
    appId,
    servicePrincipalId: principal.id,
    displayName: properties.displayName as string,
    names: [appId, `api://${appId}`, ...((properties.identifierUris ?? []) as readonly string[])],
    scopes: enabled.map(scopeOf),
    groupMembershipClaims: (properties.groupMembershipClaims ?? 'None') as GroupMembershipClaims,
    isAssignmentRequired: principal.properties.appRoleAssignmentRequired === true,
    optionalClaims: optionalClaimsOf(properties).accessToken,
  };
}

function scopeOf(scope: Properties): ApiScope {
  const text = (user: string, admin: string) => (scope[user] ?? scope[admin] ?? undefined) as string | undefined;
  const displayName = text('userConsentDisplayName', 'adminConsentDisplayName');
  const description = text('userConsentDescription', 'adminConsentDescription');
  return {
    id: scope.id as string,
    value: scope.value as string,
    isForPeopleToGrant: scope.type !== 'Admin',
    ...(displayName === undefined ? {} : { displayName }),
    ...(description === undefined ? {} : { description }),
  };
}
