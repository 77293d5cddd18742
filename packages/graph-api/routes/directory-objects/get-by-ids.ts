import {
  type DirectoryObject,
  getObjectsById,
  type ObjectType,
  objectTypes,
  type PropertyTable,
  texts,
} from '@muster/directory';
import { AppError, type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { expectOptions, readQueryOptions } from '../../odata/query-options.ts';
import { readSelect } from '../../odata/select.ts';
import type { GraphApi, GraphRequest, Handler } from '../../routing/graph-request.ts';
import { collectionAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { presentObjects } from '../objects/present-objects.ts';
import { readRecordBody } from '../organization/read-record-body.ts';
import { kindsOf, type OtherKind, presentOther, selectOfObjects } from './other-objects.ts';

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
 * The objects with the ids of the body, in their order; ids that nobody has are left out, and so are those of types that
 * the caller may not read.
 *
 * @see Graph surface spec §11.3
 */
export const getByIds: Handler = async (api, request) => {
  const body = readRecordBody(request.body, parameters, 'getByIds');
  const ids = (body.ids as readonly string[]).map(readId);
  const names = (body.types as readonly string[] | null | undefined) ?? undefined;
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['select']);
  const scope = { types: objectTypes, knownExtensions: request.knownExtensions };
  const select = readSelect(selectOfObjects(options.get('select')), scope, false);
  const others = await findOthers(api, request, ids, kindsOf(names), typesOf(names).length === 0);
  const objects = await findObjects(api, request, ids, typesOf(names), others !== undefined);
  const shown = await presentObjects(api, request, objects, { select, isPolymorphic: true });
  const found = new Map<string, JsonMembers>(objects.map(({ id }, i) => [id, shown[i]!]));
  for (const { kind, record } of others ?? []) {
    found.set(record.id as string, presentOther(request, kind, record, options.get('select')));
  }
  const items = [...new Set(ids)].filter((id) => found.has(id)).map((id) => found.get(id)!);
  return { status: 200, body: collectionAnswer(request, 'directoryObjects', items, { select }) };
};

/** @param isEnough the caller may read other kinds that were asked for: then it is no error to read none of these types */
async function findObjects(
  api: GraphApi,
  { caller }: GraphRequest,
  ids: readonly ObjectId[],
  types: readonly ObjectType[],
  isEnough: boolean,
): Promise<readonly DirectoryObject[]> {
  if (types.length === 0) return [];
  return getObjectsById(api.directory, caller, ids, types).catch((problem: unknown) => {
    if (isEnough && problem instanceof AppError && problem.code === 'INSUFFICIENT_PRIVILEGES') return [];
    throw problem;
  });
}

/**
 * @param isAll nothing else was asked for: then it takes the right to read them
 * @returns undefined when the caller may read none of the kinds
 */
async function findOthers(
  api: GraphApi,
  request: GraphRequest,
  ids: readonly ObjectId[],
  kinds: readonly OtherKind[],
  isAll: boolean,
) {
  const readable = isAll ? kinds : kinds.filter((kind) => kind.mayRead(request));
  if (readable.length === 0) return undefined;
  const wanted = new Set<string>(ids);
  const found = await Promise.all(
    readable.map(async (kind) => (await kind.find(api, request, wanted)).map((record) => ({ kind, record }))),
  );
  return found.flat();
}
