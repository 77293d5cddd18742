import type { IncomingMessage, ServerResponse } from 'node:http';
import { createProvider, type IssuerParts } from './create-provider.ts';

/** The library's request handler. */
export type ProviderCallback = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** The issuers in use, one for each base URL. */
export interface ProviderPool {
  callbackFor(baseUrl: string): ProviderCallback;
}

/** With a configured address there is one base URL; without, one for each spelling of loopback a caller thinks of. */
const keepAtMost = 8;

/** Makes issuers as base URLs turn up and keeps the last eight. Making one takes about a millisecond. */
export function providerPool(parts: IssuerParts): ProviderPool {
  const callbacks = new Map<string, ProviderCallback>();
  return {
    callbackFor(baseUrl) {
      const known = callbacks.get(baseUrl);
      if (known !== undefined) return known;
      const oldest = callbacks.keys().next().value;
      if (callbacks.size >= keepAtMost && oldest !== undefined) callbacks.delete(oldest);
      const callback = createProvider(parts, baseUrl).callback();
      callbacks.set(baseUrl, callback);
      return callback;
    },
  };
}
