/** Scheme, host and port that the pages came from. */
export const origin = location.origin;

/** What stands before every address of the pages and the API: `/`, or a prefix such as `/muster/`. */
export const basePath = new URL(document.baseURI).pathname;

/** The directory that the server serves. */
export const tenantId = document.querySelector<HTMLMetaElement>('meta[name=muster-tenant]')?.content ?? '';

/** What style sheets that are made by script carry, so that the policy of the page lets them. */
export const styleNonce = document.querySelector<HTMLMetaElement>('meta[name=muster-styles]')?.nonce ?? '';
