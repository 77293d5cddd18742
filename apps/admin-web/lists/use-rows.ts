import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { graph } from '../graph/graph.ts';
import type { Row } from './list-column.ts';

/**
 * Rows of a collection, page after page. Whatever changes objects invalidates the queries whose key begins with `list`.
 *
 * @param address of the first page, below the version
 */
export function useRows(address: string) {
  const list = useInfiniteQuery({
    queryKey: ['list', address],
    queryFn: ({ pageParam, signal }) => graph.page<Row>(pageParam, signal),
    initialPageParam: address,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => list.data?.pages.flatMap(({ value }) => value) ?? [], [list.data]);
  return { rows, count: list.data?.pages[0]?.count, list };
}
