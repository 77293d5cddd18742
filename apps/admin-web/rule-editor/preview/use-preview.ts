import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { graph } from '../../graph/graph.ts';
import type { PreviewList, RulePreview } from './rule-preview.ts';

/** Shorter than the time between two keys: every valid rule is asked about, and a question that is overtaken is given up. */
const pauseMs = 10;
const pageSize = 20;

/** Where a rule is previewed: against the members of a group, or for a group that is to be made. */
export function previewAddress(groupId: string | undefined): string {
  return groupId === undefined ? '/groups/previewRule' : `/groups/${encodeURIComponent(groupId)}/previewRule`;
}

/** A value once it has stayed the same for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

/**
 * What a rule would do, asked of the server while it is written: an earlier question is given up. While an answer is on its
 * way, the one before stays (`isPlaceholderData`).
 *
 * @param rule undefined while it is not valid
 */
export function usePreview(groupId: string | undefined, rule: string | undefined, list: PreviewList) {
  const settled = useSettled(rule);
  const query = useInfiniteQuery({
    queryKey: ['rule-preview', groupId, settled, list],
    queryFn: ({ pageParam, signal }) =>
      graph.send<RulePreview>(
        {
          method: 'POST',
          path: previewAddress(groupId),
          body: { membershipRule: settled, list, top: pageSize, next: pageParam, includeNodes: true },
        },
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: settled !== undefined,
    placeholderData: (before) => before,
    staleTime: 5_000,
    gcTime: 60_000,
    retry: false,
  });
  return { ...query, isOfRule: query.data?.pages[0]?.membershipRule === rule && rule !== undefined };
}

export type PreviewQuery = ReturnType<typeof usePreview>;
