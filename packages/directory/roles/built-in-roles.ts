// Data: every built-in role, with what it allows here. Whole, so that it can be compared with its source.
import { allResourceActions, type ResourceAction } from './resource-actions.ts';

/** Where else than in the whole directory a role can be assigned. */
export type NarrowScope = 'administrativeUnit' | 'application' | 'group';

export interface BuiltInRole {
  readonly templateId: string;
  readonly displayName: string;
  readonly description: string;
  readonly isPrivileged: boolean;
  readonly actions: readonly ResourceAction[];
  readonly narrowScopes: readonly NarrowScope[];
}

const basicReads: readonly ResourceAction[] = [
  'microsoft.directory/users/standard/read',
  'microsoft.directory/groups/standard/read',
  'microsoft.directory/devices/standard/read',
  'microsoft.directory/applications/standard/read',
  'microsoft.directory/administrativeUnits/standard/read',
  'microsoft.directory/organization/standard/read',
  'microsoft.directory/domains/standard/read',
  'microsoft.directory/roleDefinitions/standard/read',
  'microsoft.directory/roleAssignments/standard/read',
  'microsoft.directory/authorizationPolicy/standard/read',
  'microsoft.directory/crossTenantAccessPolicy/standard/read',
  'microsoft.directory/b2bManagementPolicy/standard/read',
  'microsoft.directory/oAuth2PermissionGrants/standard/read',
  'microsoft.directory/servicePrincipals/appRoleAssignedTo/read',
];
const allReads = allResourceActions.filter((name) => name.endsWith('/read'));
const audit: ResourceAction = 'microsoft.directory/auditLogs/allProperties/read';
const privilegedReads: ResourceAction = 'microsoft.directory/privilegedIdentityManagement/allProperties/read';
const signIns: ResourceAction = 'microsoft.directory/signInReports/allProperties/read';

const credentialTasks: readonly ResourceAction[] = ['microsoft.directory/users/password/update'];
const endSessions: ResourceAction = 'microsoft.directory/users/invalidateAllRefreshTokens';
const methodTasks: readonly ResourceAction[] = [
  endSessions,
  'microsoft.directory/users/authenticationMethods/standard/read',
  'microsoft.directory/users/authenticationMethods/create',
  'microsoft.directory/users/authenticationMethods/basic/update',
];
const accountTasks: readonly ResourceAction[] = [
  'microsoft.directory/users/basic/update',
  'microsoft.directory/users/userPrincipalName/update',
  'microsoft.directory/users/enable',
  'microsoft.directory/users/disable',
  'microsoft.directory/users/delete',
  'microsoft.directory/deletedItems.users/read',
  'microsoft.directory/deletedItems.users/restore',
];
const usageLocation: ResourceAction = 'microsoft.directory/users/usageLocation/update';
const inviting: ResourceAction = 'microsoft.directory/users/inviteGuest';
const userTasks: readonly ResourceAction[] = [
  'microsoft.directory/users/create',
  inviting,
  'microsoft.directory/users/convertExternalToInternalMemberUser',
  usageLocation,
  'microsoft.directory/deletedItems.users/delete',
];
const hiddenMembers: ResourceAction = 'microsoft.directory/groups/hiddenMembers/read';
const groupTasks: readonly ResourceAction[] = [
  hiddenMembers,
  'microsoft.directory/groups.security/create',
  'microsoft.directory/groups.unified/create',
  'microsoft.directory/groups/dynamicMembershipRule/update',
  'microsoft.directory/groups/basic/update',
  'microsoft.directory/groups/members/update',
  'microsoft.directory/groups/owners/update',
  'microsoft.directory/groups/delete',
  'microsoft.directory/deletedItems.groups/read',
  'microsoft.directory/deletedItems.groups/restore',
  'microsoft.directory/deletedItems.groups/delete',
];
const unifiedGroupTasks: readonly ResourceAction[] = [
  hiddenMembers,
  ...allResourceActions.filter((name) => name.startsWith('microsoft.directory/groups.unified/')),
];
const securityGroupTasks: readonly ResourceAction[] = [
  hiddenMembers,
  ...allResourceActions.filter((name) => name.startsWith('microsoft.directory/groups.security/')),
];
const writerTasks: readonly ResourceAction[] = [
  'microsoft.directory/users/create',
  'microsoft.directory/users/basic/update',
  usageLocation,
  'microsoft.directory/users/enable',
  'microsoft.directory/users/disable',
  'microsoft.directory/groups.security/create',
  'microsoft.directory/groups.unified/create',
  'microsoft.directory/groups/dynamicMembershipRule/update',
  'microsoft.directory/groups/basic/update',
  'microsoft.directory/groups/members/update',
  'microsoft.directory/groups/owners/update',
];
const deviceStates: readonly ResourceAction[] = [
  'microsoft.directory/devices/enable',
  'microsoft.directory/devices/disable',
  'microsoft.directory/devices/delete',
];
const deviceTasks: readonly ResourceAction[] = [
  'microsoft.directory/devices/create',
  'microsoft.directory/devices/basic/update',
];
const createOwnApplication: ResourceAction = 'microsoft.directory/applications/createAsOwner';
const applicationTasks: readonly ResourceAction[] = [
  'microsoft.directory/applications/create',
  'microsoft.directory/applications/basic/update',
  'microsoft.directory/applications/owners/update',
  'microsoft.directory/applications/credentials/update',
  'microsoft.directory/applications/delete',
  'microsoft.directory/deletedItems.applications/read',
  'microsoft.directory/deletedItems.applications/restore',
  'microsoft.directory/deletedItems.applications/delete',
];
const grantPermissions: ResourceAction =
  'microsoft.directory/servicePrincipals/managePermissionGrantsForAll.microsoft-company-admin';
