import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Clause } from '../controls/clause-tree.tsx';
import { graph } from '../graph/graph.ts';
import { problemOf } from '../graph/graph-problem.ts';
import type { Row } from '../lists/list-column.ts';

/** Why a device is in a group, as the API tells it. */
export interface Explanation {
  readonly means: 'rule' | 'assigned' | 'nested' | null;
  readonly rule: { readonly membershipRuleEvaluationDetails: Clause | null } | null;
  readonly since: {
    readonly at: string;
    readonly reason: string;
    readonly actor: { readonly displayName: string };
  } | null;
}

export interface DeviceMembership {
  readonly group: Row;
  /** Undefined where the person may not know the reason. */
  readonly explanation: Explanation | undefined;
}

/** As many as one batch explains. */
const groupsAtOnce = 20;

async function explainAll(id: string, groups: readonly Row[]): Promise<readonly DeviceMembership[]> {
  const answers = await graph.batch(
    groups.map((group) => ({ method: 'GET' as const, path: `/groups/${group.id}/members/${id}/explain` })),
  );
  return groups.map((group, at) => {
    const { status, body } = answers[at]!;
    if (status === 403 || status === 404) return { group, explanation: undefined };
    if (status !== 200) throw problemOf(status, body);
    return { group, explanation: body as Explanation };
  });
}

/** Groups of a device with their reasons, twenty at a time. */
export function useDeviceMemberships(id: string) {
  const query = '$select=id,displayName&$count=true&$orderby=displayName';
  const first = `/devices/${id}/transitiveMemberOf/microsoft.graph.group?${query}&$top=${groupsAtOnce}`;
  const list = useInfiniteQuery({
    queryKey: ['object', 'devices', id, 'groups'],
    queryFn: async ({ pageParam, signal }) => {
      const page = await graph.page<Row>(pageParam, signal);
      return { ...page, value: page.value.length === 0 ? [] : await explainAll(id, page.value) };
    },
    initialPageParam: first,
    getNextPageParam: (last) => last.next,
  });
  const rows = useMemo(() => list.data?.pages.flatMap(({ value }) => value), [list.data]);
  return { list, rows };
}
