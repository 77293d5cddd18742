import type { Route } from '../../routing/route.ts';
import { auditMovementRoutes } from './audit-movement-routes.ts';
import { directoryAuditRoutes } from './directory-audit-routes.ts';
import { signInRoutes } from './sign-in-routes.ts';

/** The logs. @see Graph surface spec §11.10 */
export const auditLogRoutes: readonly Route[] = [...signInRoutes, ...directoryAuditRoutes, ...auditMovementRoutes];
