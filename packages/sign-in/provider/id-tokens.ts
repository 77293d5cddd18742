import type { Provider } from 'oidc-provider';

/** Under this name an account's claims hold what an ID token says beside the claims that scopes bring along. */
export const besideScopes = 'muster_beside_scopes';

interface IdToken {
  readonly available: Readonly<Record<string, unknown>>;
  payload(): Promise<Record<string, unknown>>;
}

/** The library gives ID tokens the claims that are written down for scopes; what applications ask for by name comes here. */
export function adaptIdTokens(provider: Provider): void {
  const { prototype } = (provider as unknown as { readonly IdToken: { readonly prototype: IdToken } }).IdToken;
  const { payload } = prototype;
  prototype.payload = async function (this: IdToken) {
    const beside = this.available[besideScopes] as Record<string, unknown> | undefined;
    return { ...beside, ...(await payload.call(this)) };
  };
}
