import type { Session } from 'oidc-provider';
import { cookiePath, sessionCookieOptions } from '../provider/cookie-options.ts';
import { hasSessionEnded } from '../provider/interaction-policy.ts';
import type { FlowRequest } from './flow-request.ts';
import { secondAfter } from './whole-second.ts';

/** The session of the browser; undefined when there is none that still counts. */
export async function readSession({ provider, request, reply, parts }: FlowRequest): Promise<Session | undefined> {
  const session = await provider.Session.get(provider.createContext(request.raw, reply.raw) as never);
  if (session.accountId === undefined) return undefined;
  const person = await parts.people.findPerson(session.accountId);
  return person === undefined || hasSessionEnded(session.authTime(), person.sessionsValidFrom) ? undefined : session;
}

/**
 * Begins the session of this browser anew after all of the person's sessions have ended: from now on, and under another
 * name, so that whoever has copied the one before has nothing.
 */
export async function renewSession(flow: FlowRequest, session: Session): Promise<void> {
  const { provider, request, reply, parts } = flow;
  const person = await parts.people.findPerson(session.accountId!);
  session.loginTs = await secondAfter(person?.sessionsValidFrom ?? null, parts.clock);
  session.resetIdentifier();
  await session.persist();
  const expires = session.transient === true ? {} : { expires: new Date(session.exp! * 1000) };
  const { cookies } = provider.createContext(request.raw, reply.raw);
  cookies.set(provider.cookieName('session'), session.jti, { ...sessionCookieOptions(parts.baseUrl), ...expires });
  const set = reply.raw.getHeader('set-cookie') as readonly string[];
  reply.raw.removeHeader('set-cookie');
  reply.header('set-cookie', [...set]);
}

/** Takes the session's cookie and its signature from the browser. */
export function clearSession({ provider, reply, parts }: FlowRequest): void {
  const name = provider.cookieName('session');
  const secure = parts.baseUrl.startsWith('https:') ? '; Secure' : '';
  const path = cookiePath(parts.baseUrl, '/');
  const ended = (each: string) =>
    `${each}=; Path=${path}; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax${secure}`;
  reply.header('set-cookie', [ended(name), ended(`${name}.sig`)]);
}
