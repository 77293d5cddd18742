import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

/** Addresses of the pages about groups. */
export const groupRoutes: readonly PageRoute[] = [
  { path: '/groups', component: lazyRouteComponent(() => import('./groups-page.tsx'), 'GroupsPage') },
];
