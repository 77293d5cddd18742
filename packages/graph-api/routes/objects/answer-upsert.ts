import type { ObjectType } from '@muster/directory';
import { AppError, type ObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import type { GraphAnswer, GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import { type JsonObject, readJsonObject } from '../../wire/json-body.ts';
import { readPreferences } from '../../wire/response-headers.ts';
import { addressedId, segmentKey } from './addressed-object.ts';

/** What a PATCH that may create its object is about. */
type UpsertTarget =
  | { readonly kind: 'update'; readonly id: ObjectId; readonly body: JsonObject }
  /** Nothing has the key yet; the body names it. */
  | { readonly kind: 'create'; readonly body: JsonObject };

/** The two ways in which a PATCH may end. */
export interface UpsertSteps {
  create(body: JsonObject): Promise<GraphAnswer>;
  update(id: ObjectId, body: JsonObject): Promise<GraphAnswer>;
}

/** Written as `Preference-Applied`. */
const createIfMissing = 'create-if-missing';

/**
 * Answers a PATCH: updates what the address names, or, for `groups(uniqueName='x')` with `Prefer: create-if-missing`,
 * creates it. The key may stand in the body, too, with the same value. Of several that create at the same time one
 * does, the others update.
 *
 * @throws AppError of the steps; RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES, BODY_INVALID_VALUE when the body names
 *   another key; UNIQUE_VALUE_TAKEN when a deleted object holds the name
 * @see Graph surface spec §6.6
 */
export async function answerUpsert(
  api: GraphApi,
  request: GraphRequest,
  type: ObjectType,
  steps: UpsertSteps,
): Promise<GraphAnswer> {
  const body = readJsonObject(request.body);
  const target = await upsertTarget(api, request, type, body);
  if (target.kind === 'update') return steps.update(target.id, target.body);
  try {
    return { ...(await steps.create(target.body)), preferenceApplied: createIfMissing };
  } catch (problem) {
    const again = isNameTaken(problem) ? await upsertTarget(api, request, type, body) : target;
    if (again.kind === 'create') throw problem;
    return steps.update(again.id, again.body);
  }
}

async function upsertTarget(
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

function isNameTaken(problem: unknown): boolean {
  if (!(problem instanceof AppError) || problem.code !== 'UNIQUE_VALUE_TAKEN') return false;
  return problem.extras.details?.some((detail) => detail.target === 'uniqueName') === true;
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
