import { errors } from '../errors.ts';
import { wordsFor } from './words.ts';

/*
 * The packed form, version 1, the same on every machine. All counts and numbers are unsigned LEB128 varints.
 *
 *   byte 0        1: version
 *   byte 1        0: sparse, 1: dense
 *   sparse        count, then per number, ascending, its distance from the number before (the first from 0)
 *   dense         index of the first word that is not empty, then words of 32 bits, little endian, to the last one
 *                 that is not empty; bit b of word w stands for the number 32 w + b
 *
 * Of the two the shorter is written, sparse when they are equally long: equal sets have equal bytes.
 */
const VERSION = 1;
const SPARSE = 0;
const DENSE = 1;
const HEADER_BYTES = 2;
const LARGEST = 0xffff_ffff;

function varintLength(n: number): number {
  if (n < 0x80) return 1;
  if (n < 0x4000) return 2;
  if (n < 0x20_0000) return 3;
  return n < 0x1000_0000 ? 4 : 5;
}

function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  let rest = value;
  let end = at;
  while (rest >= 0x80) {
    bytes[end++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[end++] = rest;
  return end;
}

function sparseLength(numbers: Uint32Array): number {
  let length = HEADER_BYTES + varintLength(numbers.length);
  let before = 0;
  for (const n of numbers) {
    length += varintLength(n - before);
    before = n;
  }
  return length;
}

function packSparse(numbers: Uint32Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  bytes[0] = VERSION;
  bytes[1] = SPARSE;
  let at = writeVarint(bytes, HEADER_BYTES, numbers.length);
  let before = 0;
  for (const n of numbers) {
    at = writeVarint(bytes, at, n - before);
    before = n;
  }
  return bytes;
}

function packDense(numbers: Uint32Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const first = numbers[0]! >>> 5;
  bytes[0] = VERSION;
  bytes[1] = DENSE;
  const start = writeVarint(bytes, HEADER_BYTES, first);
  // Bytes of little-endian words hold bit b in byte b / 8, so the numbers can be set byte by byte.
  for (const n of numbers) bytes[start + (n >>> 3) - first * 4]! |= 1 << (n & 7);
  return bytes;
}

/** Packs numbers that are ascending, without repeats and at least 1. Linear in their count. */
export function packNumbers(numbers: Uint32Array): Uint8Array {
  const sparse = sparseLength(numbers);
  if (numbers.length === 0) return packSparse(numbers, sparse);
  const first = numbers[0]! >>> 5;
  const words = wordsFor(numbers[numbers.length - 1]!) - first;
  const dense = HEADER_BYTES + varintLength(first) + words * 4;
  return dense < sparse ? packDense(numbers, dense) : packSparse(numbers, sparse);
}

function damaged(reason: string) {
  return errors.ROSTER_PACKED_SET_DAMAGED({ reason });
}

/** Reads varints one after the other and refuses what no writer writes. */
class VarintReader {
  constructor(
    readonly bytes: Uint8Array,
    public at: number,
  ) {}

  next(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.bytes[this.at++];
      if (byte === undefined) throw damaged('it ends too early');
      value += (byte & 0x7f) * scale;
      if (value > LARGEST) throw damaged('a number is too large');
      if (byte === 0 && scale > 1) throw damaged('a number is padded');
      if (byte < 0x80) return value;
    }
  }
}

function unpackSparse(bytes: Uint8Array): Uint32Array {
  const reader = new VarintReader(bytes, HEADER_BYTES);
  const count = reader.next();
  // Every number takes a byte at least: a count beyond that must not reserve memory.
  if (count > bytes.length - reader.at) throw damaged('it holds fewer numbers than it says');
  const numbers = new Uint32Array(count);
  let n = 0;
  for (let i = 0; i < count; i++) {
    const distance = reader.next();
    if (distance === 0) throw damaged('a number is repeated');
    n += distance;
    if (n > LARGEST) throw damaged('a number is too large');
    numbers[i] = n;
  }
  if (reader.at !== bytes.length) throw damaged('something follows its end');
  return numbers;
}

function unpackDense(bytes: Uint8Array): Uint32Array {
  const reader = new VarintReader(bytes, HEADER_BYTES);
  const first = reader.next();
  const length = bytes.length - reader.at;
  if (length === 0 || length % 4 !== 0) throw damaged('its last word is not whole');
  if (first + length / 4 > wordsFor(LARGEST)) throw damaged('a number is too large');
  const view = new DataView(bytes.buffer, bytes.byteOffset + reader.at, length);
  if (view.getUint32(0, true) === 0 || view.getUint32(length - 4, true) === 0) throw damaged('it is padded');
  if (first === 0 && (view.getUint8(0) & 1) !== 0) throw damaged('it holds the number 0');
  return numbersOfWords(view, first);
}

function numbersOfWords(view: DataView, first: number): Uint32Array {
  let numbers = new Uint32Array(view.byteLength);
  let size = 0;
  for (let at = 0; at < view.byteLength; at += 4) {
    if (size + 32 > numbers.length) {
      const larger = new Uint32Array(numbers.length * 2 + 32);
      larger.set(numbers);
      numbers = larger;
    }
    for (let word = view.getUint32(at, true); word !== 0; word &= word - 1) {
      numbers[size++] = (first + at / 4) * 32 + 31 - Math.clz32(word & -word);
    }
  }
  return numbers.slice(0, size);
}

/**
 * Ascending numbers of a packed set. Linear in its length.
 *
 * @throws AppError ROSTER_PACKED_SET_DAMAGED when the version is unknown or the bytes are cut, padded, repeated or out of range.
 */
export function unpackNumbers(bytes: Uint8Array): Uint32Array {
  if (bytes[0] !== VERSION) throw damaged(`its version is ${bytes[0] ?? 'missing'}`);
  if (bytes[1] === SPARSE) return unpackSparse(bytes);
  if (bytes[1] === DENSE) return unpackDense(bytes);
  throw damaged(`its form is ${bytes[1] ?? 'missing'}`);
}
