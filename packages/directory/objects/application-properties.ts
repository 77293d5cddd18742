import { appRoleFields, passwordCredentialFields, permissionScopeFields } from './complex-fields.ts';
import {
  complex,
  complexes,
  complexField,
  complexListField,
  createOnly,
  flag,
  guid,
  listField,
  objectProperties,
  type PropertyTable,
  readOnly,
  required,
  text,
  texts,
} from './property-definition.ts';

/** @see "Redirect URI (reply URL) restrictions and limitations": 256 URIs of 256 characters */
const redirectUris = listField('String', 256, 256);
const mostScopes = 400;

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
  api: complex(
    { acceptMappedClaims: 'Boolean', requestedAccessTokenVersion: 'Int32' },
    { nested: { oauth2PermissionScopes: complexListField('permissionScope', permissionScopeFields, mostScopes) } },
  ),
  appRoles: complexes(appRoleFields, readOnly),
  groupMembershipClaims: text(64, { allowed: ['None', 'SecurityGroup', 'DirectoryRole', 'ApplicationGroup', 'All'] }),
  isFallbackPublicClient: flag(),
  passwordCredentials: complexes(passwordCredentialFields, readOnly),
  publicClient: complex({}, { nested: { redirectUris } }),
  publisherDomain: text(256, readOnly),
  signInAudience: text(64, {
    allowed: ['AzureADMyOrg', 'AzureADMultipleOrgs', 'AzureADandPersonalMicrosoftAccount', 'PersonalMicrosoftAccount'],
  }),
  spa: complex({}, { nested: { redirectUris } }),
  tags: texts(256),
  uniqueName: text(128, createOnly),
  web: complex(
    { homePageUrl: 'String', logoutUrl: 'String' },
    {
      nested: {
        redirectUris,
        implicitGrantSettings: complexField('implicitGrantSettings', {
          enableAccessTokenIssuance: 'Boolean',
          enableIdTokenIssuance: 'Boolean',
        }),
      },
    },
  ),
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
