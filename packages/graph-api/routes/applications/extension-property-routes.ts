import {
  createExtensionProperty,
  deleteExtensionProperty,
  directoryErrors,
  flag,
  getObject,
  listExtensionProperties,
  type PropertyTable,
  readOnly,
  required,
  text,
  texts,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { type GraphRequest, type Handler, noContent } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import { addressedId, addressedObject, segmentId } from '../objects/addressed-object.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import { answerCreatedRecord, answerRecord, answerRecords } from '../organization/record-answers.ts';
import { extensionPropertyType, presentExtensionProperty } from './present-extension-property.ts';

const newExtension: PropertyTable = {
  ...Object.fromEntries(Object.keys(extensionPropertyType.empty).map((name) => [name, flag(readOnly)])),
  dataType: text(64, required),
  isMultiValued: flag(),
  name: text(128, required),
  targetObjects: texts(64, { isRequiredOnCreate: true }),
};

const contextOf = (application: ObjectId) => `applications('${application}')/extensionProperties`;

const list: Handler = async (api, request) => {
  const application = await addressedObject(api, request, 'application');
  const extensions = await listExtensionProperties(api.directory, request.caller, application.id);
  const records = extensions.map((each) => presentExtensionProperty(each, application));
  return answerRecords(request, contextOf(application.id), extensionPropertyType, records);
};

/** The key of `extensionProperties/{id}`. */
const extensionId = (request: GraphRequest) => segmentId(request.segments[1]!);

const read: Handler = async (api, request) => {
  const id = extensionId(request);
  const application = await addressedObject(api, request, 'application');
  const extensions = await listExtensionProperties(api.directory, request.caller, application.id);
  const extension = extensions.find((each) => each.id === id);
  if (extension === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
  const record = presentExtensionProperty(extension, application);
  return answerRecord(request, contextOf(application.id), extensionPropertyType, record);
};

const create: Handler = async (api, request) => {
  const { name, dataType, targetObjects, isMultiValued } = readRecordBody(
    request.body,
    newExtension,
    'ExtensionProperty',
  );
  if (isMultiValued === true) {
    const place = { property: 'isMultiValued', resource: 'ExtensionProperty' };
    throw graphErrors.BODY_INVALID_VALUE({ ...place, reason: 'an extension holds one value in this directory' });
  }
  const { directory } = api;
  const id = await addressedId(api, request, 'application');
  const extension = await createExtensionProperty(directory, request.caller, id, {
    name: name as string,
    dataType: dataType as string,
    targetObjects: targetObjects as readonly string[],
  });
  const record = presentExtensionProperty(extension, await getObject(directory, request.caller, 'application', id));
  const location = `${request.root}/applications/${id}/extensionProperties/${extension.id}`;
  return answerCreatedRecord(request, contextOf(id), extensionPropertyType, record, location);
};

const remove: Handler = async (api, request) => {
  const id = extensionId(request);
  await deleteExtensionProperty(api.directory, request.caller, await addressedId(api, request, 'application'), id);
  return noContent;
};

/** @see Graph surface spec §11.9, §12.9 */
export const extensionPropertyRoutes: readonly Route[] = [
  route('GET applications/{}/extensionProperties', list),
  route('POST applications/{}/extensionProperties', create),
  route('GET applications/{}/extensionProperties/{}', read),
  route('DELETE applications/{}/extensionProperties/{}', remove),
];
