import type { Route } from '../../routing/route.ts';
import { approvalRoutes } from './approval-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { rolePolicyRoutes } from './role-policy-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';

/** Roles that people hold for a time or can activate. @see Graph surface spec §11.4, §11.5, §12.6 */
export const privilegedAccessRoutes: readonly Route[] = [
  ...requestRoutes,
  ...scheduleRoutes,
  ...approvalRoutes,
  ...rolePolicyRoutes,
];
