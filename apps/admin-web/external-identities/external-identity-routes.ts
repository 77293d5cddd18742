import { lazyRouteComponent } from '@tanstack/react-router';
import type { PageRoute } from '../shell/page-route.ts';

const component = lazyRouteComponent(() => import('./external-identities-page.tsx'), 'ExternalIdentitiesPage');

/** Addresses of the pages about people from outside. */
export const externalIdentityRoutes: readonly PageRoute[] = [
  { path: '/external-identities', component },
  { path: '/external-identities/$tab', component },
  {
    path: '/external-identities/identity-providers/$provider',
    component: lazyRouteComponent(() => import('./providers/provider-page.tsx'), 'ProviderPage'),
  },
  {
    path: '/external-identities/cross-tenant-access/$partner',
    component: lazyRouteComponent(() => import('./cross-tenant/access-page.tsx'), 'AccessPage'),
  },
];
