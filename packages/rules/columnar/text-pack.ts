import type { Codes } from './column.ts';

/** Texts one after another outside the heap: a byte a character until the first that needs two. */
export class TextPack {
  /** The texts' code units, end to end. Replaced when it grows. */
  units: Uint8Array | Uint16Array = new Uint8Array(64);
  /** Where text `n` ends; it begins where the one before ends. Text 0 is empty. */
  ends = new Uint32Array(16);
  /** How many texts there are, text 0 among them. */
  count = 1;

  get sizeBytes(): number {
    return this.units.byteLength + this.ends.byteLength;
  }

  /** Adds a text and returns its number. */
  append(text: string): number {
    const start = this.ends[this.count - 1]!;
    this.makeRoom(start + text.length, text);
    const { units } = this;
    for (let i = 0; i < text.length; i += 1) units[start + i] = text.charCodeAt(i);
    this.ends[this.count] = start + text.length;
    this.count += 1;
    return this.count - 1;
  }

  textAt(n: number): string {
    let start = n === 0 ? 0 : this.ends[n - 1]!;
    const end = this.ends[n]!;
    let text = '';
    for (; start < end; start += mostArguments)
      text += fromUnits(this.units.subarray(start, Math.min(end, start + mostArguments)));
    return text;
  }

  isAt(n: number, text: string): boolean {
    const { units } = this;
    const start = this.ends[n - 1]!;
    if (this.ends[n]! - start !== text.length) return false;
    for (let i = 0; i < text.length; i += 1) if (units[start + i] !== text.charCodeAt(i)) return false;
    return true;
  }

  hashAt(n: number): number {
    return hashUnits(this.units, this.ends[n - 1]!, this.ends[n]!);
  }

  private makeRoom(length: number, text: string): void {
    if (this.count === this.ends.length) this.ends = grown(this.ends, this.count + 1);
    const isWide = this.units instanceof Uint16Array || beyondLatin1.test(text);
    if (isWide && this.units instanceof Uint8Array) {
      const wide = new Uint16Array(Math.max(this.units.length, length));
      wide.set(this.units);
      this.units = wide;
    }
    if (length > this.units.length) this.units = grown(this.units, length);
  }
}

/** How many code units are made a string at a time; more could be more than a call takes. */
const mostArguments = 4096;

function fromUnits(units: Uint8Array | Uint16Array): string {
  return String.fromCharCode.apply(null, units as unknown as number[]);
}

const beyondLatin1 = /[^\0-\xff]/;
const hashSeed = 0x811c9dc5 | 0;
const hashFactor = 0x01000193;

function mix(hash: number): number {
  const once = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (once ^ (once >>> 13)) >>> 0;
}

/** The hash of the units from `start` up to `end`. */
export function hashUnits(units: Uint8Array | Uint16Array, start: number, end: number): number {
  let hash = hashSeed;
  for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ units[i]!, hashFactor);
  return mix(hash);
}

/** The hash of a text: what `hashAt` gives once the text is in a pack. */
export function hashText(text: string): number {
  let hash = hashSeed;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), hashFactor);
  return mix(hash);
}

/** The code units of a text. */
export function unitsOf(text: string): Uint16Array {
  return Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
}

/** True when the needle stands in the units at `start`. */
export function isAt(units: Uint8Array | Uint16Array, needle: Uint16Array, start: number): boolean {
  for (let i = 0; i < needle.length; i += 1) if (units[start + i] !== needle[i]) return false;
  return true;
}

const largeBytes = 1 << 20;

/** A copy with room for `length` elements and more: as much again while that is little. What is new is 0. */
export function grown<A extends Uint8Array | Uint16Array | Uint32Array | Int16Array | Float64Array>(
  array: A,
  length: number,
): A {
  const Type = array.constructor as new (length: number) => A;
  const larger = new Type(Math.max(length, Math.ceil(array.length * (array.byteLength < largeBytes ? 2 : 1.125))));
  larger.set(array);
  return larger;
}

/** The numbers in an array that can hold a number as large as this as well: the same one if it can. */
export function wideEnough(numbers: Codes, largest: number): Codes {
  if (largest > 0xffff && numbers.BYTES_PER_ELEMENT < 4) return Uint32Array.from(numbers);
  return largest > 0xff && numbers.BYTES_PER_ELEMENT < 2 ? Uint16Array.from(numbers) : numbers;
}
