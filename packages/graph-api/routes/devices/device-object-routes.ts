import { createDevice, deleteDevice, updateDevice } from '@muster/directory';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { readJsonObject } from '../../wire/json-body.ts';
import { readPatch } from '../../wire/read-patch.ts';
import { addressedId, addressedObject } from '../objects/addressed-object.ts';
import { answerList } from '../objects/answer-list.ts';
import { answerCreated, answerObject } from '../objects/answer-object.ts';

const type = 'device';

const list: Handler = (api, request) => answerList(api, request, { types: [type], scope: { kind: 'all' } });

const read: Handler = (api, request) =>
  answerObject(api, request, { types: [type], find: () => addressedObject(api, request, type) });

const create: Handler = async (api, request) => {
  const { knownExtensions, caller } = request;
  const body = readJsonObject(request.body);
  const { properties } = readPatch({ type, mode: 'create', body, knownExtensions });
  return answerCreated(api, request, await createDevice(api.directory, caller, properties));
};

const update: Handler = async (api, request) => {
  const { knownExtensions, caller } = request;
  const body = readJsonObject(request.body);
  const { properties } = readPatch({ type, mode: 'update', body, knownExtensions });
  await updateDevice(api.directory, caller, await addressedId(api, request, type), properties);
  return noContent;
};

const remove: Handler = async (api, request) => {
  await deleteDevice(api.directory, request.caller, await addressedId(api, request, type));
  return noContent;
};

/** @see Graph surface spec §11.3 */
export const deviceObjectRoutes: readonly Route[] = [
  route('GET devices', list),
  route('GET devices/$count', list),
  route('POST devices', create),
  route('GET devices/{}', read),
  route('PATCH devices/{}', update),
  route('DELETE devices/{}', remove),
];
