import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

const device = lazyRouteComponent(() => import('./device-page.tsx'), 'DevicePage');

/** Addresses of the pages about devices. */
export const deviceRoutes: readonly PageRoute[] = [
  { path: '/devices', component: lazyRouteComponent(() => import('./devices-page.tsx'), 'DevicesPage') },
  { path: '/devices/new', component: lazyRouteComponent(() => import('./new-device-page.tsx'), 'NewDevicePage') },
  { path: '/devices/$id', component: device },
  { path: '/devices/$id/$tab', component: device },
];
