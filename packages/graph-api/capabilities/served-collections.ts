/** Collections at the root, as the service document lists them. */
export const servedCollections: readonly string[] = [
  'users',
  'groups',
  'devices',
  'applications',
  'servicePrincipals',
  'directoryObjects',
  'organization',
  'domains',
  'directoryRoles',
  'directoryRoleTemplates',
  'invitations',
];
