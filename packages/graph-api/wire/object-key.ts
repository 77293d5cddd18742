import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../errors.ts';

/** A key of one element of a collection. */
export type ObjectKey =
  | { readonly kind: 'id'; readonly id: ObjectId }
  /** A property with unique values, in the schema's spelling. */
  | { readonly kind: 'alternate'; readonly property: string; readonly value: string };

const alternateKeys: Readonly<Record<string, readonly string[]>> = {
  users: ['userPrincipalName'],
  groups: ['uniqueName'],
  applications: ['appId', 'uniqueName'],
  servicePrincipals: ['appId'],
  devices: ['deviceId'],
  directoryRoles: ['roleTemplateId'],
};
const guidKeys: ReadonlySet<string> = new Set(['appId', 'deviceId', 'roleTemplateId']);

const alternateForm = /^\((\w+)='((?:[^']|'')*)'\)$/;

function malformed(id: string) {
  return graphErrors.OBJECT_ID_MALFORMED({ id });
}

function alternateKey(collection: string, name: string, value: string): ObjectKey {
  const lower = name.toLowerCase();
  const property = alternateKeys[collection]?.find((one) => one.toLowerCase() === lower);
  if (lower === 'id') return readObjectKey(collection, value);
  if (property === undefined || value === '') throw graphErrors.URL_MALFORMED({ reason: `\`${name}\` is no key here` });
  if (!guidKeys.has(property)) return { kind: 'alternate', property, value };
  const guid = toObjectId(value);
  if (guid === undefined) throw malformed(value);
  return { kind: 'alternate', property, value: guid };
}

/**
 * Reads the key of an element: an id; on `users` any other text is a user principal name; `(appId='…')` is an alternate
 * key, the form `canonicalPath` gives it.
 *
 * @param collection name in the schema's spelling, for example `users`.
 * @throws AppError OBJECT_ID_MALFORMED, URL_MALFORMED for a property that is no key of the collection
 * @see Graph surface spec §1 "Alternate keys", §5 last paragraph
 */
export function readObjectKey(collection: string, key: string): ObjectKey {
  const id = toObjectId(key);
  if (id !== undefined) return { kind: 'id', id };
  const match = alternateForm.exec(key);
  if (match !== null) return alternateKey(collection, match[1]!, match[2]!.replaceAll("''", "'"));
  if (collection === 'users' || collection === 'me')
    return { kind: 'alternate', property: 'userPrincipalName', value: key };
  throw malformed(key);
}
