import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';
import { GraphProblem, problemOf } from '../../graph/graph-problem.ts';
import type { Row } from '../../lists/list-column.ts';
import type { Explanation } from './explanation.ts';

/** As many as one batch explains. */
const groupsAtOnce = 20;

/** A group that somebody is in, with the reason where it may be known. */
export interface ExplainedGroup {
  readonly group: Row;
  readonly explanation: Explanation | undefined;
}

const explainPath = (groupId: string, userId: string) => `/groups/${groupId}/members/${userId}/explain`;

async function explainAll(userId: string, groups: readonly Row[]): Promise<readonly ExplainedGroup[]> {
  const answers = await graph.batch(groups.map(({ id }) => ({ method: 'GET', path: explainPath(id, userId) })));
  return groups.map((group, at) => {
    const { status, body } = answers[at]!;
    if (status === 200) return { group, explanation: body as Explanation };
    if (status === 403 || status === 404) return { group, explanation: undefined };
    throw problemOf(status, body);
  });
}

/** Groups of somebody with their reasons, twenty at a time. */
export function useMemberships(userId: string) {
  const first = `/users/${userId}/transitiveMemberOf/microsoft.graph.group?$select=id,displayName&$count=true&$orderby=displayName&$top=${groupsAtOnce}`;
  return useInfiniteQuery({
    queryKey: ['object', 'users', userId, 'memberships'],
    queryFn: async ({ pageParam, signal }) => {
      const page = await graph.page<Row>(pageParam, signal);
      return { ...page, value: await explainAll(userId, page.value) };
    },
    initialPageParam: first,
    getNextPageParam: (last) => last.next,
  });
}

/** One group and the person, member or not. */
export function useExplanation(userId: string, groupId: string) {
  return useQuery({
    queryKey: ['object', 'users', userId, 'explained', groupId],
    queryFn: async ({ signal }) => {
      try {
        return await graph.get<Explanation>(explainPath(groupId, userId), signal);
      } catch (problem) {
        if (problem instanceof GraphProblem && problem.kind === 'not-allowed') return null;
        throw problem;
      }
    },
  });
}
