import type { Instant } from '@muster/kernel';
import type { ProvedIdentity } from '../../outside-port.ts';
import { seal, unseal } from '../../records/sealed.ts';
import { type BrowserCookie, clearCookie, readCookie, setCookie } from '../browser-cookies.ts';
import type { FlowRequest } from '../flow-request.ts';

/** Binds sign-ins at providers to the browser in which they were begun. */
export const federationCookie: BrowserCookie = { name: 'muster-federation', path: '/' };

/** Whom somebody has proved to be, and when. */
export interface ProvedArrival {
  readonly identity: ProvedIdentity;
  readonly provedAt: Instant;
}

/** What came of going to a provider; carried by the browser, sealed, to the page where it goes on. */
export type CarriedArrival =
  | ProvedArrival
  /** What people are told about a sign-in that came to nothing. */
  | { readonly problem: 'denied' | 'failed'; readonly provider: string };

const lifeMs = 10 * 60_000;

const cookieFor = (path: string): BrowserCookie => ({ name: 'muster-arrival', path, maxAgeSeconds: lifeMs / 1000 });
const purposeOf = (path: string) => `arrival ${path}`;

/** Gives the browser what came of it, for the page at the path alone. */
export function carryArrival(flow: FlowRequest, path: string, arrival: CarriedArrival): void {
  setCookie(flow, cookieFor(path), sealArrival(flow, path, arrival));
}

/** The same as a text, for a form of that page. */
export function sealArrival({ parts }: FlowRequest, path: string, arrival: CarriedArrival): string {
  return seal(parts.sealKey, purposeOf(path), arrival, (parts.clock() + lifeMs) as Instant);
}

/** What the browser brought to the page, once: the cookie goes. Undefined when it brought nothing that counts. */
export function takeArrival(flow: FlowRequest, path: string): CarriedArrival | undefined {
  const text = readCookie(flow, cookieFor(path));
  if (text === undefined) return undefined;
  clearCookie(flow, cookieFor(path));
  return openArrival(flow, path, text);
}

/** What a form of the page brought. */
export function openArrival(
  { parts }: FlowRequest,
  path: string,
  text: string | undefined,
): CarriedArrival | undefined {
  return unseal<CarriedArrival>(parts.sealKey, purposeOf(path), text, parts.clock());
}