const assignments: ResourceAction = 'microsoft.directory/servicePrincipals/appRoleAssignedTo/update';
const contextReads: ResourceAction = 'microsoft.directory/conditionalAccessPolicies/standard/read';
const contexts: ResourceAction = 'microsoft.directory/conditionalAccessPolicies/basic/update';
const consents: ResourceAction = 'microsoft.directory/oAuth2PermissionGrants/allProperties/update';
const organization: ResourceAction = 'microsoft.directory/organization/basic/update';
const domains: ResourceAction = 'microsoft.directory/domains/allProperties/allTasks';
const roleTasks: readonly ResourceAction[] = [
  'microsoft.directory/roleDefinitions/allProperties/allTasks',
  'microsoft.directory/roleAssignments/allProperties/allTasks',
];
const assignableGroupTasks: readonly ResourceAction[] = [
  'microsoft.directory/groupsAssignableToRoles/create',
  'microsoft.directory/groupsAssignableToRoles/allProperties/update',
];
const unitTasks: ResourceAction = 'microsoft.directory/administrativeUnits/allProperties/allTasks';
const policyTasks: ResourceAction = 'microsoft.directory/authorizationPolicy/allProperties/allTasks';

/** A role that governs something here. */
function role(
  templateId: string,
  displayName: string,
  description: string,
  actions: readonly ResourceAction[],
  { isPrivileged = false, narrowScopes = [] as readonly NarrowScope[] } = {},
): BuiltInRole {
  return { templateId, displayName, description, isPrivileged, actions, narrowScopes };
}

/** A role that clients know by its id and that governs nothing here. */
function nameOnly(templateId: string, displayName: string, isPrivileged = false): BuiltInRole {
  const description = 'Can be assigned and is shown; it governs nothing in this directory.';
  return { templateId, displayName, description, isPrivileged, actions: [], narrowScopes: [] };
}

const privileged = { isPrivileged: true } as const;

/**
 * Every built-in role, sorted by name. Ids are those of Microsoft Entra ID.
 *
 * @see Microsoft Learn, "Microsoft Entra built-in roles"; B2B and governance spec §2.2
 */
