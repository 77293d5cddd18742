import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../errors.ts';
import type { PathSegment } from './split-path.ts';

/** A key of one element of a collection. */
export type ObjectKey =
  | { readonly kind: 'id'; readonly id: ObjectId }
  /** A property with unique values, in the schema's spelling. */
  | { readonly kind: 'alternate'; readonly property: string; readonly value: string };

const alternateKeys = new Map<string, readonly string[]>([
  ['users', ['userPrincipalName']],
  ['groups', ['uniqueName']],
  ['applications', ['appId', 'uniqueName']],
  ['servicePrincipals', ['appId']],
  ['devices', ['deviceId']],
  ['directoryRoles', ['roleTemplateId']],
]);
const guidKeys: ReadonlySet<string> = new Set(['appId', 'deviceId', 'roleTemplateId']);

function malformed(id: string) {
  return graphErrors.OBJECT_ID_MALFORMED({ id });
}

function alternateKey(collection: string, name: string, value: string): ObjectKey {
  const lower = name.toLowerCase();
  const property = alternateKeys.get(collection)?.find((one) => one.toLowerCase() === lower);
  if (lower === 'id') return readObjectKey(collection, value);
  if (property === undefined || value === '') throw graphErrors.URL_MALFORMED({ reason: `\`${name}\` is no key here` });
  if (!guidKeys.has(property)) return { kind: 'alternate', property, value };
  const guid = toObjectId(value);
  if (guid === undefined) throw malformed(value);
  return { kind: 'alternate', property, value: guid };
}

/**
 * Reads a key that is a plain text: an id; on `users` any other text is a user principal name.
 *
 * @param collection name in the schema's spelling, for example `users`.
 * @throws AppError OBJECT_ID_MALFORMED
 * @see Graph surface spec §5, last paragraph
 */
export function readObjectKey(collection: string, key: string): ObjectKey {
  const id = toObjectId(key);
  if (id !== undefined) return { kind: 'id', id };
  if (collection === 'users') return { kind: 'alternate', property: 'userPrincipalName', value: key };
  throw malformed(key);
}

/**
 * Reads the key of a step of an address, an alternate key such as `(appId='…')` included.
 *
 * @returns undefined when the step has no key.
 * @throws AppError OBJECT_ID_MALFORMED, URL_MALFORMED for a property that is no key of the collection
 * @see Graph surface spec §1 "Alternate keys"
 */
export function readSegmentKey({ name, key, parameters }: PathSegment): ObjectKey | undefined {
  if (key !== undefined) return readObjectKey(name, key);
  if (parameters === undefined || parameters.size === 0) return undefined;
  const [[property, value] = ['', ''], ...more] = [...parameters];
  if (more.length > 0) throw graphErrors.URL_MALFORMED({ reason: 'a key has one part' });
  return alternateKey(name, property, value);
}
