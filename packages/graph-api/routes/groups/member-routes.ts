import { addMembers, removeMember } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readReferenceBody } from '../../wire/object-reference.ts';
import { addressedId, referencedId, segmentId } from '../objects/addressed-object.ts';
import { relationRoutes } from '../objects/relation-routes.ts';

const addMemberRoute: Handler = async (api, request) => {
  const reference = readReferenceBody(readJsonObject(request.body));
  const group = await addressedId(api, request, 'group');
  await addMembers(api.directory, request.caller, group, [await referencedId(api, request, reference)]);
  return noContent;
};

const removeMemberRoute: Handler = async (api, request) => {
  const member = segmentId(request.segments[1]!);
  await removeMember(api.directory, request.caller, await addressedId(api, request, 'group'), member);
  return noContent;
};

/**
 * Reading, adding and removing members. There is no `DELETE members/{}`: without `/$ref` it would delete the object.
 *
 * @see Graph surface spec §6.4
 */
export const memberRoutes: readonly Route[] = [
  ...relationRoutes('group', 'members'),
  ...relationRoutes('group', 'transitiveMembers'),
  route('POST groups/{}/members/$ref', addMemberRoute),
  route('DELETE groups/{}/members/{}/$ref', removeMemberRoute),
];
