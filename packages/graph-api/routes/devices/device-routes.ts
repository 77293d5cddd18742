import type { Route } from '../../routing/route.ts';
import { memberOperationRoutes } from '../memberships/member-operation-routes.ts';
import { addressedId } from '../objects/addressed-object.ts';
import { memberOfRoutes } from '../roles/member-of-routes.ts';
import { deviceLinkRoutes } from './device-link-routes.ts';
import { deviceObjectRoutes } from './device-object-routes.ts';

/** Devices and what hangs on them. */
export const deviceRoutes: readonly Route[] = [
  ...deviceObjectRoutes,
  ...memberOfRoutes('device', 'memberOf'),
  ...memberOfRoutes('device', 'transitiveMemberOf'),
  ...deviceLinkRoutes('registeredOwner'),
  ...deviceLinkRoutes('registeredUser'),
  ...memberOperationRoutes('devices/{}', async (api, request) => ({
    type: 'device',
    id: await addressedId(api, request, 'device'),
  })),
];
