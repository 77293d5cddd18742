/** What a hash of units begins with; `hashOn` takes units in, `hashEnd` makes a number of all 32 bits of it. */
export const hashBegin = 0x811c9dc5 | 0;
const hashFactor = 0x01000193;

/** A hash with the units from `start` up to `end` taken in. */
export function hashOn(hash: number, units: Uint8Array | Uint16Array, start: number, end: number): number {
  let taken = hash;
  for (let i = start; i < end; i += 1) taken = Math.imul(taken ^ units[i]!, hashFactor);
  return taken;
}

export function hashEnd(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (once ^ (once >>> 13)) >>> 0;
}

/** The hash of all units of a text. */
export function hashText(text: string): number {
  let hash = hashBegin;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), hashFactor);
  return hashEnd(hash);
}
