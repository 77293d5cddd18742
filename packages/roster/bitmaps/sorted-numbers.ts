/** Index of the first of the first `size` ascending values that is not below `n`; `size` when there is none. */
export function lowerBound(values: Uint32Array, size: number, n: number): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < n) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Puts `n` at index `at`, moving up what follows; returns the same array, or a larger one when it was full. */
export function insertedAt(values: Uint32Array, size: number, at: number, n: number): Uint32Array {
  if (size < values.length) {
    values.copyWithin(at + 1, at, size);
    values[at] = n;
    return values;
  }
  const larger = new Uint32Array(Math.max(4, size + (size >>> 1)));
  larger.set(values.subarray(0, at));
  larger[at] = n;
  larger.set(values.subarray(at, size), at + 1);
  return larger;
}

/** The ascending union of two ascending runs without repeats, in an array of exactly that length. */
export function merged(a: Uint32Array, b: Uint32Array): Uint32Array {
  const out = new Uint32Array(a.length + b.length);
  let [i, j, size] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const x = a[i]!;
    const y = b[j]!;
    if (x <= y) i++;
    if (y <= x) j++;
    out[size++] = Math.min(x, y);
  }
  for (; i < a.length; i++) out[size++] = a[i]!;
  for (; j < b.length; j++) out[size++] = b[j]!;
  return out.slice(0, size);
}

/** Sorts in place and returns the part that is left without repeats: a view on the same memory. */
export function sortedUnique(values: Uint32Array): Uint32Array {
  values.sort();
  let size = 0;
  for (const n of values) if (size === 0 || values[size - 1] !== n) values[size++] = n;
  return values.subarray(0, size);
}
