import { errors } from '../errors.ts';

// JSON.stringify escapes exactly these two kinds of character; a preceding backslash makes it literal text.
const suspicious = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;
const unstorable = /[\0\p{Surrogate}]/u;

/**
 * Returns the text as it is.
 *
 * @throws AppError TEXT_NOT_STORABLE for U+0000 and lone surrogates, which PostgreSQL cannot keep.
 */
export function storable(text: string): string {
  if (unstorable.test(text)) throw errors.TEXT_NOT_STORABLE({});
  return text;
}

/**
 * The value as JSON text for a `jsonb` parameter.
 *
 * @throws AppError TEXT_NOT_STORABLE
 */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value);
  if (suspicious.test(json)) requireStorable(value);
  return json;
}

function requireStorable(value: unknown): void {
  if (typeof value === 'string') storable(value);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) {
      storable(key);
      requireStorable(part);
    }
  }
}