export const builtInRoles: readonly BuiltInRole[] = [
  nameOnly('d2562ede-74db-457e-a7b6-544e236ebb61', 'AI Administrator'),
  role(
    '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3',
    'Application Administrator',
    'Manages applications, their secrets and owners, who uses them, and consents for everybody; grants no application permissions.',
    [...basicReads, ...applicationTasks, assignments, consents],
    { isPrivileged: true, narrowScopes: ['application'] },
  ),
  role(
    'cf1c38e5-3621-4004-a7cb-879624dced7c',
    'Application Developer',
    'Registers applications even where members may not, and owns what it registers.',
    [createOwnApplication],
    privileged,
  ),
  nameOnly('9c6df0f2-1e7c-4dc3-b195-66dfbd24aa8f', 'Attack Payload Author'),
  nameOnly('c430b396-e693-46cc-96f3-db01bf8bb62a', 'Attack Simulation Administrator'),
  nameOnly('58a13ea3-c632-46ae-9ee0-9c0d43cd7f3d', 'Attribute Assignment Administrator'),
  nameOnly('ffd52fa5-98dc-465c-991d-fc073eb59f8f', 'Attribute Assignment Reader'),
  nameOnly('8424c6f0-a189-499e-bbd0-26c1753c96d4', 'Attribute Definition Administrator'),
  nameOnly('1d336d2c-4ae8-42ef-9711-b3604ce3fc2c', 'Attribute Definition Reader'),
  nameOnly('5b784334-f94b-471a-a387-e7219fc49ca2', 'Attribute Log Administrator'),
  nameOnly('9c99539d-8186-4804-835f-fd51ef9e2dcd', 'Attribute Log Reader'),
  nameOnly('ecb2c6bf-0ab6-418e-bd87-7986f8d63bbe', 'Attribute Provisioning Administrator', true),
  nameOnly('422218e4-db15-4ef9-bbe0-8afb41546d79', 'Attribute Provisioning Reader', true),
  role(
    'c4e39bd9-1100-46d3-8c65-fb160da0071f',
    'Authentication Administrator',
    'Manages credentials of people who are not administrators.',
    [...basicReads, ...credentialTasks, ...methodTasks],
    { isPrivileged: true, narrowScopes: ['administrativeUnit'] },
  ),
  nameOnly('25a516ed-2fa0-40ea-a2d0-12923a21473a', 'Authentication Extensibility Administrator', true),
  nameOnly('0526716b-113d-4c15-b2c8-68e3c22b9f80', 'Authentication Policy Administrator'),
  nameOnly('e3973bdf-4987-49ae-837a-ba8e231c7286', 'Azure DevOps Administrator'),
  nameOnly('7495fdc4-34c4-4d15-a289-98788ce399fd', 'Azure Information Protection Administrator'),
  nameOnly('aaf43236-0c0d-4d5f-883a-6955382ac081', 'B2C IEF Keyset Administrator', true),
  nameOnly('3edaf663-341e-4475-9f94-5c398ef6c070', 'B2C IEF Policy Administrator'),
  role('b0f54661-2d74-4c50-afa3-1ec803f12efe', 'Billing Administrator', 'Manages contact data of the organization.', [
    ...basicReads,
    organization,
  ]),
  nameOnly('892c5842-a9a6-463a-8041-72aa08ca3cf6', 'Cloud App Security Administrator'),
  role(
    '158c047a-c907-4556-b7ef-446551a6b5f7',
    'Cloud Application Administrator',
    'Manages applications, their secrets and owners, who uses them, and consents for everybody; grants no application permissions.',
    [...basicReads, ...applicationTasks, assignments, consents],
    { isPrivileged: true, narrowScopes: ['application'] },
  ),
  role(
    '7698a772-787b-4ac8-901f-60d6b08affd2',
    'Cloud Device Administrator',
    'Enables, disables and deletes devices.',
    [...basicReads, ...deviceStates],
    { isPrivileged: true, narrowScopes: ['administrativeUnit'] },
  ),
  role('17315797-102d-40b4-93e0-432062caca18', 'Compliance Administrator', 'Reads the directory and the change log.', [
    ...basicReads,
    audit,
  ]),
  nameOnly('e6d1a23a-da11-4be4-9570-befc86d067a7', 'Compliance Data Administrator'),
  role(
    'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9',
    'Conditional Access Administrator',
    'Reads the directory; manages authentication contexts.',
    [...basicReads, contexts],
    privileged,
  ),
  nameOnly('5c4f9dcd-47dc-4cf7-8c9a-9e4207cbfc91', 'Customer LockBox Access Approver'),
  nameOnly('38a96431-2bdf-4b4c-8b6e-5d3d8abac1a4', 'Desktop Analytics Administrator'),
  role(
    '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
    'Directory Readers',
    'Reads basic information: for applications and guests.',
    basicReads,
  ),
  role(
    'd29b2b05-8046-44ba-8758-1e26182fcf32',
    'Directory Synchronization Accounts',
    'Used by synchronisation with a directory on the premises.',
    basicReads,
  ),
  role(
    '9360feb5-f418-4baa-8175-e2a00bac4301',
    'Directory Writers',
    'Reads and writes basic information about users and groups.',
    [...basicReads, ...writerTasks, inviting],
    privileged,
  ),
  role(
    '8329153b-31d0-4727-b945-745eb3bc5f31',
    'Domain Name Administrator',
    'Manages domains.',
    [...basicReads, domains],
    privileged,
  ),
  nameOnly('44367163-eba1-44c3-98af-f5787879f96a', 'Dynamics 365 Administrator'),
  nameOnly('3f1acade-1e04-4fbc-9b69-f0302cd84aef', 'Edge Administrator'),
  role('29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator', 'Manages Microsoft 365 groups.', [
    ...basicReads,
    ...unifiedGroupTasks,
  ]),
  nameOnly('31392ffb-586c-42d1-9346-e59415a2cc4e', 'Exchange Recipient Administrator'),
  nameOnly('6e591065-9bad-43ed-90f3-e9424366d2f0', 'External ID User Flow Administrator'),
  nameOnly('0f971eea-41eb-4569-a71e-57bb8a3eff1e', 'External ID User Flow Attribute Administrator'),
  role(
    'be2f45a1-457d-42af-a067-6ec1fa63bc45',
    'External Identity Provider Administrator',
    'Manages the identity providers by which people from outside sign in.',
    [
      ...basicReads,
      'microsoft.directory/identityProviders/standard/read',
      'microsoft.directory/identityProviders/allProperties/allTasks',
    ],
    privileged,
  ),
  nameOnly('a9ea8996-122f-4c74-9520-8edcd192826c', 'Fabric Administrator'),
  role(
    '62e90394-69f5-4237-9190-012177145e10',
    'Global Administrator',
    'Does everything in the directory, and grants anything.',
    allResourceActions,
    privileged,
  ),
  role(
    'f2ef992c-3afb-46b9-b7cf-a126ee74c451',
    'Global Reader',
    'Reads everything that an administrator can read.',
    allReads,
    privileged,
  ),
  nameOnly('ac434307-12b9-4fa1-a708-88bf58caabc1', 'Global Secure Access Administrator'),
  role(
    'fdd7a751-b60b-444a-984c-02652fe8fa1c',
    'Groups Administrator',
    'Manages all groups but those to which roles can be assigned.',
    [...basicReads, ...groupTasks],
    { narrowScopes: ['administrativeUnit', 'group'] },
  ),
  role('95e79109-95c0-4d8e-aee3-d01accf2d47b', 'Guest Inviter', 'Invites guests whatever the setting for members is.', [
    ...basicReads,
    inviting,
  ]),
  role(
    '729827e3-9c14-49f7-bb1b-9608f156bbb8',
    'Helpdesk Administrator',
    'Resets passwords of people and of some limited administrators.',
    [...basicReads, ...credentialTasks, endSessions, hiddenMembers],
    { isPrivileged: true, narrowScopes: ['administrativeUnit'] },
  ),
  role(
    '8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2',
    'Hybrid Identity Administrator',
    'Manages domains, synchronisation and federation.',
    [...basicReads, audit, signIns, domains],
    privileged,
  ),
  role(
    '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e',
    'Identity Governance Administrator',
    'Reads the directory; manages access packages and reviews.',
    basicReads,
  ),
  nameOnly('eb1f4a8d-243a-41f0-9fbd-c7cdf6c5ef7c', 'Insights Administrator'),
  nameOnly('25df335f-86eb-4119-b717-0ff02de207e9', 'Insights Analyst'),
  nameOnly('31e939ad-9672-4796-9c2e-873181342d2d', 'Insights Business Leader'),
  role(
    '3a2c62db-5318-420d-8d74-23affee5d9d5',
    'Intune Administrator',
    'Manages devices and security groups.',
    [...basicReads, ...deviceStates, ...deviceTasks, ...securityGroupTasks],
    privileged,
  ),
  nameOnly('74ef975b-6605-40af-a5d2-b9539d836353', 'Kaizala Administrator'),
  nameOnly('b5a8dcf3-09d5-43a9-a639-8e29ef291470', 'Knowledge Administrator'),
  role(
    '4d6ac14f-3453-41d0-bef9-a3e0c569773a',
    'License Administrator',
    'Manages usage locations, and licences of users and groups.',
    [...basicReads, usageLocation],
    { narrowScopes: ['administrativeUnit'] },
  ),
  role(
    '59d46f88-662b-457b-bceb-5c3809e5908f',
    'Lifecycle Workflows Administrator',
    'Reads the directory; manages workflows.',
    basicReads,
    privileged,
  ),
  nameOnly('ac16e43d-7b2d-40e0-ac05-243ff356ab5b', 'Message Center Privacy Reader'),
  nameOnly('790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b', 'Message Center Reader'),
  nameOnly('8c8b803f-96e1-4129-9349-20738d9f9652', 'Microsoft 365 Migration Administrator'),
  nameOnly('9f06204d-73c1-4d4c-880a-6edb90606fd8', 'Microsoft Entra Joined Device Local Administrator'),
  nameOnly('d37c8bed-0711-4417-ba38-b4abe66ce4c2', 'Network Administrator'),
  nameOnly('2b745bdf-0803-4d80-aa65-822c4493daac', 'Office Apps Administrator'),
  nameOnly('92ed04bf-c94a-4b82-9729-b799a7a4c178', 'Organizational Branding Administrator'),
  nameOnly('e48398e2-f4bb-4074-8f31-4586725e205b', 'Organizational Messages Approver'),
  nameOnly('507f53e4-4e52-4077-abd3-d2e1558b6ea2', 'Organizational Messages Writer'),
  nameOnly('4ba39ca4-527c-499a-b93d-d9b492c50246', 'Partner Tier1 Support', true),
  nameOnly('e00e864a-17c5-4a4b-9c06-f5b95a8d5bd8', 'Partner Tier2 Support', true),
  role(
    '966707d0-3269-4727-9be2-8c3a10f19b9d',
    'Password Administrator',
    'Resets passwords of people and of a few limited administrators.',
    [...basicReads, ...credentialTasks],
    { isPrivileged: true, narrowScopes: ['administrativeUnit'] },
  ),
  nameOnly('024906de-61e5-49c8-8572-40335f1e0e10', 'People Administrator'),
  nameOnly('af78dc32-cf4d-46f9-ba4e-4428526346b5', 'Permissions Management Administrator'),
  nameOnly('11648597-926c-4cf3-9c36-bcebb0ba8dcc', 'Power Platform Administrator'),
  nameOnly('644ef478-e28f-4e28-b9dc-3fdde9aa0b1f', 'Printer Administrator'),
  nameOnly('e8cef6f1-e4bd-4ea8-bc07-4b8d950f4477', 'Printer Technician'),
  role(
    '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
    'Privileged Authentication Administrator',
    'Manages credentials and sensitive properties of everybody, administrators included.',
    [...basicReads, ...credentialTasks, ...methodTasks, ...accountTasks],
    { isPrivileged: true, narrowScopes: ['administrativeUnit'] },
  ),
  role(
    'e8611ab8-c189-46e8-94e1-60213ab1f814',
    'Privileged Role Administrator',
    'Manages roles, who holds them, role-assignable groups, administrative units, permissions of applications, and what members and guests may do.',
    [
      ...basicReads,
      ...roleTasks,
      ...assignableGroupTasks,
      unitTasks,
      grantPermissions,
      assignments,
      consents,
      policyTasks,
    ],
    privileged,
  ),
  role(
    '4a5d8f65-41da-4de4-8968-e035b65339cf',
    'Reports Reader',
    'Reads the change log, explanations from it, and sign-ins.',
    [...basicReads, audit, signIns],
  ),
  nameOnly('0964bb5e-9bdb-4d7b-ac29-58e794862a40', 'Search Administrator'),
  nameOnly('8835291a-918c-4fd7-a9ce-faa49f0cf7d9', 'Search Editor'),
  role(
    '194ae4cb-b126-40b2-bd5b-6091b380977d',
    'Security Administrator',
    'Reads what matters to security, and decides which other directories are trusted with what.',
    [
      ...basicReads,
      audit,
      privilegedReads,
      signIns,
      'microsoft.directory/identityProviders/standard/read',
      'microsoft.directory/crossTenantAccessPolicy/allProperties/allTasks',
      contexts,
    ],
    privileged,
  ),
  role(
    '5f2222b1-57c3-48ba-8ad5-d4759f1fde6f',
    'Security Operator',
    'Reads what matters to security.',
    [...basicReads, audit, privilegedReads, signIns],
    privileged,
  ),
  role(
    '5d6b6bb7-de71-4623-b4af-96380a352509',
    'Security Reader',
    'Reads what matters to security.',
    [
      ...basicReads,
      audit,
      privilegedReads,
      signIns,
      'microsoft.directory/identityProviders/standard/read',
      contextReads,
    ],
    privileged,
  ),
  nameOnly('f023fd81-a637-4b56-95fd-791ac0226033', 'Service Support Administrator'),
  role(
    'f28a1f50-f6e7-4571-818b-6a12f2af6b6c',
    'SharePoint Administrator',
    'Manages Microsoft 365 groups.',
    [...basicReads, ...unifiedGroupTasks],
    { narrowScopes: ['administrativeUnit'] },
  ),
  nameOnly('75941009-915a-4869-abe7-691bff18279e', 'Skype for Business Administrator'),
  role(
    '69091246-20e8-4a56-aa4d-066075b2a7a8',
    'Teams Administrator',
    'Manages Microsoft 365 groups.',
    [...basicReads, ...unifiedGroupTasks],
    { narrowScopes: ['administrativeUnit'] },
  ),
  nameOnly('baf37b3a-610e-45da-9e62-d9d1e5e8914b', 'Teams Communications Administrator'),
  nameOnly('f70938a0-fc10-4177-9e90-2178f8765737', 'Teams Communications Support Engineer'),
  nameOnly('fcf91098-03e3-41a9-b5ba-6f0ec8188a12', 'Teams Communications Support Specialist'),
  nameOnly('3d762c5a-1b6c-493f-843e-55a3b42923d4', 'Teams Devices Administrator'),
  nameOnly('aa38014f-0993-46e9-9b45-30501a20909d', 'Teams Telephony Administrator'),
  nameOnly('112ca1a2-15ad-4102-995e-45b0bc479a6a', 'Tenant Creator'),
  nameOnly('75934031-6c7e-415a-99d7-48dbd49e875e', 'Usage Summary Reports Reader'),
  role(
    'fe930be7-5e62-47db-91af-98c3a49a38b1',
    'User Administrator',
    'Manages users and groups, and the passwords of people and of some limited administrators.',
    [...basicReads, ...credentialTasks, endSessions, ...accountTasks, ...userTasks, ...groupTasks],
    { isPrivileged: true, narrowScopes: ['administrativeUnit'] },
  ),
  nameOnly('e300d9e7-4a2b-4295-9eff-f1c78b36cc98', 'Virtual Visits Administrator'),
  nameOnly('11451d60-acb2-45eb-a7d6-43d0f0125c13', 'Windows 365 Administrator'),
  nameOnly('32696413-001a-46ae-978c-ce0f6b3620d2', 'Windows Update Deployment Administrator'),
  role('810a2642-a034-447f-a5e8-41beaa378541', 'Yammer Administrator', 'Manages Microsoft 365 groups.', [
    ...basicReads,
    ...unifiedGroupTasks,
  ]),
];
