import type { Route } from '../routing/route.ts';
import { administrativeUnitRoutes } from './administrative-units/administrative-unit-routes.ts';
import { appRoleAssignmentRoutes } from './app-role-assignments/app-role-assignment-routes.ts';
import { applicationRoutes } from './applications/application-routes.ts';
import { auditLogRoutes } from './audit-logs/audit-log-routes.ts';
import { authenticationContextRoutes } from './conditional-access/authentication-context-routes.ts';
import { deletedItemRoutes } from './deleted-items/deleted-item-routes.ts';
import { deviceRoutes } from './devices/device-routes.ts';
import { directoryObjectRoutes } from './directory-objects/directory-object-routes.ts';
import { groupRoutes } from './groups/group-routes.ts';
import { identityProviderRoutes } from './identity/identity-provider-routes.ts';
import { invitationRoutes } from './invitations/invitation-routes.ts';
import { organizationRoutes } from './organization/organization-routes.ts';
import { permissionGrantRoutes } from './permission-grants/permission-grant-routes.ts';
import { authorizationPolicyRoutes } from './policies/authorization-policy-routes.ts';
import { collaborationRoutes } from './policies/collaboration-routes.ts';
import { crossTenantRoutes } from './policies/cross-tenant-routes.ts';
import { privilegedAccessRoutes } from './privileged-access/privileged-access-routes.ts';
import { roleRoutes } from './roles/role-routes.ts';
import { userRoutes } from './users/user-routes.ts';

/** Every address the API answers. */
export const routes: readonly Route[] = [
  ...userRoutes,
  ...groupRoutes,
  ...deviceRoutes,
  ...administrativeUnitRoutes,
  ...directoryObjectRoutes,
  ...deletedItemRoutes,
  ...applicationRoutes,
  ...organizationRoutes,
  ...roleRoutes,
  ...authorizationPolicyRoutes,
  ...identityProviderRoutes,
  ...crossTenantRoutes,
  ...collaborationRoutes,
  ...invitationRoutes,
  ...permissionGrantRoutes,
  ...appRoleAssignmentRoutes,
  ...authenticationContextRoutes,
  ...privilegedAccessRoutes,
  ...auditLogRoutes,
];
