import type { Route } from '../../routing/route.ts';
import { memberOperationRoutes } from '../memberships/member-operation-routes.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { relationRoutes } from '../objects/relation-routes.ts';
import { deviceLinkRoutes } from './device-link-routes.ts';
import { deviceObjectRoutes } from './device-object-routes.ts';

/** Devices and what hangs on them. */
export const deviceRoutes: readonly Route[] = [
  ...deviceObjectRoutes,
  ...relationRoutes('device', 'memberOf'),
  ...relationRoutes('device', 'transitiveMemberOf'),
  ...deviceLinkRoutes('registeredOwner'),
  ...deviceLinkRoutes('registeredUser'),
  ...memberOperationRoutes('devices/{}', async (api, request) => ({
    type: 'device',
    id: await addressedId(api, request, 'device'),
  })),
];
