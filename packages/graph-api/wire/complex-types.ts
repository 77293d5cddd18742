import type { ObjectType } from '@muster/directory';

/** Complex properties → the schema's name of their type. */
export const complexTypeNames: Readonly<Record<string, string>> = {
  alternativeSecurityIds: 'alternativeSecurityId',
  api: 'apiApplication',
  appRoles: 'appRole',
  assignedLicenses: 'assignedLicense',
  assignedPlans: 'assignedPlan',
  employeeOrgData: 'employeeOrgData',
  extensionAttributes: 'onPremisesExtensionAttributes',
  identities: 'objectIdentity',
  membershipGuard: 'membershipGuard',
  membershipRuleProcessingStatus: 'membershipRuleProcessingStatus',
  membershipRuleTests: 'membershipRuleTest',
  oauth2PermissionScopes: 'permissionScope',
  onPremisesExtensionAttributes: 'onPremisesExtensionAttributes',
  onPremisesProvisioningErrors: 'onPremisesProvisioningError',
  optionalClaims: 'optionalClaims',
  passwordCredentials: 'passwordCredential',
  passwordProfile: 'passwordProfile',
  provisionedPlans: 'provisionedPlan',
  publicClient: 'publicClientApplication',
  requiredResourceAccess: 'requiredResourceAccess',
  serviceProvisioningErrors: 'serviceProvisioningXmlError',
  spa: 'spaApplication',
  web: 'webApplication',
};

/** Fields of complex values that are collections, which the property tables cannot say; with their element types. */
export const collectionFields: Readonly<Record<string, Readonly<Record<string, 'Guid' | 'String'>>>> = {
  assignedLicenses: { disabledPlans: 'Guid' },
};

/** Object type → the collection whose address and context its objects have; all but one are at the root. */
export const collectionOf: Readonly<Record<ObjectType, string>> = {
  user: 'users',
  device: 'devices',
  group: 'groups',
  application: 'applications',
  servicePrincipal: 'servicePrincipals',
  administrativeUnit: 'directory/administrativeUnits',
};
