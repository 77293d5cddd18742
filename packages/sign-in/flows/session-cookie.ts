import type { Session } from 'oidc-provider';
import { hasSessionEnded } from '../provider/interaction-policy.ts';
import type { FlowRequest } from './flow-request.ts';

/** The session of the browser; undefined when there is none that still counts. */
export async function readSession({ provider, request, reply, parts }: FlowRequest): Promise<Session | undefined> {
  const session = await provider.Session.get(provider.createContext(request.raw, reply.raw) as never);
  if (session.accountId === undefined) return undefined;
  const person = await parts.people.findPerson(session.accountId);
  return person === undefined || hasSessionEnded(session.authTime(), person.sessionsValidFrom) ? undefined : session;
}

/** Takes the session's cookie and its signature from the browser. */
export function clearSession({ provider, reply, parts }: FlowRequest): void {
  const name = provider.cookieName('session');
  const secure = parts.baseUrl.startsWith('https:') ? '; Secure' : '';
  const ended = (each: string) =>
    `${each}=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax${secure}`;
  reply.header('set-cookie', [ended(name), ended(`${name}.sig`)]);
}
