/** How one resource action is shown. */
export interface ResourceActionInfo {
  /** The verb of the requests that it allows, as the catalogue names it. */
  readonly verb: 'GET' | 'POST' | 'PATCH' | 'DELETE' | null;
  readonly description: string;
  /** Whoever has it can take over accounts or rights of others. */
  readonly isPrivileged: boolean;
}

const action = (verb: ResourceActionInfo['verb'], description: string): ResourceActionInfo => ({
  verb,
  description,
  isPrivileged: false,
});
const privileged = (verb: ResourceActionInfo['verb'], description: string): ResourceActionInfo => ({
  verb,
  description,
  isPrivileged: true,
});

/**
 * What roles are made of: name → what it allows. Names are those of Microsoft Entra ID where it has the same action, so
 * that custom roles written for it mean the same here. `groups.unified` and `groups.security` reach groups of that kind
 * only; neither reaches groups to which roles can be assigned.
 *
 * @see Microsoft Learn, "Microsoft Entra built-in roles"
 */
export const resourceActions = {
  'microsoft.directory/users/standard/read': action('GET', 'read users'),
  'microsoft.directory/users/create': privileged('POST', 'create users'),
  'microsoft.directory/users/basic/update': action('PATCH', 'change basic properties of users'),
  'microsoft.directory/users/usageLocation/update': action('PATCH', 'change the usage location of users'),
  'microsoft.directory/users/userPrincipalName/update': privileged(
    'PATCH',
    'change names, other addresses and phone numbers by which users sign in or recover their accounts',
  ),
  'microsoft.directory/users/enable': action('PATCH', 'enable users'),
  'microsoft.directory/users/disable': action('PATCH', 'disable users'),
  'microsoft.directory/users/password/update': privileged('PATCH', 'reset passwords'),
  'microsoft.directory/users/invalidateAllRefreshTokens': privileged('POST', 'end all sessions of users'),
  'microsoft.directory/users/authenticationMethods/standard/read': action('GET', 'read how users prove who they are'),
  'microsoft.directory/users/authenticationMethods/create': privileged('POST', 'give temporary access passes'),
  'microsoft.directory/users/authenticationMethods/basic/update': privileged(
    'PATCH',
    'register and remove passkeys and authenticator apps of users',
  ),
  'microsoft.directory/users/inviteGuest': action('POST', 'invite guests'),
  'microsoft.directory/users/convertExternalToInternalMemberUser': privileged(
    'POST',
    'make users from outside members of the directory, and the other way round',
  ),
  'microsoft.directory/users/delete': action('DELETE', 'delete users'),
  'microsoft.directory/deletedItems.users/read': action('GET', 'read deleted users'),
  'microsoft.directory/deletedItems.users/restore': action('POST', 'restore deleted users'),
  'microsoft.directory/deletedItems.users/delete': action('DELETE', 'remove deleted users for good'),

  'microsoft.directory/groups/standard/read': action('GET', 'read groups and their members'),
  'microsoft.directory/groups/hiddenMembers/read': action('GET', 'read members of groups with hidden membership'),
  'microsoft.directory/groups.security/create': action('POST', 'create security groups'),
  'microsoft.directory/groups.unified/create': action('POST', 'create Microsoft 365 groups'),
  'microsoft.directory/groups/dynamicMembershipRule/update': action(
    'PATCH',
    'give groups membership rules, change them, and approve what they move',
  ),
  'microsoft.directory/groups/basic/update': action('PATCH', 'change properties of groups'),
  'microsoft.directory/groups.unified/basic/update': action('PATCH', 'change properties of Microsoft 365 groups'),
  'microsoft.directory/groups.security/basic/update': action('PATCH', 'change properties of security groups'),
  'microsoft.directory/groups/members/update': action('PATCH', 'change members of groups'),
  'microsoft.directory/groups.unified/members/update': action('PATCH', 'change members of Microsoft 365 groups'),
  'microsoft.directory/groups.security/members/update': action('PATCH', 'change members of security groups'),
  'microsoft.directory/groups/owners/update': action('PATCH', 'change owners of groups'),
  'microsoft.directory/groups.unified/owners/update': action('PATCH', 'change owners of Microsoft 365 groups'),
  'microsoft.directory/groups.security/owners/update': action('PATCH', 'change owners of security groups'),
  'microsoft.directory/groups/delete': action('DELETE', 'delete groups'),
  'microsoft.directory/groups.unified/delete': action('DELETE', 'delete Microsoft 365 groups'),
  'microsoft.directory/groups.security/delete': action('DELETE', 'delete security groups'),
  'microsoft.directory/deletedItems.groups/read': action('GET', 'read deleted groups'),
  'microsoft.directory/deletedItems.groups/restore': action('POST', 'restore deleted groups'),
  'microsoft.directory/deletedItems.groups/delete': action('DELETE', 'remove deleted groups for good'),
  'microsoft.directory/groupsAssignableToRoles/create': privileged('POST', 'create role-assignable groups'),
  'microsoft.directory/groupsAssignableToRoles/allProperties/update': privileged(
    'PATCH',
    'change, delete and restore role-assignable groups, their members and owners',
  ),

  'microsoft.directory/devices/standard/read': action('GET', 'read devices'),
  'microsoft.directory/devices/create': action('POST', 'create devices'),
  'microsoft.directory/devices/basic/update': action('PATCH', 'change devices, their owners and users'),
  'microsoft.directory/devices/enable': action('PATCH', 'enable devices'),
  'microsoft.directory/devices/disable': action('PATCH', 'disable devices'),
  'microsoft.directory/devices/delete': action('DELETE', 'delete devices'),

  'microsoft.directory/applications/standard/read': action('GET', 'read applications and service principals'),
  'microsoft.directory/applications/create': action('POST', 'register applications'),
  'microsoft.directory/applications/createAsOwner': action('POST', 'register applications and own them'),
  'microsoft.directory/applications/basic/update': action('PATCH', 'change applications and their extensions'),
  'microsoft.directory/applications/owners/update': privileged('PATCH', 'change owners of applications'),
  'microsoft.directory/applications/credentials/update': privileged('PATCH', 'change secrets of applications'),
  'microsoft.directory/applications/delete': action('DELETE', 'delete applications and service principals'),
  'microsoft.directory/deletedItems.applications/read': action('GET', 'read deleted applications'),
  'microsoft.directory/deletedItems.applications/restore': action('POST', 'restore deleted applications'),
  'microsoft.directory/deletedItems.applications/delete': action('DELETE', 'remove deleted applications for good'),
  'microsoft.directory/servicePrincipals/appRoleAssignedTo/read': action('GET', 'read who is assigned to applications'),
  'microsoft.directory/servicePrincipals/appRoleAssignedTo/update': action(
    'PATCH',
    'assign applications and their roles to people, groups and other applications',
  ),
  'microsoft.directory/servicePrincipals/managePermissionGrantsForAll.microsoft-company-admin': privileged(
    'PATCH',
    'grant application permissions',
  ),

  'microsoft.directory/administrativeUnits/standard/read': action('GET', 'read administrative units'),
  'microsoft.directory/administrativeUnits/members/read': action(
    'GET',
    'read members of administrative units with hidden membership',
  ),
  'microsoft.directory/administrativeUnits/allProperties/allTasks': privileged(
    null,
    'create, change, delete and restore administrative units, and decide what is in them',
  ),

  'microsoft.directory/organization/standard/read': action('GET', 'read the organization'),
  'microsoft.directory/organization/basic/update': action('PATCH', 'change the organization'),
  'microsoft.directory/domains/standard/read': action('GET', 'read domains'),
  'microsoft.directory/domains/allProperties/allTasks': privileged(null, 'add, verify, change and remove domains'),

  'microsoft.directory/roleDefinitions/standard/read': action('GET', 'read roles'),
  'microsoft.directory/roleDefinitions/allProperties/allTasks': privileged(null, 'create, change and delete roles'),
  'microsoft.directory/roleAssignments/standard/read': action('GET', 'read who holds which role'),
  'microsoft.directory/roleAssignments/allProperties/allTasks': privileged(null, 'assign and remove roles'),

  'microsoft.directory/privilegedIdentityManagement/allProperties/read': action(
    'GET',
    'read who can activate, and is for a time, a member or owner of groups, and the settings of it',
  ),

  'microsoft.directory/oAuth2PermissionGrants/standard/read': action('GET', 'read consents to applications'),
  'microsoft.directory/oAuth2PermissionGrants/allProperties/update': privileged(
    'PATCH',
    'consent to applications for everybody',
  ),

  'microsoft.directory/authorizationPolicy/standard/read': action('GET', 'read the authorization policy'),
  'microsoft.directory/authorizationPolicy/allProperties/allTasks': privileged(
    null,
    'change what members and guests may do without a role',
  ),
  'microsoft.directory/identityProviders/standard/read': action('GET', 'read identity providers'),
  'microsoft.directory/identityProviders/allProperties/allTasks': privileged(
    null,
    'add, change and remove identity providers, by which people from outside sign in',
  ),
  'microsoft.directory/crossTenantAccessPolicy/standard/read': action('GET', 'read the access between directories'),
  'microsoft.directory/crossTenantAccessPolicy/allProperties/allTasks': privileged(
    null,
    'change whom and what of other directories this one trusts',
  ),
  'microsoft.directory/b2bManagementPolicy/standard/read': action('GET', 'read whom invitations may reach'),
  'microsoft.directory/b2bManagementPolicy/allProperties/allTasks': privileged(
    null,
    'change whom invitations may reach, where they lead, and whether guests may leave',
  ),
  'microsoft.directory/conditionalAccessPolicies/standard/read': action('GET', 'read authentication contexts'),
  'microsoft.directory/conditionalAccessPolicies/basic/update': action('PATCH', 'change authentication contexts'),
  'microsoft.directory/auditLogs/allProperties/read': action('GET', 'read the change log and explanations from it'),
  'microsoft.directory/signInReports/allProperties/read': action('GET', 'read who signed in, when and from where'),
} as const satisfies Record<string, ResourceActionInfo>;

/** The name of a resource action. */
export type ResourceAction = keyof typeof resourceActions;

/** Every resource action, in the order of the catalogue. */
export const allResourceActions = Object.keys(resourceActions) as readonly ResourceAction[];

/** The one namespace of the catalogue. */
export const resourceNamespace = 'microsoft.directory';

/** The action in the catalogue's spelling, found ignoring case; undefined when there is no such action. */
export function findResourceAction(name: string): ResourceAction | undefined {
  const lower = name.toLowerCase();
  return allResourceActions.find((each) => each.toLowerCase() === lower);
}
