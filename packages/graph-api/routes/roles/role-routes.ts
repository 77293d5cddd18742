import type { Route } from '../../routing/route.ts';
import { directoryRoleRoutes } from './directory-role-routes.ts';
import { resourceActionRoutes } from './resource-action-routes.ts';
import { roleAssignmentRoutes } from './role-assignment-routes.ts';
import { roleDefinitionRoutes } from './role-definition-routes.ts';

/** Roles, who holds them, and what they are made of. @see Graph surface spec §11.5 */
export const roleRoutes: readonly Route[] = [
  ...directoryRoleRoutes,
  ...roleDefinitionRoutes,
  ...roleAssignmentRoutes,
  ...resourceActionRoutes,
];
