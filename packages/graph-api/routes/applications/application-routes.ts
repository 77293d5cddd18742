import type { Route } from '../../routing/route.ts';
import { ownerRoutes } from '../objects/owner-routes.ts';
import { applicationObjectRoutes } from './application-object-routes.ts';
import { extensionPropertyRoutes } from './extension-property-routes.ts';
import { passwordRoutes } from './password-routes.ts';
import { servicePrincipalRoutes } from './service-principal-routes.ts';

/** Applications and service principals. */
export const applicationRoutes: readonly Route[] = [
  ...applicationObjectRoutes,
  ...ownerRoutes('application'),
  ...passwordRoutes,
  ...extensionPropertyRoutes,
  ...servicePrincipalRoutes,
];
