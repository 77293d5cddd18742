import { createGroup } from '@muster/directory';
import type { Handler } from '../../routing/graph-request.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { answerCreated } from '../objects/answer-object.ts';
import { readGroupBody } from './read-group-body.ts';

/** `POST groups`: 201 with the new group. */
export const createGroupRoute: Handler = async (api, request) => {
  const input = await readGroupBody(api, request, 'create', readJsonObject(request.body));
  return answerCreated(api, request, await createGroup(api.directory, request.caller, input));
};
