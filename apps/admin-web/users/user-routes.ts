import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

const user = lazyRouteComponent(() => import('./user-page.tsx'), 'UserPage');

/** Addresses of the pages about users. */
export const userRoutes: readonly PageRoute[] = [
  { path: '/users', component: lazyRouteComponent(() => import('./users-page.tsx'), 'UsersPage') },
  { path: '/users/new', component: lazyRouteComponent(() => import('./create/new-user-page.tsx'), 'NewUserPage') },
  { path: '/users/invite', component: lazyRouteComponent(() => import('./create/invite-page.tsx'), 'InvitePage') },
  {
    path: '/users/invite-many',
    component: lazyRouteComponent(() => import('./invitations/invite-many-page.tsx'), 'InviteManyPage'),
  },
  {
    path: '/users/deleted',
    component: lazyRouteComponent(() => import('./deleted/deleted-users-page.tsx'), 'DeletedUsersPage'),
  },
  { path: '/users/$id', component: user },
  { path: '/users/$id/$tab', component: user },
];
