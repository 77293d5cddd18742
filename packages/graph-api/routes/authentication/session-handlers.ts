import {
  endSignInSession,
  listSignInSessions,
  mostSessions,
  type SessionPlace,
  type SignInSession,
} from '@muster/directory';
import { formatInstant, type Instant } from '@muster/kernel';
import { graphErrors } from '../../errors.ts';
import { nextLink, readTop } from '../../odata/paging.ts';
import { expectOptions, readQueryOptions } from '../../odata/query-options.ts';
import { type Handler, noContent } from '../../routing/graph-request.ts';
import { extensionAnswer } from '../../wire/answers.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { addressedId } from '../objects/addressed-object.ts';

/** `GET users/{}/signInSessions`, not in Graph: where a user is signed in, the newest sign-in first. */
export const listSessions: Handler = async (api, request) => {
  const options = readQueryOptions(request.queryString);
  expectOptions(options, ['top', 'skiptoken']);
  const after = readPlace(options.get('skiptoken'));
  const limit = readTop(options.get('top'), mostSessions);
  const user = await addressedId(api, request, 'user');
  const { sessions, next } = await listSignInSessions(api.directory, request.caller, user, { after, limit });
  const answer: JsonMembers = {};
  if (next !== null) answer['@odata.nextLink'] = nextLink(request.address, request.queryString, tokenOf(next));
  answer.value = sessions.map(presentSession);
  return { status: 200, body: extensionAnswer(request, 'signInSessions', answer) };
};

/** `DELETE users/{}/signInSessions/{}`, not in Graph: ends one session; 204. */
export const endSession: Handler = async (api, request) => {
  const user = await addressedId(api, request, 'user');
  await endSignInSession(api.directory, request.caller, user, request.segments.at(-1)!.key!);
  return noContent;
};

function presentSession(session: SignInSession): JsonMembers {
  const { id, startedAt, lastUsedAt, endsAt, isPersistent, methods, userAgent, applications, isCurrent } = session;
  return {
    id,
    startDateTime: formatInstant(startedAt),
    lastUsedDateTime: formatInstant(lastUsedAt),
    endDateTime: formatInstant(endsAt),
    isPersistent,
    isCurrent,
    authenticationMethods: [...methods],
    userAgent,
    applications: applications.map(({ appId, name }) => ({ appId, displayName: name })),
  };
}

function tokenOf({ startedAt, id }: SessionPlace): string {
  return Buffer.from(JSON.stringify([1, startedAt, id]), 'utf8').toString('base64url');
}

/** @throws AppError QUERY_PAGE_TOKEN */
function readPlace(token: string | undefined): SessionPlace | null {
  if (token === undefined) return null;
  const place = /^\[1,(\d{1,15}),"([\w-]{1,64})"\]$/.exec(Buffer.from(token, 'base64url').toString('utf8'));
  if (place === null) throw graphErrors.QUERY_PAGE_TOKEN({});
  return { startedAt: Number(place[1]) as Instant, id: place[2]! };
}
