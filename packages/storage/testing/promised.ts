/** A promise and what fulfils it. */
export function promised<R>(): { promise: Promise<R>; resolve: (value: R) => void } {
  let resolve: (value: R) => void = () => undefined;
  const promise = new Promise<R>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve };
}
