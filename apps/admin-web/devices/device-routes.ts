import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

/** Addresses of the pages about devices. */
export const deviceRoutes: readonly PageRoute[] = [
  { path: '/devices', component: lazyRouteComponent(() => import('./devices-page.tsx'), 'DevicesPage') },
];
