import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { createProvider } from './create-provider.ts';
import type { IssuerParts } from './provider-parts.ts';

/** The library's request handler. */
export type ProviderCallback = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** An issuer with its request handler. */
export interface PooledProvider {
  readonly provider: Provider;
  readonly callback: ProviderCallback;
}

/** The issuers in use, one for each base URL. */
export interface ProviderPool {
  providerFor(baseUrl: string): PooledProvider;
  /** Forgets them all: the next requests are answered by new ones, with the keys of that time. */
  renew(): void;
}

/** With a configured address there is one base URL; without, one for each spelling of loopback a caller thinks of. */
const keepAtMost = 8;

/** Makes issuers as base URLs turn up and keeps the last eight. Making one takes some milliseconds. */
export function providerPool(parts: IssuerParts): ProviderPool {
  const pooled = new Map<string, PooledProvider>();
  return {
    providerFor(baseUrl) {
      const known = pooled.get(baseUrl);
      if (known !== undefined) return known;
      const oldest = pooled.keys().next().value;
      if (pooled.size >= keepAtMost && oldest !== undefined) pooled.delete(oldest);
      const provider = createProvider(parts, baseUrl);
      const made = { provider, callback: provider.callback() };
      pooled.set(baseUrl, made);
      return made;
    },
    renew: () => pooled.clear(),
  };
}
