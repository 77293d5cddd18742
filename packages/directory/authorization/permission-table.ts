// One file because it is one table: who may do what, data to be read from top to bottom.
import type { ResourceAction } from '../roles/resource-actions.ts';
import type { DefaultRight } from './default-rights.ts';

/** Who may do an operation. Applications need a permission; people need a scope of their application and a right. */
export interface Permit {
  /** Application permissions of which any one allows it. The same names are the scopes of calls on behalf of people. */
  readonly permissions: readonly string[];
  /** Further scopes, which reach no other user than the person who is signed in. */
  readonly ownScopes?: readonly string[];
  /** Resource actions: a role that holds any one of them allows it, where the role counts. */
  readonly actions: readonly ResourceAction[];
  /**
   * True when it can take an account over: on a user who is an administrator, or a member or owner of a role-assignable
   * group, it takes a stronger role.
   */
  readonly isSensitive?: true;
  /**
   * Whether a role that does not count in the whole directory allows it: never, or only to people who may read everybody
   * without it. Always when absent.
   */
  readonly narrowRoles?: 'never' | 'readersOfEverybody';
  /** What people may do without a role; any one of the rights is enough. */
  readonly member?: readonly DefaultRight[];
  readonly guest?: readonly DefaultRight[];
  readonly restrictedGuest?: readonly DefaultRight[];
}

