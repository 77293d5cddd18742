import { toObjectId } from '@muster/kernel';
import { graphErrors } from '../errors.ts';
import { isJsonObject } from './json-body.ts';
import { decodeSegment } from './split-path.ts';

const segments = [
  'directoryObjects',
  'users',
  'groups',
  'devices',
  'servicePrincipals',
  'applications',
  'contacts',
] as const;
export type ReferenceSegment = (typeof segments)[number];

/** A directory object that a body names by its address. */
export interface ObjectReference {
  readonly segment: ReferenceSegment;
  /** An object id in lower case or, on `users`, a user principal name. */
  readonly key: string;
}

const start = /^(?:[a-z][a-z0-9+.-]*:\/\/[^/]*)?\/*/i;
const version = /^(?:v1\.0|beta)$/i;
const quotedKey = /^(\w+)\('(.*)'\)$/;

/** The path's segments after host, version and tenant. */
function pathOf(url: string): readonly string[] {
  const [address = ''] = url.split(/[?#]/, 1);
  const parts = address.replace(start, '').split('/');
  const from = parts.findIndex((part) => version.test(part)) + 1;
  const rest = parts.slice(from);
  const isTenant = from > 0 && rest.length > 2 && (rest[0] === 'myorganization' || toObjectId(rest[0]!) !== undefined);
  return isTenant ? rest.slice(1) : rest;
}

/**
 * Reads a reference such as `https://any.host/v1.0/directoryObjects/{id}`: any scheme, host and version; a user also by
 * user principal name.
 *
 * @throws AppError BODY_INVALID_REFERENCE, OBJECT_ID_MALFORMED
 * @see Graph surface spec §6.4
 */
export function parseReference(url: unknown): ObjectReference {
  const bad = () => graphErrors.BODY_INVALID_REFERENCE({ reference: String(url).slice(0, 200) });
  if (typeof url !== 'string') throw bad();
  const [first = '', second] = pathOf(url);
  const decoded = decodeSegment(first);
  const quoted = quotedKey.exec(decoded);
  const name = (quoted?.[1] ?? decoded).toLowerCase();
  const segment = segments.find((one) => one.toLowerCase() === name);
  const key = quoted === null ? decodeSegment(second ?? '') : quoted[2]!.replaceAll("''", "'");
  if (segment === undefined || key === '') throw bad();
  const id = toObjectId(key);
  if (id === undefined && segment !== 'users') throw graphErrors.OBJECT_ID_MALFORMED({ id: key });
  return { segment, key: id ?? key };
}

/**
 * Reads the body of `POST …/$ref` and `PUT …/$ref`: `{"@odata.id": "…"}`.
 *
 * @throws AppError BODY_INVALID_REFERENCE, OBJECT_ID_MALFORMED
 */
export function readReferenceBody(body: unknown): ObjectReference {
  const member = isJsonObject(body)
    ? Object.entries(body).find(([name]) => name.toLowerCase() === '@odata.id')
    : undefined;
  return parseReference(member?.[1]);
}
