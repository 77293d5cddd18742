import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

/** Addresses of the pages about rules. */
export const ruleRoutes: readonly PageRoute[] = [
  { path: '/groups/$id/rule', component: lazyRouteComponent(() => import('./page/rule-page.tsx'), 'RulePage') },
  {
    path: '/groups/$id/convert',
    component: lazyRouteComponent(() => import('./page/convert-page.tsx'), 'ConvertPage'),
  },
];
