import type { Codes } from './column.ts';

/** The numbers in an array that can hold a number as large as this as well: the same one if it can. */
export function wideEnough(numbers: Codes, largest: number): Codes {
  if (largest > 0xffff && numbers.BYTES_PER_ELEMENT < 4) return Uint32Array.from(numbers);
  return largest > 0xff && numbers.BYTES_PER_ELEMENT < 2 ? Uint16Array.from(numbers) : numbers;
}
