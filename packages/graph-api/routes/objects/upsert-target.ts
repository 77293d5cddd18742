import type { ObjectType } from '@muster/directory';
import { AppError, type ObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import type { GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import type { JsonObject } from '../../wire/json-body.ts';
import { readPreferences } from '../../wire/response-headers.ts';
import { addressedId, segmentKey } from './addressed-object.ts';

/** What a PATCH that may create its object is about. */
export type UpsertTarget =
  | { readonly kind: 'update'; readonly id: ObjectId; readonly body: JsonObject }
  /** Nothing has the key yet; the body names it. */
  | { readonly kind: 'create'; readonly body: JsonObject };

/** Written as `Preference-Applied` when the caller asked for it. */
export const createIfMissing = 'create-if-missing';

/**
 * Finds what `PATCH groups(uniqueName='x')` is to change, or that it is to be created: only when
 * `Prefer: create-if-missing` says so. The key may stand in the body, too, with the same value.
 *
 * @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES, BODY_INVALID_VALUE when the body names another key
 * @see Graph surface spec §6.6
 */
export async function upsertTarget(
  api: GraphApi,
  request: GraphRequest,
  type: ObjectType,
  body: JsonObject,
): Promise<UpsertTarget> {
  const key = segmentKey(request.segments[0]!);
  if (key.kind === 'id' || key.property !== 'uniqueName') {
    return { kind: 'update', id: await addressedId(api, request, type), body };
  }
  const rest = withoutKey(body, key.property, key.value, type);
  try {
    return { kind: 'update', id: await addressedId(api, request, type), body: rest };
  } catch (problem) {
    if (!isNotFound(problem) || !readPreferences(request.headers).createIfMissing) throw problem;
    return { kind: 'create', body: { ...rest, [key.property]: key.value } };
  }
}

function isNotFound(problem: unknown): boolean {
  return problem instanceof AppError && problem.code === 'RESOURCE_NOT_FOUND';
}

function withoutKey(body: JsonObject, property: string, value: string, resource: string): JsonObject {
  const isKey = (name: string) => name.toLowerCase() === property.toLowerCase();
  for (const [name, given] of Object.entries(body)) {
    if (!isKey(name) || given === value) continue;
    throw graphErrors.BODY_INVALID_VALUE({ property, resource, reason: 'it differs from the key in the address' });
  }
  return Object.fromEntries(Object.entries(body).filter(([name]) => !isKey(name)));
}
