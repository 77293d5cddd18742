import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

/** Address of the settings of groups. */
export const groupSettingsRoutes: readonly PageRoute[] = [
  {
    path: '/group-settings',
    component: lazyRouteComponent(() => import('./group-settings-page.tsx'), 'GroupSettingsPage'),
  },
];
