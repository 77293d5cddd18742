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
