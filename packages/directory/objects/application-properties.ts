import { appRoleFields, passwordCredentialFields } from './complex-fields.ts';
import {
  complexes,
  createOnly,
  flag,
  guid,
  objectProperties,
  type PropertyTable,
  readOnly,
  required,
  text,
  texts,
} from './property-definition.ts';

/**
 * The properties of an application, as far as this directory gives them an effect. Secrets are kept as hashes and
 * shown once, by `addPassword`.
 *
 * @see Graph schema v1.0, type application; Graph surface spec §11.9
 */
export const applicationProperties: PropertyTable = {
  ...objectProperties,

  appId: guid({ ...readOnly, isNullable: false }),
  displayName: text(256, required),
  description: text(1024),
  identifierUris: texts(256),
  notes: text(1024),
  appRoles: complexes(appRoleFields, readOnly),
  passwordCredentials: complexes(passwordCredentialFields, readOnly),
  publisherDomain: text(256, readOnly),
  signInAudience: text(64, {
    allowed: ['AzureADMyOrg', 'AzureADMultipleOrgs', 'AzureADandPersonalMicrosoftAccount', 'PersonalMicrosoftAccount'],
  }),
  tags: texts(256),
  uniqueName: text(128, createOnly),
};

/**
 * The properties of a service principal: an application's standing in this directory.
 *
 * @see Graph schema v1.0, type servicePrincipal
 */
export const servicePrincipalProperties: PropertyTable = {
  ...objectProperties,

  appId: guid({ ...createOnly, ...required }),
  accountEnabled: flag(),
  appDisplayName: text(256, readOnly),
  appOwnerOrganizationId: guid(readOnly),
  appRoleAssignmentRequired: flag({ isNullable: false }),
  appRoles: complexes(appRoleFields, readOnly),
  description: text(1024),
  displayName: text(256, readOnly),
  homepage: text(1024),
  notes: text(1024),
  servicePrincipalNames: texts(256, readOnly),
  servicePrincipalType: text(32, readOnly),
  signInAudience: text(64, readOnly),
  tags: texts(256),
};
