import { getObjectsById, type ObjectType, objectTypes, type PropertyTable, texts } from '@muster/directory';
import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { expectOptions, readQueryOptions } from '../../odata/query-options.ts';
import { readSelect } from '../../odata/select.ts';
import type { Handler } from '../../routing/graph-request.ts';
import { collectionAnswer } from '../../wire/answers.ts';
import { presentObjects } from '../objects/present-objects.ts';
import { readRecordBody } from '../organization/read-record-body.ts';

const parameters: PropertyTable = {
  ids: texts(256, { isRequiredOnCreate: true }),
  types: texts(256, { isNullable: true }),
};

function readId(text: string): ObjectId {
  const id = toObjectId(text);
  if (id === undefined) throw graphErrors.OBJECT_ID_MALFORMED({ id: text });
  return id;
}

/** The types asked for, as far as this directory keeps such objects; all without `types` or for `directoryObject`. */
export function typesOf(names: readonly string[] | undefined): readonly ObjectType[] {
  const wanted = new Set(names?.map((name) => name.replace(/^#?microsoft\.graph\./i, '').toLowerCase()));
  if (wanted.size === 0 || wanted.has('directoryobject')) return objectTypes;
  return objectTypes.filter((type) => wanted.has(type.toLowerCase()));
}

/**
 * The objects with the ids of the body; ids that nobody has are left out.
 *
 * @see Graph surface spec §11.3
 */
export const getByIds: Handler = async (api, request) => {
  const body = readRecordBody(request.body, parameters, 'getByIds');
  const ids = (body.ids as readonly string[]).map(readId);
  const types = typesOf((body.types as readonly string[] | null | undefined) ?? undefined);
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select']);
  const scope = { types: objectTypes, knownExtensions: request.knownExtensions };
  const select = readSelect(options.get('select'), scope, false);
  const objects = types.length === 0 ? [] : await getObjectsById(api.directory, request.caller, ids, types);
  const items = await presentObjects(api, request, objects, {
    select,
    isPolymorphic: true,
  });
  return { status: 200, body: collectionAnswer(request, 'directoryObjects', items, { select }) };
};
