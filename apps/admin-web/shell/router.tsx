import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { auditRoutes } from '../audit/audit-routes.ts';
import { deviceRoutes } from '../devices/device-routes.ts';
import { externalIdentityRoutes } from '../external-identities/external-identity-routes.ts';
import { groupSettingsRoutes } from '../group-settings/group-settings-routes.ts';
import { groupRoutes } from '../groups/group-routes.ts';
import { myRoutes } from '../my/my-routes.ts';
import { overviewRoutes } from '../overview/overview-routes.ts';
import { roleRoutes } from '../roles/role-routes.ts';
import { ruleRoutes } from '../rule-editor/rule-routes.ts';
import { basePath } from '../session/place.ts';
import { settingsRoutes } from '../settings/settings-routes.ts';
import { userRoutes } from '../users/user-routes.ts';
import { Frame } from './frame.tsx';
import { NotFound } from './not-found.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound });

const pages = [
  ...overviewRoutes,
  ...userRoutes,
  ...groupRoutes,
  ...ruleRoutes,
  ...groupSettingsRoutes,
  ...deviceRoutes,
  ...roleRoutes,
  ...externalIdentityRoutes,
  ...auditRoutes,
  ...settingsRoutes,
  ...myRoutes,
];

const routes = pages.map(({ path, component }) => createRoute({ getParentRoute: () => root, path, component }));

/** Every page by its address; each is loaded when it is first opened. */
export const router = createRouter({ routeTree: root.addChildren(routes), basepath: basePath });
