import {
  directoryErrors,
  getDeletedItem,
  purgeDeletedItem,
  restorableTypes,
  restoreDeletedItem,
} from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import { type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { readActionBody, readFlag, readOptionalText } from '../objects/action-body.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { answerList } from '../objects/answer-list.ts';
import { answerObject } from '../objects/answer-object.ts';
import { narrowTypes } from '../objects/cast-types.ts';

/** Devices are deleted for good: there is nothing to find of them. */
const casts: readonly string[] = [...restorableTypes, 'device'];
/** The segment `deletedItems` after `directory`. */
const deletedItems = (request: GraphRequest) => request.segments[1]!;

const list: Handler = (api, request) => {
  if (deletedItems(request).cast === undefined) {
    throw graphErrors.URL_MALFORMED({ reason: 'name a type, as in `directory/deletedItems/microsoft.graph.user`' });
  }
  return answerList(api, request, {
    types: restorableTypes,
    scope: { kind: 'deleted' },
    isPolymorphic: true,
  });
};

const read: Handler = (api, request) => {
  const { types, isEmpty, isPolymorphic } = narrowTypes(restorableTypes, true, request.segments);
  const id = segmentId(deletedItems(request));
  const find = async () => {
    const object = await getDeletedItem(api.directory, request.caller, id);
    if (isEmpty || !types.includes(object.type)) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    return object;
  };
  return answerObject(api, request, { types, isPolymorphic, find });
};

const purge: Handler = async (api, request) => {
  await purgeDeletedItem(api.directory, request.caller, segmentId(deletedItems(request)));
  return noContent;
};

/** `autoReconcileProxyConflict` changes nothing: mail addresses never keep an object from being restored here. */
const restore: Handler = (api, request) => {
  const body = readActionBody(request);
  readFlag(body, 'autoReconcileProxyConflict');
  if (readOptionalText(body, 'newUserPrincipalName') !== undefined) {
    const place = { property: 'newUserPrincipalName', resource: body.action };
    throw graphErrors.BODY_INVALID_VALUE({ ...place, reason: 'restore under the old name, then change the name' });
  }
  const id = segmentId(deletedItems(request));
  return answerObject(api, request, {
    types: restorableTypes,
    isPolymorphic: true,
    find: () => restoreDeletedItem(api.directory, request.caller, id),
  });
};

/** @see Graph surface spec §6.8, §11.3 */
export const deletedItemRoutes: readonly Route[] = [
  route('GET directory/deletedItems', list, { casts }),
  route('GET directory/deletedItems/$count', list, { casts }),
  route('GET directory/deletedItems/{}', read, { casts: [...casts, 'directoryObject'] }),
  route('DELETE directory/deletedItems/{}', purge),
  route('POST directory/deletedItems/{}/restore', restore),
];
