import type { Instant, ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { ownApplications } from '../applications/own-applications.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Directory } from '../context.ts';
import { requireObject } from '../objects/require-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { SessionPlace, StoredSession } from '../ports/sign-in-records.ts';
import { grantsOf, livingSessions } from './living-sessions.ts';

/** The most sessions of one page. */
export const mostSessions = 100;
/** Applications whose names are looked up for one page; further ones are named by their ids alone. */
const mostNames = 1000;

/** Where somebody is signed in: one browser, and the applications that they went to with it. */
export interface SignInSession {
  readonly id: string;
  readonly startedAt: Instant;
  /** When an application sent the browser here last, or used a refresh token that it got in the session. */
  readonly lastUsedAt: Instant;
  /** When it ends, unless an application sends the browser here before. */
  readonly endsAt: Instant;
  /** False for a session that ends when the browser is closed. */
  readonly isPersistent: boolean;
  /** How the person showed who they are, as the claim `amr` says it: `pwd`, `otp`, `mfa`, `fed`, … */
  readonly methods: readonly string[];
  /** The browser as it described itself last; null when it did not. */
  readonly userAgent: string | null;
  /** The name is null for an application that is gone. */
  readonly applications: readonly { readonly appId: string; readonly name: string | null }[];
  /** True for the session in which the caller's own token was made. */
  readonly isCurrent: boolean;
}

export interface SignInSessionPage {
  readonly sessions: readonly SignInSession[];
  /** Where the next page begins; null on the last one. */
  readonly next: SessionPlace | null;
}

/**
 * Where a user is signed in, the newest sign-in first. What an application keeps of a session that is over is not listed. A
 * fixed number of statements.
 *
 * @param page `limit` up to `mostSessions`
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND
 * @see ADR 44
 */
export async function listSignInSessions(
  directory: Directory,
  caller: Caller,
  userId: ObjectId,
  page: { readonly after: SessionPlace | null; readonly limit: number },
): Promise<SignInSessionPage> {
  authorizeSome(caller, 'read sign-in sessions');
  return directory.store.read(async (session) => {
    const user = await requireObject(session, 'user', userId);
    await authorizeFor({ directory, session }, caller, 'read sign-in sessions', user);
    const limit = Math.min(page.limit, mostSessions);
    const living = livingSessions(user, directory.clock());
    const found = await session.signInSessions.listSessions(living, page.after, limit + 1);
    const stored = found.slice(0, limit);
    const names = await namesOf(session, stored);
    const refreshed = await session.signInSessions.lastRefreshes(stored.flatMap(grantsOf));
    return {
      sessions: stored.map((each) => shownSession(each, caller, userId, names, refreshed)),
      next: found.length > limit ? stored.at(-1)! : null,
    };
  });
}

const appIdsOf = ({ payload }: StoredSession) => Object.keys(payload.authorizations ?? {});

async function namesOf(
  session: ReadSession,
  stored: readonly StoredSession[],
): Promise<ReadonlyMap<string, string | null>> {
  const own = new Map(ownApplications.map(({ appId, name }) => [appId, name]));
  const appIds = [...new Set(stored.flatMap(appIdsOf))].filter((each) => !own.has(each)).slice(0, mostNames);
  if (appIds.length === 0) return own;
  const { objects } = await session.objects.list(
    {
      types: ['servicePrincipal'],
      scope: { kind: 'all' },
      filter: { op: 'in', path: ['appId'], values: appIds },
      orderBy: null,
      limit: mostNames,
      after: null,
      wantsCount: false,
    },
    null,
  );
  const named = objects.map(
    ({ properties }) => [properties.appId as string, properties.displayName as string] as const,
  );
  return new Map([...own, ...named]);
}

/** Those that are gone come last. */
function byName(a: SignInSession['applications'][number], b: SignInSession['applications'][number]): number {
  if ((a.name === null) !== (b.name === null)) return a.name === null ? 1 : -1;
  return (a.name ?? '').localeCompare(b.name ?? '', 'en') || a.appId.localeCompare(b.appId);
}

function shownSession(
  stored: StoredSession,
  { actor }: Caller,
  userId: ObjectId,
  names: ReadonlyMap<string, string | null>,
  refreshed: ReadonlyMap<string, Instant>,
): SignInSession {
  const { id, startedAt, endsAt, payload } = stored;
  const { amr = [], about = {}, authorizations = {}, transient } = payload;
  const uses = grantsOf(stored).map((grant) => refreshed.get(grant) ?? startedAt);
  const isOwn = actor.kind === 'user' && actor.id === userId && actor.sid !== undefined;
  return {
    id,
    startedAt,
    lastUsedAt: Math.max(about.usedAt ?? startedAt, ...uses) as Instant,
    endsAt,
    isPersistent: transient !== true,
    methods: amr,
    userAgent: about.agent ?? null,
    applications: appIdsOf(stored)
      .map((appId) => ({ appId, name: names.get(appId) ?? null }))
      .sort(byName),
    isCurrent: isOwn && authorizations[actor.client?.appId ?? '']?.sid === actor.sid,
  };
}
