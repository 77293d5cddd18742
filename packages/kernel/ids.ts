declare const brand: unique symbol;
type Id<B extends string> = string & { readonly [brand]: B };

/** Object ids are GUIDs in lower case with hyphens, as Graph writes them. */
export type ObjectId = Id<'Object'>;

/**
 * The dense number of a directory object: handed out once, never reused, at least 1.
 * It is the object's place in bitmaps and columns.
 */
export type ObjectNumber = number & { readonly [brand]: 'ObjectNumber' };

const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** True when the text is a GUID with hyphens, in any case. */
export function isGuid(text: string): boolean {
  return guid.test(text);
}

/** The id in its canonical lower case, or undefined when the text is not a GUID. */
export function toObjectId(text: string): ObjectId | undefined {
  return guid.test(text) ? (text.toLowerCase() as ObjectId) : undefined;
}

/** A new random object id. */
export function newObjectId(): ObjectId {
  return crypto.randomUUID() as ObjectId;
}
