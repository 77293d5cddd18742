import { addDeviceLink, type DeviceLink, removeDeviceLink } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readReferenceBody } from '../../wire/object-reference.ts';
import { addressedId, referencedId, segmentId } from '../objects/addressed-object.ts';
import { relationRoutes } from '../objects/relation-routes.ts';

/**
 * Reading, adding and removing a device's links to people.
 *
 * @see Graph surface spec §11.3
 */
export function deviceLinkRoutes(link: DeviceLink): readonly Route[] {
  const add: Handler = async (api, request) => {
    const reference = readReferenceBody(readJsonObject(request.body));
    const device = await addressedId(api, request, 'device');
    await addDeviceLink(api.directory, request.caller, device, link, await referencedId(api, request, reference));
    return noContent;
  };
  const remove: Handler = async (api, request) => {
    const user = segmentId(request.segments[1]!);
    await removeDeviceLink(api.directory, request.caller, await addressedId(api, request, 'device'), link, user);
    return noContent;
  };
  const relation = `${link}s` as const;
  return [
    ...relationRoutes('device', relation),
    route(`POST devices/{}/${relation}/$ref`, add),
    route(`DELETE devices/{}/${relation}/{}/$ref`, remove),
  ];
}
