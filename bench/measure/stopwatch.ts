/** Milliseconds since some moment; only differences mean something. */
export const stopwatch = (): number => performance.now();

/** What the work gives, and how many milliseconds it took. */
export function timed<T>(work: () => T): { readonly result: T; readonly ms: number } {
  const start = performance.now();
  const result = work();
  return { result, ms: performance.now() - start };
}
