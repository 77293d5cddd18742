import { addSponsor, getInviter, removeSponsor } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readReferenceBody } from '../../wire/object-reference.ts';
import { addressedId, referencedId, segmentId } from '../objects/addressed-object.ts';
import { answerObject } from '../objects/answer-object.ts';
import { narrowTypes } from '../objects/cast-types.ts';
import { relationRoutes } from '../objects/relation-routes.ts';

const add: Handler = async (api, request) => {
  const reference = readReferenceBody(readJsonObject(request.body));
  const user = await addressedId(api, request, 'user');
  await addSponsor(api.directory, request.caller, user, await referencedId(api, request, reference));
  return noContent;
};

const remove: Handler = async (api, request) => {
  const user = await addressedId(api, request, 'user');
  await removeSponsor(api.directory, request.caller, user, segmentId(request.segments[1]!));
  return noContent;
};

const readInviter: Handler = async (api, request) => {
  const { types, isPolymorphic } = narrowTypes(['user', 'servicePrincipal'], true, request.segments);
  return answerObject(api, request, {
    types,
    isPolymorphic,
    find: async () => {
      const inviter = await getInviter(api.directory, request.caller, await addressedId(api, request, 'user'));
      return { ...inviter, type: inviter.type as 'user' | 'servicePrincipal' };
    },
  });
};

/** Who answers for a user from outside, and who invited them. @see Graph surface spec §11.1 */
export const sponsorRoutes: readonly Route[] = [
  ...relationRoutes('user', 'sponsors'),
  route('POST users/{}/sponsors/$ref', add),
  route('DELETE users/{}/sponsors/{}/$ref', remove),
  ...relationRoutes('user', 'sponsorOf'),
  route('GET users/{}/invitedBy', readInviter, {
    casts: ['directoryObject', 'user', 'servicePrincipal'],
    version: 'beta',
  }),
];
