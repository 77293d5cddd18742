import { type ObjectId, toObjectId } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import type { GraphRequest } from '../../routing/graph-request.ts';
import { type JsonValue, readJsonObject } from '../../wire/json-body.ts';

/** The parameters of an action: its name, for messages, and what the body says. */
export interface ActionBody {
  readonly action: string;
  /** Parameter in lower case → value. */
  readonly values: ReadonlyMap<string, JsonValue>;
}

/**
 * Reads the parameters of the action that the address ends in. No body means no parameters; names ignore case.
 *
 * @throws AppError BODY_UNREADABLE, BODY_DUPLICATE_PROPERTY
 */
export function readActionBody(request: GraphRequest): ActionBody {
  const action = request.segments.at(-1)!.name;
  const values = new Map<string, JsonValue>();
  for (const [name, value] of Object.entries(request.body === undefined ? {} : readJsonObject(request.body))) {
    const lower = name.toLowerCase();
    if (values.has(lower)) throw graphErrors.BODY_DUPLICATE_PROPERTY({ property: name });
    values.set(lower, value);
  }
  return { action, values };
}

function parameter(body: ActionBody, name: string): JsonValue | undefined {
  return body.values.get(name.toLowerCase()) ?? undefined;
}

function invalid(body: ActionBody, property: string, reason: string) {
  return graphErrors.BODY_INVALID_VALUE({ property, resource: body.action, reason });
}

function required(body: ActionBody, property: string): JsonValue {
  const value = parameter(body, property);
  if (value === undefined) throw graphErrors.BODY_VALUE_REQUIRED({ property, resource: body.action });
  return value;
}

function toId(value: JsonValue): ObjectId {
  const id = typeof value === 'string' ? toObjectId(value) : undefined;
  if (id === undefined) throw graphErrors.OBJECT_ID_MALFORMED({ id: String(value) });
  return id;
}

/** @throws AppError BODY_VALUE_REQUIRED, BODY_INVALID_VALUE, OBJECT_ID_MALFORMED */
export function readIds(body: ActionBody, name: string): readonly ObjectId[] {
  const value = required(body, name);
  if (!Array.isArray(value)) throw invalid(body, name, 'the value is not a list');
  return (value as readonly JsonValue[]).map(toId);
}

/** @throws AppError BODY_VALUE_REQUIRED, BODY_INVALID_VALUE */
export function readTexts(body: ActionBody, name: string): readonly string[] {
  const value = required(body, name);
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (!isList) throw invalid(body, name, 'a list of texts is expected');
  return value as readonly string[];
}

/** @throws AppError BODY_VALUE_REQUIRED, OBJECT_ID_MALFORMED */
export function readId(body: ActionBody, name: string): ObjectId {
  return toId(required(body, name));
}

/**
 * @returns undefined when the parameter is absent or null
 * @throws AppError BODY_INVALID_VALUE
 */
export function readOptionalText(body: ActionBody, name: string): string | undefined {
  const value = parameter(body, name);
  if (value !== undefined && typeof value !== 'string') throw invalid(body, name, 'the value is not a text');
  return value;
}

/** @throws AppError BODY_VALUE_REQUIRED, BODY_INVALID_VALUE */
export function readText(body: ActionBody, name: string): string {
  required(body, name);
  return readOptionalText(body, name)!;
}

/**
 * @returns false when the parameter is absent or null
 * @throws AppError BODY_INVALID_VALUE
 */
export function readFlag(body: ActionBody, name: string): boolean {
  const value = parameter(body, name) ?? false;
  if (typeof value !== 'boolean') throw invalid(body, name, 'the value is not true or false');
  return value;
}

/**
 * @returns undefined when the parameter is absent or null
 * @throws AppError BODY_INVALID_VALUE
 */
export function readWholeNumber(body: ActionBody, name: string, least: number, most: number): number | undefined {
  const value = parameter(body, name);
  if (value === undefined) return undefined;
  const isRight = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  if (!isRight) throw invalid(body, name, `a whole number from ${least} to ${most} is expected`);
  return value;
}

/**
 * @returns undefined when the parameter is absent or null
 * @throws AppError BODY_INVALID_VALUE
 */
export function readChoice<T extends string>(body: ActionBody, name: string, choices: readonly T[]): T | undefined {
  const value = parameter(body, name);
  if (value === undefined) return undefined;
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw invalid(body, name, `one of ${choices.join(', ')} is expected`);
  return found;
}
