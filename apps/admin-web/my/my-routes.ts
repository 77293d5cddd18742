import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

const component = lazyRouteComponent(() => import('./my-page.tsx'), 'MyPage');

/** Addresses of everybody's own pages. */
export const myRoutes: readonly PageRoute[] = [
  { path: '/my', component },
  { path: '/my/$tab', component },
];
