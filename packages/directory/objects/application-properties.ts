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
const mostAccess = 400;
const mostClaims = 100;

const appRoleLists = { allowedMemberTypes: listField('String', 2, 32) };
const claimFields = { essential: 'Boolean', name: 'String', source: 'String' } as const;
const claimList = {
  ...complexListField('optionalClaim', claimFields, mostClaims),
  nested: { additionalProperties: listField('String', 10, 128) },
};

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
  appRoles: complexes(appRoleFields, { nested: appRoleLists }),
  groupMembershipClaims: text(64, { allowed: ['None', 'SecurityGroup', 'DirectoryRole', 'ApplicationGroup', 'All'] }),
  isFallbackPublicClient: flag(),
  passwordCredentials: complexes(passwordCredentialFields, readOnly),
  optionalClaims: complex({}, { nested: { accessToken: claimList, idToken: claimList, saml2Token: claimList } }),
  publicClient: complex({}, { nested: { redirectUris } }),
  publisherDomain: text(256, readOnly),
  requiredResourceAccess: complexes(
    { resourceAppId: 'String' },
    { nested: { resourceAccess: complexListField('resourceAccess', { id: 'Guid', type: 'String' }, mostAccess) } },
  ),
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
  appRoles: complexes(appRoleFields, { ...readOnly, nested: appRoleLists }),
  description: text(1024),
  displayName: text(256, readOnly),
  homepage: text(1024),
  notes: text(1024),
  oauth2PermissionScopes: complexes(permissionScopeFields, readOnly),
  servicePrincipalNames: texts(256, readOnly),
  servicePrincipalType: text(32, readOnly),
  signInAudience: text(64, readOnly),
  tags: texts(256),
};
