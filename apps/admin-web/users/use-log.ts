import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { graph } from '../graph/graph.ts';
import type { Row } from '../lists/list-column.ts';

/** Entries of a log about a person, page after page, the newest first. */
export function useLog(userId: string, name: string, path: string) {
  const log = useInfiniteQuery({
    queryKey: ['object', 'users', userId, name],
    queryFn: ({ pageParam, signal }) => graph.page<Row>(pageParam, signal),
    initialPageParam: path,
    getNextPageParam: (last) => last.next,
  });
  const rows = useMemo(() => log.data?.pages.flatMap(({ value }) => value) ?? [], [log.data]);
  return { rows, log };
}
