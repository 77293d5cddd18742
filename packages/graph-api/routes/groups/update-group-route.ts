import { createGroup, updateGroup } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { answerCreated } from '../objects/answer-object.ts';
import { createIfMissing, upsertTarget } from '../objects/upsert-target.ts';
import { readGroupBody } from './read-group-body.ts';

/** `PATCH groups/{}`: 204; 201 when `Prefer: create-if-missing` made a group with that `uniqueName`. */
export const updateGroupRoute: Handler = async (api, request) => {
  const target = await upsertTarget(api, request, 'group', readJsonObject(request.body));
  const input = await readGroupBody(api, request, target.kind, target.body);
  if (target.kind === 'create') {
    const answer = await answerCreated(api, request, await createGroup(api.directory, request.caller, input));
    return { ...answer, preferenceApplied: createIfMissing };
  }
  await updateGroup(api.directory, request.caller, target.id, input);
  return noContent;
};
