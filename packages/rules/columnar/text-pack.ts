import { grown } from './grown.ts';
import { hashBegin, hashEnd, hashOn } from './text-hash.ts';
import { TextTails } from './text-tails.ts';

/**
 * Texts one after another outside the heap: a byte a character until the first that needs two. Of addresses only the heads stand
 * here, what is before the last sign `@`; their tails are kept once.
 */
export class TextPack {
  /** The heads' code units, end to end. Replaced when it grows. */
  units: Uint8Array | Uint16Array = new Uint8Array(64);
  /** Where the head of text `n` ends; it begins where the one before ends. Text 0 is empty. */
  ends = new Uint32Array(16);
  readonly tails = new TextTails();
  /** How many texts there are, text 0 among them. */
  count = 1;

  get sizeBytes(): number {
    return this.units.byteLength + this.ends.byteLength + this.tails.sizeBytes;
  }

  /** Adds a text and returns its number. */
  append(text: string): number {
    const start = this.ends[this.count - 1]!;
    const length = this.tails.split(text, this.count);
    this.makeRoom(start + length, text, length);
    const { units } = this;
    for (let i = 0; i < length; i += 1) units[start + i] = text.charCodeAt(i);
    this.ends[this.count] = start + length;
    this.count += 1;
    return this.count - 1;
  }

  textAt(n: number): string {
    let start = n === 0 ? 0 : this.ends[n - 1]!;
    const end = this.ends[n]!;
    let text = '';
    for (; start < end; start += mostArguments)
      text += fromUnits(this.units.subarray(start, Math.min(end, start + mostArguments)));
    return text + this.tails.texts[this.tails.numbers[n] ?? 0]!;
  }

  isAt(n: number, text: string): boolean {
    const { units } = this;
    const start = this.ends[n - 1]!;
    const length = this.ends[n]! - start;
    const tail = this.tails.texts[this.tails.numbers[n] ?? 0]!;
    if (length + tail.length !== text.length) return false;
    for (let i = 0; i < length; i += 1) if (units[start + i] !== text.charCodeAt(i)) return false;
    return tail === '' || text.endsWith(tail);
  }

  /** True when text `n` is the first `length` units. */
  isUnitsAt(n: number, units: Uint8Array, length: number): boolean {
    const start = this.ends[n - 1]!;
    const head = this.ends[n]! - start;
    const tail = this.tails.unitsAt(n);
    if (head + tail.length !== length) return false;
    const held = this.units;
    for (let i = 0; i < head; i += 1) if (held[start + i] !== units[i]) return false;
    for (let i = head; i < length; i += 1) if (tail[i - head] !== units[i]) return false;
    return true;
  }

  /** True when text `n` begins with the needle. */
  beginsAt(n: number, needle: Uint16Array): boolean {
    const start = this.ends[n - 1]!;
    const length = this.ends[n]! - start;
    if (needle.length <= length) return isAt(this.units, needle, start);
    const tail = this.tails.unitsAt(n);
    if (needle.length > length + tail.length) return false;
    for (let i = 0; i < length; i += 1) if (this.units[start + i] !== needle[i]) return false;
    for (let i = length; i < needle.length; i += 1) if (tail[i - length] !== needle[i]) return false;
    return true;
  }

  /** True when text `n` ends with the needle. */
  endsAt(n: number, needle: Uint16Array): boolean {
    const tail = this.tails.unitsAt(n);
    const length = Math.max(0, needle.length - tail.length);
    const start = this.ends[n]! - length;
    if (start < this.ends[n - 1]! || !isAt(this.units, needle, start, length)) return false;
    const skipped = tail.length - needle.length;
    for (let i = length; i < needle.length; i += 1) if (tail[skipped + i] !== needle[i]) return false;
    return true;
  }

  /** True when text `n` holds the needle. */
  holdsAt(n: number, needle: Uint16Array): boolean {
    if (isInside(this.units, needle, this.ends[n - 1]!, this.ends[n]!)) return true;
    const tail = this.tails.unitsAt(n);
    if (tail.length === 0) return false;
    if (isInside(tail, needle, 0, tail.length)) return true;
    // What lies in both has the tail's sign where the tail begins, and nowhere later.
    const at = needle.lastIndexOf(tail[0]!);
    const start = this.ends[n]! - at;
    if (at <= 0 || needle.length - at > tail.length || start < this.ends[n - 1]!) return false;
    for (let i = at; i < needle.length; i += 1) if (tail[i - at] !== needle[i]) return false;
    return isAt(this.units, needle, start, at);
  }

  hashAt(n: number): number {
    const head = hashOn(hashBegin, this.units, this.ends[n - 1]!, this.ends[n]!);
    const tail = this.tails.unitsAt(n);
    return hashEnd(hashOn(head, tail, 0, tail.length));
  }

  private makeRoom(length: number, text: string, headLength: number): void {
    if (this.count === this.ends.length) this.ends = grown(this.ends, this.count + 1);
    if (this.units instanceof Uint8Array && beyondLatin1.test(text.slice(0, headLength))) {
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

/** True when the needle, or so much of its beginning, stands in the units at `start`. */
export function isAt(
  units: Uint8Array | Uint16Array,
  needle: Uint16Array,
  start: number,
  length = needle.length,
): boolean {
  for (let i = 0; i < length; i += 1) if (units[start + i] !== needle[i]) return false;
  return true;
}

/** True when the needle stands in the units from `start` up to `end`. */
export function isInside(units: Uint8Array | Uint16Array, needle: Uint16Array, start: number, end: number): boolean {
  const first = needle[0];
  const last = end - needle.length;
  if (first === undefined) return true;
  for (let at = start; at <= last; at += 1) if (units[at] === first && isAt(units, needle, at)) return true;
  return false;
}
