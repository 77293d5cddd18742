/** No key gives more in one field. */
const longestField = 16_384;
/** @see Web Authentication Level 3, §4, "Credential ID" */
const longestId = 1364;

/** Whether the value has the outer form of what a browser answers, and nothing in it is too long to be looked at. */
export function isFitResponse(value: unknown, fields: readonly string[]): boolean {
  if (!isRecord(value) || !isRecord(value.response)) return false;
  const { id, rawId, type, response } = value;
  const isId = typeof id === 'string' && id.length > 0 && id.length <= longestId && id === rawId;
  const areTexts = fields.every((field) => isShort(response[field]));
  return isId && type === 'public-key' && areTexts && (response.userHandle == null || isShort(response.userHandle));
}

function isShort(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= longestField;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
