import { createUser } from '@muster/directory';
import type { Handler } from '../../routing/graph-request.ts';
import { referencedId } from '../objects/addressed-object.ts';
import { answerCreated } from '../objects/answer-object.ts';
import { readUserBody } from './read-user-body.ts';

/** `POST users`: 201 with the new user. */
export const createUserRoute: Handler = async (api, request) => {
  const { properties, manager } = readUserBody(request, 'create');
  const managerId = manager === undefined ? null : await referencedId(api, request, manager);
  return answerCreated(api, request, await createUser(api.directory, request.caller, { properties, managerId }));
};
