import { type AlternateKey, type DirectoryObject, getObject, getObjectByKey, type ObjectType } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import { type ObjectKey, readObjectKey, readSegmentKey } from '../../wire/object-key.ts';
import type { ObjectReference } from '../../wire/object-reference.ts';
import type { PathSegment } from '../../wire/split-path.ts';

/**
 * The key that stands with a segment: `users/{key}`, `users('{key}')` or `groups(uniqueName='x')`.
 *
 * @throws AppError OBJECT_ID_MALFORMED, URL_MALFORMED
 */
export function segmentKey(segment: PathSegment): ObjectKey {
  const key = readSegmentKey(segment);
  if (key === undefined) throw graphErrors.URL_MALFORMED({ reason: `\`${segment.name}\` needs a key` });
  return key;
}

/**
 * The live object that the segment at `position` names.
 *
 * @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES, OBJECT_ID_MALFORMED, URL_MALFORMED
 */
export async function addressedObject<T extends ObjectType>(
  api: GraphApi,
  request: GraphRequest,
  type: T,
  position = 0,
): Promise<DirectoryObject<T>> {
  const key = segmentKey(request.segments[position]!);
  if (key.kind === 'id') return getObject(api.directory, request.caller, type, key.id);
  return getObjectByKey(api.directory, request.caller, type, key.property as AlternateKey, key.value);
}

/**
 * The id of the object that the segment at `position` names. An id is taken as it stands, without looking; only an
 * alternate key is looked up, which takes the right to read such objects.
 *
 * @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES, OBJECT_ID_MALFORMED, URL_MALFORMED
 */
export async function addressedId(
  api: GraphApi,
  request: GraphRequest,
  type: ObjectType,
  position = 0,
): Promise<ObjectId> {
  const key = segmentKey(request.segments[position]!);
  return key.kind === 'id' ? key.id : (await addressedObject(api, request, type, position)).id;
}

/**
 * The id in a segment that names an object by id alone, such as `members/{id}`.
 *
 * @throws AppError OBJECT_ID_MALFORMED
 */
export function segmentId(segment: PathSegment): ObjectId {
  const key = segmentKey(segment);
  if (key.kind !== 'id') throw graphErrors.OBJECT_ID_MALFORMED({ id: key.value });
  return key.id;
}

/**
 * The id of an object that a body refers to. An id is taken as it stands: the use case tells whether it exists.
 *
 * @throws AppError RESOURCE_NOT_FOUND for an unknown user principal name, INSUFFICIENT_PRIVILEGES
 */
export async function referencedId(
  api: GraphApi,
  request: GraphRequest,
  reference: ObjectReference,
): Promise<ObjectId> {
  const key = readObjectKey(reference.segment, reference.key);
  if (key.kind === 'id') return key.id;
  return (await getObjectByKey(api.directory, request.caller, 'user', 'userPrincipalName', key.value)).id;
}

/** The ids of objects that a body binds, in order. */
export async function referencedIds(
  api: GraphApi,
  request: GraphRequest,
  references: readonly ObjectReference[],
): Promise<readonly ObjectId[]> {
  const ids: ObjectId[] = [];
  for (const reference of references) ids.push(await referencedId(api, request, reference));
  return ids;
}