const readUsers = ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const updateUsers = ['User.ReadWrite.All', 'Directory.ReadWrite.All'];
const readDevices = ['Device.Read.All', 'Device.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'];
const updateDevices = ['Device.ReadWrite.All', 'Directory.ReadWrite.All'];
const readGroups = [
  'Group.Read.All',
  'Group.ReadWrite.All',
  'GroupMember.Read.All',
  'GroupMember.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
const createGroups = ['Group.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const updateGroups = ['Group.ReadWrite.All', 'Directory.ReadWrite.All'];
const readApplications = [
  'Application.Read.All',
  'Application.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
const changeApplications = ['Application.ReadWrite.All'];
const readRoles = [
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];
const changeRoles = ['RoleManagement.ReadWrite.Directory'];

const readUnits = [
  'AdministrativeUnit.Read.All',
  'AdministrativeUnit.ReadWrite.All',
  'Directory.Read.All',
  'Directory.ReadWrite.All',
];

const readSchedules = [
  'RoleAssignmentSchedule.Read.Directory',
  'RoleEligibilitySchedule.Read.Directory',
  'RoleAssignmentSchedule.ReadWrite.Directory',
  'RoleEligibilitySchedule.ReadWrite.Directory',
  'RoleManagement.Read.All',
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
];
const changeEligibilities = ['RoleEligibilitySchedule.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory'];
const changeSchedules = ['RoleAssignmentSchedule.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory'];
const readRoleSettings = [
  'RoleManagementPolicy.Read.Directory',
  'RoleManagementPolicy.ReadWrite.Directory',
  'RoleManagement.Read.All',
  'RoleManagement.Read.Directory',
  'RoleManagement.ReadWrite.Directory',
];
const changeRoleSettings = ['RoleManagementPolicy.ReadWrite.Directory', 'RoleManagement.ReadWrite.Directory'];

const changeGroupEligibilities = [
  'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup',
  'PrivilegedAccess.ReadWrite.AzureADGroup',
];
const changeGroupSchedules = [
  'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
  'PrivilegedAccess.ReadWrite.AzureADGroup',
];
const readGroupSchedules = [
  'PrivilegedAssignmentSchedule.Read.AzureADGroup',
  'PrivilegedEligibilitySchedule.Read.AzureADGroup',
  'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
  'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup',
  'PrivilegedAccess.Read.AzureADGroup',
  'PrivilegedAccess.ReadWrite.AzureADGroup',
];
const changeGroupSettings = ['RoleManagementPolicy.ReadWrite.AzureADGroup', 'PrivilegedAccess.ReadWrite.AzureADGroup'];
const changeMembers = [
  'microsoft.directory/groupsAssignableToRoles/allProperties/update',
  'microsoft.directory/groups/members/update',
  'microsoft.directory/groups.unified/members/update',
  'microsoft.directory/groups.security/members/update',
] as const;
const readPrivileged = 'microsoft.directory/privilegedIdentityManagement/allProperties/read' as const;
const changeContexts = ['AuthenticationContext.ReadWrite.All', 'Policy.ReadWrite.ConditionalAccess'];
const readContexts = ['AuthenticationContext.Read.All', 'Policy.Read.All', ...changeContexts];

const endSessions = {
  permissions: ['User.RevokeSessions.All', ...updateUsers],
  ownScopes: ['User.ReadWrite'],
  actions: ['microsoft.directory/users/invalidateAllRefreshTokens'],
  isSensitive: true,
  member: ['self'],
  guest: ['self'],
  restrictedGuest: ['self'],
} as const;

/** Whoever owns a group or an application manages it, at whatever level. */
const owners = { member: ['owner'], guest: ['owner'], restrictedGuest: ['owner'] } as const;

/**
 * Operation → who may do it. Use cases name an operation; nothing else decides about rights.
 *
 * A reading is the right to read the type as a whole. What people see who do not have it says `visibility.ts`.
 *
 * @see Graph surface spec §13 (`Directory.ReadWrite.All` does not allow deleting objects or setting passwords), §12.1,
 *   §6.4; B2B and governance spec §1.6, §2.2, §3.3, §3.4
 */
const table = {
  'read users': {
    permissions: readUsers,
    ownScopes: ['User.Read', 'User.ReadWrite'],
    actions: ['microsoft.directory/users/standard/read'],
    member: ['self', 'allowedToReadOtherUsers'],
    guest: ['self'],
    restrictedGuest: ['self'],
  },
  'create users': { permissions: updateUsers, actions: ['microsoft.directory/users/create'] },
  'update users': { permissions: updateUsers, actions: ['microsoft.directory/users/basic/update'] },
  'update sensitive properties of users': {
    permissions: updateUsers,
    actions: ['microsoft.directory/users/userPrincipalName/update'],
    isSensitive: true,
  },
  // Whoever administers some people must not make members of the directory out of guests, themselves perhaps among them.
  'make guests of members and members of guests': {
    permissions: updateUsers,
    actions: ['microsoft.directory/users/basic/update'],
    narrowRoles: 'never',
  },
  'update phone numbers of users': {
    permissions: updateUsers,
    ownScopes: ['User.ReadWrite'],
    actions: ['microsoft.directory/users/userPrincipalName/update'],
    isSensitive: true,
    member: ['self'],
  },
  'update usage locations of users': {
    permissions: updateUsers,
    actions: ['microsoft.directory/users/basic/update', 'microsoft.directory/users/usageLocation/update'],
  },
  'enable users': {
    permissions: ['User.EnableDisableAccount.All', ...updateUsers],
    actions: ['microsoft.directory/users/enable'],
    isSensitive: true,
  },
  'disable users': {
    permissions: ['User.EnableDisableAccount.All', ...updateUsers],
    actions: ['microsoft.directory/users/disable'],
    isSensitive: true,
  },
  'set passwords': {
    permissions: ['User-PasswordProfile.ReadWrite.All', 'User.ReadWrite.All'],
    actions: ['microsoft.directory/users/password/update'],
    isSensitive: true,
  },
  'delete users': {
    permissions: ['User.ReadWrite.All'],
    actions: ['microsoft.directory/users/delete'],
    isSensitive: true,
  },
  'read deleted users': { permissions: readUsers, actions: ['microsoft.directory/deletedItems.users/read'] },
  'restore users': {
    permissions: ['User.ReadWrite.All'],
    actions: ['microsoft.directory/deletedItems.users/restore'],
    isSensitive: true,
  },
  'purge users': {
    permissions: ['User.ReadWrite.All'],
    actions: ['microsoft.directory/deletedItems.users/delete'],
    isSensitive: true,
  },
  'revoke sign-in sessions': endSessions,
  // Whoever may end them sees which there are, and nobody else: they say where somebody goes, and when.
  'read sign-in sessions': endSessions,
  // Only people have passwords of their own, and only they know them.
  'change own password': {
    permissions: [],
    ownScopes: ['Directory.AccessAsUser.All', 'User.ReadWrite'],
    actions: [],
    member: ['self'],
    guest: ['self'],
    restrictedGuest: ['self'],
  },
  'validate passwords': {
    permissions: ['User-PasswordProfile.ReadWrite.All', 'User.ReadWrite.All', 'UserAuthenticationMethod.ReadWrite.All'],
    actions: ['microsoft.directory/users/password/update'],
    member: ['always'],
  },
  'read authentication methods': {
    permissions: ['UserAuthenticationMethod.Read.All', 'UserAuthenticationMethod.ReadWrite.All'],
    ownScopes: ['UserAuthenticationMethod.Read', 'UserAuthenticationMethod.ReadWrite'],
    actions: ['microsoft.directory/users/authenticationMethods/standard/read'],
    member: ['self'],
    guest: ['self'],
    restrictedGuest: ['self'],
  },
  // Of oneself only with a fresh proof, see `requireFreshProof`.
  'change authentication methods': {
    permissions: ['UserAuthenticationMethod.ReadWrite.All'],
    ownScopes: ['UserAuthenticationMethod.ReadWrite'],
    actions: ['microsoft.directory/users/authenticationMethods/basic/update'],
    isSensitive: true,
    member: ['self'],
    guest: ['self'],
    restrictedGuest: ['self'],
  },
  // Apart from the one above, because nobody does these for themselves.
  'give temporary access passes': {
    permissions: ['UserAuthenticationMethod.ReadWrite.All'],
    actions: ['microsoft.directory/users/authenticationMethods/create'],
    isSensitive: true,
  },
  'reset passwords': {
    permissions: ['UserAuthenticationMethod.ReadWrite.All'],
    actions: ['microsoft.directory/users/password/update'],
    isSensitive: true,
  },

  'read devices': {
    permissions: readDevices,
    actions: ['microsoft.directory/devices/standard/read'],
    member: ['always'],
  },
  'create devices': { permissions: updateDevices, actions: ['microsoft.directory/devices/create'] },
  'update devices': { permissions: updateDevices, actions: ['microsoft.directory/devices/basic/update'] },
  'enable devices': { permissions: updateDevices, actions: ['microsoft.directory/devices/enable'] },
  'disable devices': {
    permissions: updateDevices,
    actions: ['microsoft.directory/devices/disable'],
    member: ['owner'],
  },
  'delete devices': { permissions: ['Device.ReadWrite.All'], actions: ['microsoft.directory/devices/delete'] },

  'read groups': {
    permissions: readGroups,
    actions: ['microsoft.directory/groups/standard/read'],
    member: ['always'],
  },
  'read hidden members': {
    permissions: readGroups,
    actions: ['microsoft.directory/groups/hiddenMembers/read'],
    member: ['owner', 'joined'],
    guest: ['owner', 'joined'],
    restrictedGuest: ['owner', 'joined'],
  },
  'create security groups': {
    permissions: createGroups,
    actions: ['microsoft.directory/groups.security/create'],
    member: ['allowedToCreateSecurityGroups'],
  },
  'create Microsoft 365 groups': {
    permissions: createGroups,
    actions: ['microsoft.directory/groups.unified/create'],
    member: ['always'],
  },
  // What a rule answers tells of everybody whom it asks about.
  'create dynamic groups': {
    permissions: createGroups,
    actions: ['microsoft.directory/groups/dynamicMembershipRule/update'],
    narrowRoles: 'readersOfEverybody',
  },
  'change membership rules': {
    permissions: updateGroups,
    actions: ['microsoft.directory/groups/dynamicMembershipRule/update'],
    narrowRoles: 'readersOfEverybody',
  },
  'approve membership changes': {
    permissions: updateGroups,
    actions: ['microsoft.directory/groups/dynamicMembershipRule/update'],
  },
  'update groups': {
    permissions: updateGroups,
    actions: [
      'microsoft.directory/groupsAssignableToRoles/allProperties/update',
      'microsoft.directory/groups/basic/update',
      'microsoft.directory/groups.unified/basic/update',
      'microsoft.directory/groups.security/basic/update',
    ],
    ...owners,
  },
  'change owners of groups': {
    permissions: updateGroups,
    actions: [
      'microsoft.directory/groupsAssignableToRoles/allProperties/update',
      'microsoft.directory/groups/owners/update',
      'microsoft.directory/groups.unified/owners/update',
      'microsoft.directory/groups.security/owners/update',
    ],
    ...owners,
  },
  'change members': {
    permissions: ['GroupMember.ReadWrite.All', ...updateGroups],
    actions: [
      'microsoft.directory/groupsAssignableToRoles/allProperties/update',
      'microsoft.directory/groups/members/update',
      'microsoft.directory/groups.unified/members/update',
      'microsoft.directory/groups.security/members/update',
    ],
    ...owners,
  },
  'delete groups': {
    permissions: ['Group.ReadWrite.All'],
    actions: [
      'microsoft.directory/groupsAssignableToRoles/allProperties/update',
      'microsoft.directory/groups/delete',
      'microsoft.directory/groups.unified/delete',
      'microsoft.directory/groups.security/delete',
    ],
    ...owners,
  },
  'read deleted groups': {
    permissions: readGroups,
    actions: [
      'microsoft.directory/groupsAssignableToRoles/allProperties/update',
      'microsoft.directory/deletedItems.groups/read',
    ],
    member: ['owner'],
  },
  'restore groups': {
    permissions: ['Group.ReadWrite.All'],
    actions: [
      'microsoft.directory/groupsAssignableToRoles/allProperties/update',
      'microsoft.directory/deletedItems.groups/restore',
    ],
    member: ['owner'],
  },
  'purge groups': {
    permissions: ['Group.ReadWrite.All'],
    actions: [
      'microsoft.directory/groupsAssignableToRoles/allProperties/update',
      'microsoft.directory/deletedItems.groups/delete',
    ],
  },
  'change role-assignable groups': {
    permissions: changeRoles,
    actions: ['microsoft.directory/groupsAssignableToRoles/allProperties/update'],
    // Not guests: whoever owns such a group could give themselves its role.
    member: ['owner'],
  },
  'create role-assignable groups': {
    permissions: changeRoles,
    actions: ['microsoft.directory/groupsAssignableToRoles/create'],
  },

  'explain memberships': {
    permissions: ['AuditLog.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
    actions: ['microsoft.directory/auditLogs/allProperties/read'],
  },

  'read the change log': {
    permissions: ['AuditLog.Read.All'],
    actions: ['microsoft.directory/auditLogs/allProperties/read'],
  },
  'read sign-ins': {
    permissions: ['AuditLog.Read.All'],
    actions: ['microsoft.directory/signInReports/allProperties/read'],
  },

  'read applications': {
    permissions: readApplications,
    actions: ['microsoft.directory/applications/standard/read'],
    member: ['always'],
  },
  'create applications': {
    permissions: changeApplications,
    actions: ['microsoft.directory/applications/create', 'microsoft.directory/applications/createAsOwner'],
    member: ['allowedToCreateApps'],
  },
  'change applications': {
    permissions: changeApplications,
    actions: ['microsoft.directory/applications/basic/update'],
    ...owners,
  },
  'change owners of applications': {
    permissions: changeApplications,
    actions: ['microsoft.directory/applications/owners/update'],
    ...owners,
  },
  'change secrets of applications': {
    permissions: changeApplications,
    actions: ['microsoft.directory/applications/credentials/update'],
    ...owners,
  },
  'delete applications': {
    permissions: changeApplications,
    actions: ['microsoft.directory/applications/delete'],
    ...owners,
  },
  'read deleted applications': {
    permissions: readApplications,
    actions: ['microsoft.directory/deletedItems.applications/read'],
    member: ['owner'],
  },
  'restore applications': {
    permissions: changeApplications,
    actions: ['microsoft.directory/deletedItems.applications/restore'],
    member: ['owner'],
  },
  'purge applications': {
    permissions: changeApplications,
    actions: ['microsoft.directory/deletedItems.applications/delete'],
  },
  'grant permissions': {
    permissions: ['AppRoleAssignment.ReadWrite.All'],
    actions: ['microsoft.directory/servicePrincipals/managePermissionGrantsForAll.microsoft-company-admin'],
  },
  'read app role assignments': {
    permissions: ['AppRoleAssignment.ReadWrite.All', ...readApplications],
    actions: [
      'microsoft.directory/servicePrincipals/appRoleAssignedTo/read',
      'microsoft.directory/servicePrincipals/appRoleAssignedTo/update',
    ],
    member: ['always'],
    guest: ['self', 'owner'],
    restrictedGuest: ['self', 'owner'],
  },
  'assign app roles': {
    permissions: ['AppRoleAssignment.ReadWrite.All'],
    actions: ['microsoft.directory/servicePrincipals/appRoleAssignedTo/update'],
    ...owners,
  },

  'read administrative units': {
    permissions: readUnits,
    actions: [
      'microsoft.directory/administrativeUnits/standard/read',
      'microsoft.directory/administrativeUnits/allProperties/allTasks',
    ],
    member: ['always'],
  },
  'read hidden members of administrative units': {
    permissions: readUnits,
    actions: [
      'microsoft.directory/administrativeUnits/members/read',
      'microsoft.directory/administrativeUnits/allProperties/allTasks',
    ],
    member: ['joined'],
    guest: ['joined'],
    restrictedGuest: ['joined'],
  },
  // Whoever decides what is in a unit decides whom its administrators govern.
  'change administrative units': {
    permissions: ['AdministrativeUnit.ReadWrite.All'],
    actions: ['microsoft.directory/administrativeUnits/allProperties/allTasks'],
    narrowRoles: 'never',
  },
  'read deleted administrative units': {
    permissions: readUnits,
    actions: ['microsoft.directory/administrativeUnits/allProperties/allTasks'],
  },

  'read the organization': {
    permissions: [
      'Organization.Read.All',
      'Organization.ReadWrite.All',
      'Directory.Read.All',
      'Directory.ReadWrite.All',
    ],
    actions: ['microsoft.directory/organization/standard/read'],
    member: ['always'],
  },
  'update the organization': {
    permissions: ['Organization.ReadWrite.All'],
    actions: ['microsoft.directory/organization/basic/update'],
  },
  'read domains': {
    permissions: ['Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
    actions: ['microsoft.directory/domains/standard/read'],
    member: ['always'],
    guest: ['always'],
    restrictedGuest: ['always'],
  },
  'change domains': {
    permissions: ['Domain.ReadWrite.All'],
    actions: ['microsoft.directory/domains/allProperties/allTasks'],
  },

  'read roles': {
    permissions: readRoles,
    actions: [
      'microsoft.directory/roleDefinitions/standard/read',
      'microsoft.directory/roleDefinitions/allProperties/allTasks',
    ],
    member: ['always'],
  },
  'change roles': {
    permissions: changeRoles,
    actions: ['microsoft.directory/roleDefinitions/allProperties/allTasks'],
  },
  'read role assignments': {
    permissions: readRoles,
    actions: [
      'microsoft.directory/roleAssignments/standard/read',
      'microsoft.directory/roleAssignments/allProperties/allTasks',
    ],
    member: ['always'],
  },
  'assign roles': {
    permissions: changeRoles,
    actions: ['microsoft.directory/roleAssignments/allProperties/allTasks'],
  },

  'read consents': {
    permissions: [
      'DelegatedPermissionGrant.Read.All',
      'DelegatedPermissionGrant.ReadWrite.All',
      'Directory.Read.All',
      'Directory.ReadWrite.All',
    ],
    actions: [
      'microsoft.directory/oAuth2PermissionGrants/standard/read',
      'microsoft.directory/oAuth2PermissionGrants/allProperties/update',
    ],
    member: ['always'],
  },
  'change consents': {
    permissions: ['DelegatedPermissionGrant.ReadWrite.All'],
    actions: ['microsoft.directory/oAuth2PermissionGrants/allProperties/update'],
  },

  'read eligible and timed roles': {
    permissions: readSchedules,
    actions: [
      'microsoft.directory/roleAssignments/standard/read',
      'microsoft.directory/roleAssignments/allProperties/allTasks',
    ],
    member: ['self'],
    guest: ['self'],
    restrictedGuest: ['self'],
  },
  'make people eligible for roles': {
    permissions: changeEligibilities,
    actions: ['microsoft.directory/roleAssignments/allProperties/allTasks'],
  },
  'assign roles for a time': {
    permissions: changeSchedules,
    actions: ['microsoft.directory/roleAssignments/allProperties/allTasks'],
  },
  'ask for roles for oneself': {
    permissions: [...changeSchedules, 'RoleEligibilitySchedule.ReadWrite.Directory'],
    actions: [],
    member: ['self'],
    guest: ['self'],
    restrictedGuest: ['self'],
  },
  'read role settings': {
    permissions: readRoleSettings,
    actions: [
      'microsoft.directory/roleAssignments/standard/read',
      'microsoft.directory/roleAssignments/allProperties/allTasks',
    ],
    member: ['always'],
  },
  'change role settings': {
    permissions: changeRoleSettings,
    actions: ['microsoft.directory/roleAssignments/allProperties/allTasks'],
  },

  'read eligible and timed access to groups': {
    permissions: readGroupSchedules,
    actions: [readPrivileged, ...changeMembers],
    member: ['self', 'owner'],
    guest: ['self', 'owner'],
    restrictedGuest: ['self', 'owner'],
  },
  'make people eligible for groups': { permissions: changeGroupEligibilities, actions: changeMembers, ...owners },
  'give access to groups for a time': { permissions: changeGroupSchedules, actions: changeMembers, ...owners },
  'ask for access to groups for oneself': {
    permissions: [...changeGroupSchedules, 'PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup'],
    actions: [],
    member: ['self'],
    guest: ['self'],
    restrictedGuest: ['self'],
  },
  'read settings of access to groups': {
    permissions: [
      'RoleManagementPolicy.Read.AzureADGroup',
      ...changeGroupSettings,
      'PrivilegedAccess.Read.AzureADGroup',
    ],
    actions: [readPrivileged, ...changeMembers],
    ...owners,
  },
  'change settings of access to groups': { permissions: changeGroupSettings, actions: changeMembers, ...owners },
  // Besides the ones above: whoever decides who comes into such a group gives roles.
  'give access to role-assignable groups for a time': {
    permissions: [
      ...changeGroupEligibilities,
      'PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup',
      'RoleManagementPolicy.ReadWrite.AzureADGroup',
    ],
    actions: ['microsoft.directory/groupsAssignableToRoles/allProperties/update'],
    member: ['owner'],
  },

  'read the authorization policy': {
    permissions: ['Policy.Read.All', 'Policy.ReadWrite.Authorization'],
    actions: [
      'microsoft.directory/authorizationPolicy/standard/read',
      'microsoft.directory/authorizationPolicy/allProperties/allTasks',
    ],
    member: ['always'],
  },
  'change the authorization policy': {
    permissions: ['Policy.ReadWrite.Authorization'],
    actions: ['microsoft.directory/authorizationPolicy/allProperties/allTasks'],
  },

  'read identity providers': {
    permissions: ['IdentityProvider.Read.All', 'IdentityProvider.ReadWrite.All'],
    // Not every member: addresses of servers stand there, and names by which Muster signs in to them.
    actions: [
      'microsoft.directory/identityProviders/standard/read',
      'microsoft.directory/identityProviders/allProperties/allTasks',
    ],
  },
  'change identity providers': {
    permissions: ['IdentityProvider.ReadWrite.All'],
    actions: ['microsoft.directory/identityProviders/allProperties/allTasks'],
  },
  'read cross-tenant access': {
    permissions: ['Policy.Read.All', 'Policy.ReadWrite.CrossTenantAccess'],
    actions: [
      'microsoft.directory/crossTenantAccessPolicy/standard/read',
      'microsoft.directory/crossTenantAccessPolicy/allProperties/allTasks',
    ],
    member: ['always'],
  },
  'change cross-tenant access': {
    permissions: ['Policy.ReadWrite.CrossTenantAccess'],
    actions: ['microsoft.directory/crossTenantAccessPolicy/allProperties/allTasks'],
  },

  'read authentication contexts': {
    permissions: readContexts,
    actions: [
      'microsoft.directory/conditionalAccessPolicies/standard/read',
      'microsoft.directory/conditionalAccessPolicies/basic/update',
    ],
  },
  'change authentication contexts': {
    permissions: changeContexts,
    actions: ['microsoft.directory/conditionalAccessPolicies/basic/update'],
  },

  'invite guests': {
    permissions: ['User.Invite.All', ...updateUsers],
    actions: ['microsoft.directory/users/inviteGuest'],
    member: ['allowedToInviteAsMember'],
    guest: ['allowedToInviteAsGuest'],
    restrictedGuest: ['allowedToInviteAsGuest'],
  },
  'invite members': { permissions: updateUsers, actions: ['microsoft.directory/users/create'] },
  'reset redemption': {
    permissions: ['User.ReadWrite.All'],
    actions: ['microsoft.directory/users/password/update'],
    isSensitive: true,
  },
  'convert users': {
    permissions: updateUsers,
    actions: ['microsoft.directory/users/convertExternalToInternalMemberUser'],
    isSensitive: true,
    narrowRoles: 'never',
  },
  'read external collaboration policies': {
    permissions: ['Policy.Read.All', 'Policy.ReadWrite.ExternalIdentities'],
    actions: [
      'microsoft.directory/b2bManagementPolicy/standard/read',
      'microsoft.directory/b2bManagementPolicy/allProperties/allTasks',
    ],
    member: ['always'],
  },
  'change external collaboration policies': {
    permissions: ['Policy.ReadWrite.ExternalIdentities'],
    actions: ['microsoft.directory/b2bManagementPolicy/allProperties/allTasks'],
  },
} as const satisfies Record<string, Permit>;

/** What can be asked of the directory, in the words of the permission table. */
export type Operation = keyof typeof table;

/** Operation → who may do it. */
export const permissionTable: Readonly<Record<Operation, Permit>> = table;

/** Every operation, in the order of the table. */
export const operations = Object.keys(permissionTable) as readonly Operation[];

/** Every application permission that means something here, sorted. */
export const applicationPermissions: readonly string[] = [
  ...new Set(operations.flatMap((operation) => permissionTable[operation].permissions)),
].sort();

/** The scope under which an application does whatever the person who is signed in may do. */
export const accessAsUser = 'Directory.AccessAsUser.All';

/** Every scope of calls on behalf of people that means something here, sorted. */
export const delegatedScopes: readonly string[] = [
  ...new Set([
    ...applicationPermissions,
    ...operations.flatMap((operation) => permissionTable[operation].ownScopes ?? []),
    accessAsUser,
  ]),
].sort();

/** The scopes of which any one reaches every object that the person may reach. */
export function wideScopes(operation: Operation): readonly string[] {
  return [...permissionTable[operation].permissions, accessAsUser];
}
