import { graphErrors } from '../errors.ts';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

const jsonContentType = /^\s*application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** True for `application/json` with any parameters, and for types that are written in JSON, as `application/x+json`. */
export function isJsonContentType(contentType: string): boolean {
  return jsonContentType.test(contentType);
}

/** True for `{…}`, false for lists, texts and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const string = /"(?:[^"\\]|\\.)*"/y;

/** The first member name that one object of the text holds twice; the text must be valid JSON. */
function duplicateName(text: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '{' || char === '[') open.push(char === '{' ? new Set() : undefined);
    if (char === '}' || char === ']') open.pop();
    if (char === '{' || char === ',') isName = open.at(-1) !== undefined;
    if (char !== '"') continue;
    string.lastIndex = at;
    const raw = string.exec(text)![0];
    at += raw.length - 1;
    if (!isName) continue;
    isName = false;
    const name = JSON.parse(raw) as string;
    const names = open.at(-1)!;
    if (names.has(name)) return name;
    names.add(name);
  }
  return undefined;
}

/**
 * Reads a request body that must be a JSON object.
 *
 * @throws AppError BODY_UNREADABLE, BODY_DUPLICATE_PROPERTY when an object names a member twice, letter for letter
 */
export function readJsonObject(text: string | undefined): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse((text ?? '').replace(/^\ufeff/, ''));
  } catch (cause) {
    throw graphErrors.BODY_UNREADABLE({}, { cause });
  }
  if (!isJsonObject(value)) throw graphErrors.BODY_UNREADABLE({});
  const duplicate = duplicateName(text!);
  if (duplicate !== undefined) throw graphErrors.BODY_DUPLICATE_PROPERTY({ property: duplicate });
  return value;
}
