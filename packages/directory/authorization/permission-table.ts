/**
 * Operation → the application permissions of which any one allows it. Use cases name an operation; nothing else
 * decides about rights.
 *
 * @see Graph surface spec §13. `Directory.ReadWrite.All` does not allow deleting objects or setting passwords.
 */
export const permissionTable = {
  'read users': ['User.Read.All', 'User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'create users': ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  'update users': ['User.ReadWrite.All', 'Directory.ReadWrite.All'],
  'enable and disable users': ['User.EnableDisableAccount.All', 'User.ReadWrite.All', 'Directory.ReadWrite.All'],
  'set passwords': ['User-PasswordProfile.ReadWrite.All', 'User.ReadWrite.All'],
  'delete users': ['User.ReadWrite.All'],

  'read devices': ['Device.Read.All', 'Device.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'create devices': ['Device.ReadWrite.All', 'Directory.ReadWrite.All'],
  'update devices': ['Device.ReadWrite.All', 'Directory.ReadWrite.All'],
  'delete devices': ['Device.ReadWrite.All'],

  'read groups': [
    'Group.Read.All',
    'Group.ReadWrite.All',
    'GroupMember.Read.All',
    'GroupMember.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  'create groups': ['Group.Create', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
  'update groups': ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
  'approve membership changes': ['Group.ReadWrite.All', 'Directory.ReadWrite.All'],
  'delete groups': ['Group.ReadWrite.All'],
  'change members': ['GroupMember.ReadWrite.All', 'Group.ReadWrite.All', 'Directory.ReadWrite.All'],
  'change role-assignable groups': ['RoleManagement.ReadWrite.Directory'],
  'create role-assignable groups': ['RoleManagement.ReadWrite.Directory'],

  'explain memberships': ['AuditLog.Read.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],

  'read applications': [
    'Application.Read.All',
    'Application.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  'change applications': ['Application.ReadWrite.All'],
  'delete applications': ['Application.ReadWrite.All'],
  'grant permissions': ['AppRoleAssignment.ReadWrite.All'],

  'read the organization': [
    'Organization.Read.All',
    'Organization.ReadWrite.All',
    'Directory.Read.All',
    'Directory.ReadWrite.All',
  ],
  'update the organization': ['Organization.ReadWrite.All'],
  'read domains': ['Domain.Read.All', 'Domain.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'],
  'change domains': ['Domain.ReadWrite.All'],
} as const satisfies Record<string, readonly string[]>;

/** What can be asked of the directory, in the words of the permission table. */
export type Operation = keyof typeof permissionTable;

/** Every application permission that means something here, sorted. */
export const applicationPermissions: readonly string[] = [...new Set(Object.values(permissionTable).flat())].sort();
