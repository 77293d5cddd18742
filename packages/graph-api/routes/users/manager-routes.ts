import { getManager, setManager } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { referenceAnswer } from '../../wire/answers.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readReferenceBody } from '../../wire/object-reference.ts';
import { addressedId, referencedId } from '../objects/addressed-object.ts';
import { answerObject } from '../objects/answer-object.ts';
import { narrowTypes } from '../objects/cast-types.ts';

const readManager: Handler = async (api, request) => {
  const { isPolymorphic } = narrowTypes(['user'], true, request.segments);
  return answerObject(api, request, {
    types: ['user'],
    isPolymorphic,
    find: async () => getManager(api.directory, request.caller, await addressedId(api, request, 'user')),
  });
};

const readManagerReference: Handler = async (api, request) => {
  const manager = await getManager(api.directory, request.caller, await addressedId(api, request, 'user'));
  return { status: 200, body: referenceAnswer(request, manager.id) };
};

const replaceManager: Handler = async (api, request) => {
  const reference = readReferenceBody(readJsonObject(request.body));
  const user = await addressedId(api, request, 'user');
  await setManager(api.directory, request.caller, user, await referencedId(api, request, reference));
  return noContent;
};

const removeManager: Handler = async (api, request) => {
  await setManager(api.directory, request.caller, await addressedId(api, request, 'user'), null);
  return noContent;
};

/** A user's manager. @see Graph surface spec §6.4, §11.1 */
export const managerRoutes: readonly Route[] = [
  route('GET users/{}/manager', readManager, { casts: ['directoryObject', 'user'] }),
  route('GET users/{}/manager/$ref', readManagerReference),
  route('PUT users/{}/manager/$ref', replaceManager),
  route('DELETE users/{}/manager/$ref', removeManager),
];
