import { deleteUser } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { memberOperationRoutes } from '../memberships/member-operation-routes.ts';
import { addressedId, addressedObject } from '../objects/addressed-object.ts';
import { answerList } from '../objects/answer-list.ts';
import { answerObject } from '../objects/answer-object.ts';
import { relationRoutes } from '../objects/relation-routes.ts';
import { createUserRoute } from './create-user-route.ts';
import { managerRoutes } from './manager-routes.ts';
import { updateUserRoute } from './update-user-route.ts';

/** A user may bring along applications, as `ownedObjects`. */
const listUsers: Handler = (api, request) => answerList(api, request, { types: ['user'], scope: { kind: 'all' } });

const readUser: Handler = (api, request) =>
  answerObject(api, request, { types: ['user'], find: () => addressedObject(api, request, 'user') });

const removeUser: Handler = async (api, request) => {
  await deleteUser(api.directory, request.caller, await addressedId(api, request, 'user'));
  return noContent;
};

const addressedUsers: readonly Route[] = [
  route('GET users/{}', readUser),
  route('PATCH users/{}', updateUserRoute),
  route('DELETE users/{}', removeUser),
  ...managerRoutes,
  ...relationRoutes('user', 'memberOf'),
  ...relationRoutes('user', 'transitiveMemberOf'),
  ...relationRoutes('user', 'directReports'),
  ...relationRoutes('user', 'ownedObjects'),
  ...relationRoutes('user', 'ownedDevices'),
  ...relationRoutes('user', 'registeredDevices'),
  ...memberOperationRoutes('users/{}', async (api, request) => ({
    type: 'user',
    id: await addressedId(api, request, 'user'),
  })),
];

const refuseMe: Handler = async () => {
  throw graphErrors.URL_ME_NEEDS_USER({});
};

/** Whoever asks is an application, which is no user. */
const me = addressedUsers.map((each) => ({ ...each, path: each.path.replace('users/{}', 'me'), handler: refuseMe }));

/** @see Graph surface spec §11.1 */
export const userRoutes: readonly Route[] = [
  route('GET users', listUsers),
  route('GET users/$count', listUsers),
  route('POST users', createUserRoute),
  ...addressedUsers,
  ...me,
];
