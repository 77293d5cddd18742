import type { SignInDetails } from '@muster/directory';
import { type BrowserCookie, readCookie, setCookie } from './browser-cookies.ts';
import type { FlowRequest } from './flow-request.ts';

/** Where somebody shows who they are, and the token by which their browser is known, if it is. */
export interface Whereabouts extends SignInDetails {
  readonly browser: string | null;
}

const day = 86_400;
const browserCookie: BrowserCookie = { name: 'muster-browser', path: '/', maxAgeSeconds: 180 * day };

/** For the log of sign-ins, and for what slows guessing down. */
export function whereabouts(
  flow: FlowRequest,
  application?: { readonly appId: string; readonly displayName: string },
): Whereabouts {
  const { request } = flow;
  const userAgent = request.headers['user-agent'];
  return {
    clientAddress: request.ip,
    requestId: request.id,
    browser: readCookie(flow, browserCookie) ?? null,
    ...(userAgent === undefined ? {} : { userAgent }),
    ...(application === undefined ? {} : { application }),
  };
}

/** Makes the browser known: nobody else's guesses slow down its people from then on. */
export function rememberBrowser(flow: FlowRequest, browser: string): void {
  setCookie(flow, browserCookie, browser);
}
