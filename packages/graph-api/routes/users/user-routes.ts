import { deleteUser } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { scopedRoleOfUserRoutes } from '../administrative-units/scoped-role-routes.ts';
import { userAssignmentRoutes } from '../app-role-assignments/app-role-assignment-routes.ts';
import { authenticationRoutes } from '../authentication/authentication-routes.ts';
import { checkPasswordRoute } from '../authentication/password-handlers.ts';
import { memberOperationRoutes } from '../memberships/member-operation-routes.ts';
import { addressedId, addressedObject } from '../objects/addressed-object.ts';
import { answerList } from '../objects/answer-list.ts';
import { answerObject } from '../objects/answer-object.ts';
import { relationRoutes } from '../objects/relation-routes.ts';
import { memberOfRoutes } from '../roles/member-of-routes.ts';
import { conversionRoutes } from './conversion-routes.ts';
import { createUserRoute } from './create-user-route.ts';
import { managerRoutes } from './manager-routes.ts';
import { sponsorRoutes } from './sponsor-routes.ts';
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
  ...authenticationRoutes,
  ...sponsorRoutes,
  ...conversionRoutes,
  ...scopedRoleOfUserRoutes,
  ...userAssignmentRoutes,
  ...memberOfRoutes('user', 'memberOf'),
  ...memberOfRoutes('user', 'transitiveMemberOf'),
  ...relationRoutes('user', 'directReports'),
  ...relationRoutes('user', 'ownedObjects'),
  ...relationRoutes('user', 'ownedDevices'),
  ...relationRoutes('user', 'registeredDevices'),
  ...memberOperationRoutes('users/{}', async (api, request) => ({
    type: 'user',
    id: await addressedId(api, request, 'user'),
  })),
];

/** The person who asks, as if they had named themselves. An application that asks for itself is no user. */
const asMe =
  (handler: Handler): Handler =>
  (api, request) => {
    const { actor } = request.caller;
    if (actor.kind !== 'user') throw graphErrors.URL_ME_NEEDS_USER({});
    const [first, ...rest] = request.segments;
    return handler(api, { ...request, segments: [{ ...first!, name: 'users', key: actor.id }, ...rest] });
  };

const me = addressedUsers.map((each) => ({
  ...each,
  path: each.path.replace('users/{}', 'me'),
  handler: asMe(each.handler),
}));

/** @see Graph surface spec §11.1 */
export const userRoutes: readonly Route[] = [
  route('GET users', listUsers),
  route('GET users/$count', listUsers),
  route('POST users', createUserRoute),
  route('POST users/validatePassword', checkPasswordRoute, { version: 'beta' }),
  ...addressedUsers,
  ...me,
];
