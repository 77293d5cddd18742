import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

/** Addresses of the pages about the logs. */
export const auditRoutes: readonly PageRoute[] = [
  { path: '/audit', component: lazyRouteComponent(() => import('./audit-page.tsx'), 'AuditPage') },
  { path: '/audit/sign-ins', component: lazyRouteComponent(() => import('./sign-ins-page.tsx'), 'SignInsPage') },
  { path: '/audit/sign-ins/$id', component: lazyRouteComponent(() => import('./sign-in-page.tsx'), 'SignInPage') },
  { path: '/audit/$id', component: lazyRouteComponent(() => import('./audit-entry-page.tsx'), 'AuditEntryPage') },
];
