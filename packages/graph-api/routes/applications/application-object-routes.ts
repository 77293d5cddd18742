import { createApplication, deleteApplication, updateApplication } from '@muster/directory';
import {
  type GraphAnswer,
  type GraphApi,
  type GraphRequest,
  type Handler,
  noContent,
} from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { type JsonObject, readJsonObject } from '../../wire/json-body.ts';
import { readPatch } from '../../wire/read-patch.ts';
import { addressedId, addressedObject, referencedIds } from '../objects/addressed-object.ts';
import { answerList } from '../objects/answer-list.ts';
import { answerCreated, answerObject } from '../objects/answer-object.ts';
import { answerUpsert } from '../objects/answer-upsert.ts';

const type = 'application';

const list: Handler = (api, request) => answerList(api, request, { types: [type], scope: { kind: 'all' } });

const read: Handler = (api, request) =>
  answerObject(api, request, {
    types: [type],
    find: () => addressedObject(api, request, type),
  });

async function createFrom(api: GraphApi, request: GraphRequest, body: JsonObject): Promise<GraphAnswer> {
  const { knownExtensions, caller } = request;
  const { properties, references } = readPatch({ type, mode: 'create', body, knownExtensions });
  const owners = await referencedIds(api, request, references.owners);
  const application = await createApplication(api.directory, caller, { properties, owners });
  return answerCreated(api, request, application);
}

const create: Handler = (api, request) => createFrom(api, request, readJsonObject(request.body));

const update: Handler = (api, request) =>
  answerUpsert(api, request, type, {
    create: (body) => createFrom(api, request, body),
    update: async (id, body) => {
      const { knownExtensions, caller } = request;
      const { properties, references } = readPatch({ type, mode: 'update', body, knownExtensions });
      const owners = await referencedIds(api, request, references.owners);
      await updateApplication(api.directory, caller, type, id, properties, owners);
      return noContent;
    },
  });

const remove: Handler = async (api, request) => {
  await deleteApplication(api.directory, request.caller, type, await addressedId(api, request, type));
  return noContent;
};

/** @see Graph surface spec §11.9, §6.6 */
export const applicationObjectRoutes: readonly Route[] = [
  route('GET applications', list),
  route('GET applications/$count', list),
  route('POST applications', create),
  route('GET applications/{}', read),
  route('PATCH applications/{}', update),
  route('DELETE applications/{}', remove),
];
