/** Milliseconds since 1970 by the browser's clock: for what a page shows and offers. What counts is decided by the server's. */
export const browserNow = (): number => Date.now();
