import { createGroup, updateGroup } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { answerCreated } from '../objects/answer-object.ts';
import { answerUpsert } from '../objects/answer-upsert.ts';
import { readGroupBody } from './read-group-body.ts';

/** `PATCH groups/{}`: 204; 201 when `Prefer: create-if-missing` made a group with that `uniqueName`. */
export const updateGroupRoute: Handler = (api, request) =>
  answerUpsert(api, request, 'group', {
    create: async (body) => {
      const input = await readGroupBody(api, request, 'create', body);
      return answerCreated(api, request, await createGroup(api.directory, request.caller, input));
    },
    update: async (id, body) => {
      await updateGroup(api.directory, request.caller, id, await readGroupBody(api, request, 'update', body));
      return noContent;
    },
  });
