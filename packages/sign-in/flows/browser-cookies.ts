import { cookieName, cookiePath } from '../provider/cookie-options.ts';
import type { FlowRequest } from './flow-request.ts';

/** A cookie of the pages: no script reads it, no other site sends it with a form. */
export interface BrowserCookie {
  readonly name: string;
  /** The addresses to which it is sent, as a path on the site; `/` for the whole server. */
  readonly path: string;
  /** How long it is kept; absent: until the browser is closed. */
  readonly maxAgeSeconds?: number;
}

type Parts = Pick<FlowRequest, 'parts'>;

function fullName({ parts }: Parts, { name, path }: BrowserCookie): string {
  return cookieName(parts.baseUrl, name, path);
}

/** The value that the browser sent; undefined when it sent none. */
export function readCookie(flow: FlowRequest, cookie: BrowserCookie): string | undefined {
  const name = fullName(flow, cookie);
  for (const pair of (flow.request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return undefined;
}

/** @param value letters of base64url alone */
export function setCookie(flow: FlowRequest, cookie: BrowserCookie, value: string): void {
  const age = cookie.maxAgeSeconds === undefined ? '' : `; Max-Age=${cookie.maxAgeSeconds}`;
  write(flow, cookie, value, age);
}

export function clearCookie(flow: FlowRequest, cookie: BrowserCookie): void {
  write(flow, cookie, '', '; Expires=Thu, 01 Jan 1970 00:00:00 GMT');
}

function write(flow: FlowRequest, cookie: BrowserCookie, value: string, life: string): void {
  const { baseUrl } = flow.parts;
  const secure = baseUrl.startsWith('https:') ? '; Secure' : '';
  const path = cookiePath(baseUrl, cookie.path);
  const line = `${fullName(flow, cookie)}=${value}; Path=${path}${life}; HttpOnly; SameSite=Lax${secure}`;
  flow.reply.header('set-cookie', line);
}
