import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

/** Addresses of the pages about users. */
export const userRoutes: readonly PageRoute[] = [
  { path: '/users', component: lazyRouteComponent(() => import('./users-page.tsx'), 'UsersPage') },
];
