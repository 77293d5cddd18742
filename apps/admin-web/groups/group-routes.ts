import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

const groupPage = lazyRouteComponent(() => import('./group-page.tsx'), 'GroupPage');

/** Addresses of the pages about groups. */
export const groupRoutes: readonly PageRoute[] = [
  { path: '/groups', component: lazyRouteComponent(() => import('./groups-page.tsx'), 'GroupsPage') },
  { path: '/groups/new', component: lazyRouteComponent(() => import('./create/new-group-page.tsx'), 'NewGroupPage') },
  {
    path: '/groups/deleted',
    component: lazyRouteComponent(() => import('./deleted/deleted-groups-page.tsx'), 'DeletedGroupsPage'),
  },
  {
    path: '/groups/processing',
    component: lazyRouteComponent(() => import('./processing/processing-page.tsx'), 'ProcessingPage'),
  },
  { path: '/groups/$id', component: groupPage },
  { path: '/groups/$id/$tab', component: groupPage },
];
