import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { graph } from '../graph/graph.ts';
import { signOut } from '../session/session.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { sessionTexts } from './session-texts.ts';
import type { SignInSession } from './session-words.ts';

/**
 * Where somebody is signed in, page after page, and the end of one of it.
 *
 * @param owner `/me` or `/users/{id}`
 * @param queryKey under which the answers are kept
 */
export function useSessions(owner: string, queryKey: readonly string[]) {
  const queries = useQueryClient();
  const texts = useTexts(sessionTexts);
  const pages = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => graph.page<SignInSession>(pageParam, signal),
    initialPageParam: `${owner}/signInSessions?$top=25`,
    getNextPageParam: (last) => last.next,
  });
  const sessions = useMemo(() => pages.data?.pages.flatMap(({ value }) => value), [pages.data]);
  const end = async ({ id, isCurrent }: SignInSession) => {
    await graph.send({ method: 'DELETE', path: `${owner}/signInSessions/${id}` });
    if (isCurrent) return signOut();
    await queries.invalidateQueries({ queryKey });
    say({ text: texts.ended });
  };
  return { pages, sessions, end };
}
