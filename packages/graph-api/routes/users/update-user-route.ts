import { setManager, updateUser } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { addressedId, referencedId } from '../objects/addressed-object.ts';
import { readUserBody } from './read-user-body.ts';

/** `PATCH users/{}`: 204. A manager is bound in a request of its own, so that a request never happens by half. */
export const updateUserRoute: Handler = async (api, request) => {
  const { properties, manager } = readUserBody(request, 'update');
  const id = await addressedId(api, request, 'user');
  if (manager === undefined) {
    await updateUser(api.directory, request.caller, id, properties);
    return noContent;
  }
  if (Object.keys(properties).length > 0) {
    const place = { property: 'manager', resource: 'User' };
    throw graphErrors.BODY_INVALID_VALUE({ ...place, reason: 'bind the manager in a request of its own' });
  }
  await setManager(api.directory, request.caller, id, await referencedId(api, request, manager));
  return noContent;
};
