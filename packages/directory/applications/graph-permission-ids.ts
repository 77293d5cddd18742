// Data: the ids of the permissions of the directory's own API. Kept in assignments and applications: never changed.
import { createHash } from 'node:crypto';
import { type ObjectId, toObjectId } from '@muster/kernel';

/**
 * Permission → its id as an application permission and as a delegated one, where Graph has such a permission.
 *
 * @see Microsoft Graph permissions reference, "All permissions"; clients and infrastructure code write these ids down
 */
const known: Readonly<Record<string, readonly [role: string | null, scope: string | null]>> = {
  'AppRoleAssignment.ReadWrite.All': ['06b708a9-e830-4db3-a914-8e69da51d44f', '84bccea3-f856-4a8a-967b-dbe0a3d53a64'],
  'Application.Read.All': ['9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30', 'c79f8feb-a9db-4090-85f9-90d820caa0eb'],
  'Application.ReadWrite.All': ['1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9', 'bdfbf15f-ee85-4955-8675-146e8e5296b5'],
  'AuditLog.Read.All': ['b0afded3-3588-46d8-8b3d-9842eff778da', 'e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20'],
  'AuthenticationContext.Read.All': ['381f742f-e1f8-4309-b4ab-e3d91ae4c5c1', '57b030f1-8c35-469c-b0d9-e4a077debe70'],
  'AuthenticationContext.ReadWrite.All': [
    'a88eef72-fed0-4bf7-a2a9-f19df33f8b83',
    'ba6d575a-1344-4516-b777-1404f5593057',
  ],
  'DelegatedPermissionGrant.Read.All': ['81b4724a-58aa-41c1-8a55-84ef97466587', 'a197cdc4-a8e8-4d49-9d35-4ca7c83887b4'],
  'DelegatedPermissionGrant.ReadWrite.All': [
    '8e8e4742-1d95-4f68-9d56-6ee75648c72a',
    '41ce6ca6-6826-4807-84f1-1c82854f7ee5',
  ],
  'Device.Read.All': ['7438b122-aefc-4978-80ed-43db9fcc7715', '951183d1-1a61-466f-a6d1-1fde911bfd95'],
  'Device.ReadWrite.All': ['1138cb37-bd11-4084-a2b7-9f71582aeddb', null],
  'Directory.AccessAsUser.All': [null, '0e263e50-5827-48a4-b97c-d940288653c7'],
  'Directory.Read.All': ['7ab1d382-f21e-4acd-a863-ba3e13f7da61', '06da0dbc-49e2-44d2-8312-53f166ab848a'],
  'Directory.ReadWrite.All': ['19dbc75e-c2e2-444c-a770-ec69d8559fc7', 'c5366453-9fb0-48a5-a156-24f0c49a4b84'],
  'Domain.Read.All': ['dbb9058a-0e50-45d7-ae91-66909b5d4664', '2f9ee017-59c1-4f1d-9472-bd5529a7b311'],
  'Domain.ReadWrite.All': ['7e05723c-0bb0-42da-be95-ae9f08a6e53c', '0b5d694c-a244-4bde-86e6-eb5cd07730fe'],
  'Group.Create': ['bf7b1a76-6e77-406b-b258-bf5c7720e98f', null],
  'Group.Read.All': ['5b567255-7703-4780-807c-7be8301ae99b', '5f8c59db-677d-491f-a6b8-5f174b11ec1d'],
  'Group.ReadWrite.All': ['62a82d76-70ea-41e2-9197-370581804d09', '4e46008b-f24c-477d-8fff-7bb4ec7aafe0'],
  'GroupMember.Read.All': ['98830695-27a2-44f7-8c18-0c3ebc9698f6', 'bc024368-1153-4739-b217-4326f2e966d0'],
  'GroupMember.ReadWrite.All': ['dbaae8cf-10b5-4b86-a4a1-f871c94c6695', 'f81125ac-d3b7-4573-a3b2-7099cc39df9e'],
  'IdentityProvider.Read.All': ['e321f0bb-e7f7-481e-bb28-e3b0b32d4bd0', '43781733-b5a7-4d1b-98f4-e8edff23e1a9'],
  'IdentityProvider.ReadWrite.All': ['90db2b9a-d928-4d33-a4dd-8442ae3d41e4', 'f13ce604-1677-429f-90bd-8a10b9f01325'],
  'Organization.Read.All': ['498476ce-e0fe-48b0-b801-37ba7e2685c6', '4908d5b9-3fb2-4b1e-9336-1888b7937185'],
  'Organization.ReadWrite.All': ['292d869f-3427-49a8-9dab-8c70152b74e9', '46ca0847-7e6b-426e-9775-ea810a948356'],
  'Policy.Read.All': ['246dd0d5-5bd0-4def-940b-0421030a5b68', '572fea84-0151-49b2-9301-11cb16974376'],
  'Policy.ReadWrite.Authorization': ['fb221be6-99f2-473f-bd32-01c6a0e9ca3b', 'edd3c878-b384-41fd-95ad-e7407dd775be'],
  'Policy.ReadWrite.ConditionalAccess': [
    '01c0a623-fc9b-48e9-b794-0756f8e8f067',
    'ad902697-1014-4ef5-81ef-2b4301988e8c',
  ],
  'Policy.ReadWrite.CrossTenantAccess': [
    '338163d7-f101-4c92-94ba-ca46fe52447c',
    '014b43d0-6ed4-4fc6-84dc-4b6f7bae7d85',
  ],
  'Policy.ReadWrite.ExternalIdentities': [
    '03cc4f92-788e-4ede-b93f-199424d144a5',
    'b5219784-1215-45b5-b3f1-88fe1081f9c0',
  ],
  'RoleAssignmentSchedule.Read.Directory': [
    'd5fe8ce8-684c-4c83-a52c-46e882ce4be1',
    '344a729c-0285-42c6-9014-f12b9b8d6129',
  ],
  'RoleAssignmentSchedule.ReadWrite.Directory': [
    'dd199f4a-f148-40a4-a2ec-f0069cc799ec',
    '8c026be3-8e26-4774-9372-8d5d6f21daff',
  ],
  'RoleEligibilitySchedule.Read.Directory': [
    'ff278e11-4a33-4d0c-83d2-d01dc58929a5',
    'eb0788c2-6d4e-4658-8c9e-c0fb8053f03d',
  ],
  'RoleEligibilitySchedule.ReadWrite.Directory': [
    'fee28b28-e1f3-4841-818e-2704dc62245f',
    '62ade113-f8e0-4bf9-a6ba-5acb31db32fd',
  ],
  'RoleManagement.Read.All': ['c7fbd983-d9aa-4fa7-84b8-17382c103bc4', '48fec646-b2ba-4019-8681-8eb31435aded'],
  'RoleManagement.Read.Directory': ['483bed4a-2ad3-4361-a73b-c83ccdbdc53c', '741c54c3-0c1e-44a1-818b-3f97ab4e8c83'],
  'RoleManagement.ReadWrite.Directory': [
    '9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8',
    'd01b97e9-cbc0-49fe-810a-750afd5527a3',
  ],
  'RoleManagementPolicy.Read.Directory': [
    'fdc4c997-9942-4479-bfcb-75a36d1138df',
    '3de2cdbe-0ff5-47d5-bdee-7f45b4749ead',
  ],
  'RoleManagementPolicy.ReadWrite.Directory': [
    '31e08e0a-d3f7-4ca2-ac39-7343fb83e8ad',
    '1ff1be21-34eb-448c-9ac9-ce1f506b2a68',
  ],
  'User-PasswordProfile.ReadWrite.All': [
    'cc117bb9-00cf-4eb8-b580-ea2a878fe8f7',
    '56760768-b641-451f-8906-e1b8ab31bca7',
  ],
  'User.EnableDisableAccount.All': ['3011c876-62b7-4ada-afa2-506cbbecc68c', 'f92e74e7-2563-467f-9dd0-902688cb5863'],
  'User.Invite.All': ['09850681-111b-4a89-9bed-3f2cae46d706', '63dd7cd9-b489-4adf-a28c-ac38b9a0f962'],
  'User.Read': [null, 'e1fe6dd8-ba31-4d61-89e7-88639da4683d'],
  'User.Read.All': ['df021288-bdef-4463-88db-98f22de89214', 'a154be20-db9c-4678-8ab7-66f6cc099a59'],
  'User.ReadBasic.All': [null, 'b340eb25-3456-403f-be2f-af7a0d370277'],
  'User.ReadWrite': [null, 'b4e74841-8e56-480b-be8b-910348b18b4c'],
  'User.ReadWrite.All': ['741f803b-c850-494e-b5df-cde7c675a1ca', '204e0828-b5ca-4ad8-b9f3-f32a958e7cc4'],
  'User.RevokeSessions.All': ['77f3a031-c388-4f99-b373-dc68676a979e', null],
  'UserAuthenticationMethod.Read': [null, '1f6b61c5-2f65-4135-9c9f-31c0f8d32b52'],
  'UserAuthenticationMethod.Read.All': ['38d9df27-64da-44fd-b7c5-a6fbac20248f', 'aec28ec7-4d02-4e8c-b864-50163aea77eb'],
  'UserAuthenticationMethod.ReadWrite': [null, '48971fc1-70d7-4245-af77-0beb29b53ee2'],
  'UserAuthenticationMethod.ReadWrite.All': [
    '50483e42-d915-4231-9639-7fdb7fd190e5',
    'b7887744-6746-4312-813d-72daeaee7e2d',
  ],
  email: [null, '64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0'],
  offline_access: [null, '7427e0e9-2fba-42fe-b0c0-848c9e6a8182'],
  openid: [null, '37f7f235-527c-4136-accd-4a02d197296e'],
  profile: [null, '14dad69e-099b-42c9-810b-d002981feec1'],
};

/** The id of an application permission of the directory's own API: Graph's, or one that follows from the name. */
export function permissionRoleId(value: string): ObjectId {
  return (known[value]?.[0] ?? derivedId('role', value)) as ObjectId;
}

/** The id of a delegated permission of the directory's own API: Graph's, or one that follows from the name. */
export function permissionScopeId(value: string): ObjectId {
  return (known[value]?.[1] ?? derivedId('scope', value)) as ObjectId;
}

/** A UUID of version 8 (RFC 9562 §5.8). */
function derivedId(kind: string, value: string): ObjectId {
  const bytes = createHash('sha256').update(`${kind} ${value}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return toObjectId(parts.join('-'))!;
}
