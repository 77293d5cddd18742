import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

/** Address of the first page. */
export const overviewRoutes: readonly PageRoute[] = [
  { path: '/', component: lazyRouteComponent(() => import('./overview-page.tsx'), 'OverviewPage') },
];
