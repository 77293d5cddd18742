import type { Route } from '../../routing/route.ts';
import { approvalRoutes } from './approval-routes.ts';
import { policyRoutes } from './policy-routes.ts';
import { requestRoutes } from './request-routes.ts';
import { scheduleRoutes } from './schedule-routes.ts';

/** Roles, and access to groups, that people hold for a time or can activate. @see Graph surface spec §11.4, §11.5, §12.6 */
export const privilegedAccessRoutes: readonly Route[] = [
  ...requestRoutes,
  ...scheduleRoutes,
  ...approvalRoutes,
  ...policyRoutes,
];
