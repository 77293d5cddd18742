import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

const role = lazyRouteComponent(() => import('./role-page.tsx'), 'RolePage');
const group = lazyRouteComponent(() => import('./assignments/group-access-page.tsx'), 'GroupAccessPage');
const unit = lazyRouteComponent(() => import('./units/unit-page.tsx'), 'UnitPage');

/** Addresses of the pages about roles and administrative units. */
export const roleRoutes: readonly PageRoute[] = [
  { path: '/roles', component: lazyRouteComponent(() => import('./roles-page.tsx'), 'RolesPage') },
  { path: '/roles/my', component: lazyRouteComponent(() => import('./own/my-roles-page.tsx'), 'MyRolesPage') },
  {
    path: '/roles/approvals',
    component: lazyRouteComponent(() => import('./own/approvals-page.tsx'), 'ApprovalsPage'),
  },
  { path: '/roles/new', component: lazyRouteComponent(() => import('./definitions/new-role-page.tsx'), 'NewRolePage') },
  {
    path: '/roles/administrative-units',
    component: lazyRouteComponent(() => import('./units/units-page.tsx'), 'UnitsPage'),
  },
  {
    path: '/roles/groups',
    component: lazyRouteComponent(() => import('./assignments/group-access-choice-page.tsx'), 'GroupAccessChoicePage'),
  },
  { path: '/roles/groups/$id', component: group },
  { path: '/roles/groups/$id/$tab', component: group },
  { path: '/roles/administrative-units/$id', component: unit },
  { path: '/roles/administrative-units/$id/$tab', component: unit },
  { path: '/roles/$id', component: role },
  { path: '/roles/$id/$tab', component: role },
];
