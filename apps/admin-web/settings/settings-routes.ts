import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

const component = lazyRouteComponent(() => import('./settings-page.tsx'), 'SettingsPage');

/** Addresses of the settings of the directory. */
export const settingsRoutes: readonly PageRoute[] = [
  { path: '/settings', component },
  { path: '/settings/$tab', component },
];
