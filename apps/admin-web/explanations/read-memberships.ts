import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import { GraphProblem, problemOf } from '../graph/graph-problem.ts';
import type { Row } from '../lists/list-column.ts';
import type { Explanation } from './explanation.ts';
import { explanationPath } from './explanation-loader.ts';

/** As many as one batch explains. */
const groupsAtOnce = 20;

/** Who is asked about: the collection of the API, and the id. */
export interface MemberOf {
  readonly collection: 'users' | 'devices';
  readonly id: string;
}

/** A group that something is in, with the reason where it may be known. */
export interface ExplainedGroup {
  readonly group: Row;
  readonly explanation: Explanation | undefined;
}

async function explainAll(memberId: string, groups: readonly Row[]): Promise<readonly ExplainedGroup[]> {
  if (groups.length === 0) return [];
  const answers = await graph.batch(groups.map(({ id }) => ({ method: 'GET', path: explanationPath(id, memberId) })));
  return groups.map((group, at) => {
    const { status, body } = answers[at]!;
    if (status === 200) return { group, explanation: body as Explanation };
    if (status === 403 || status === 404) return { group, explanation: undefined };
    throw problemOf(status, body);
  });
}

/** Groups of a member with their reasons, twenty at a time. */
export function useMemberships({ collection, id }: MemberOf) {
  const query = `$select=id,displayName&$count=true&$orderby=displayName&$top=${groupsAtOnce}`;
  return useInfiniteQuery({
    queryKey: ['object', collection, id, 'memberships'],
    queryFn: async ({ pageParam, signal }) => {
      const page = await graph.page<Row>(pageParam, signal);
      return { ...page, value: await explainAll(id, page.value) };
    },
    initialPageParam: `/${collection}/${id}/transitiveMemberOf/microsoft.graph.group?${query}`,
    getNextPageParam: (last) => last.next,
  });
}

/** One group and somebody or something, member or not; null where the reason may not be known. */
export function useExplanation({ collection, id }: MemberOf, groupId: string) {
  return useQuery({
    queryKey: ['object', collection, id, 'explained', groupId],
    queryFn: async ({ signal }) => {
      try {
        return await graph.get<Explanation>(explanationPath(groupId, id), signal);
      } catch (problem) {
        if (problem instanceof GraphProblem && problem.kind === 'not-allowed') return null;
        throw problem;
      }
    },
  });
}
