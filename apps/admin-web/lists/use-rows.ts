import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { graph } from '../graph/graph.ts';
import type { Row } from './list-column.ts';

/**
 * Rows of a collection, page after page. Whatever changes objects invalidates the queries whose key begins with `list`.
 *
 * @param address of the first page, below the version
 * @param complete adds to the rows of a page before they are shown
 */
export function useRows(
  address: string,
  complete?: (rows: readonly Row[], signal: AbortSignal) => Promise<readonly Row[]>,
) {
  const list = useInfiniteQuery({
    queryKey: ['list', address],
    queryFn: async ({ pageParam, signal }) => {
      const page = await graph.page<Row>(pageParam, signal);
      return complete === undefined ? page : { ...page, value: await complete(page.value, signal) };
    },
    initialPageParam: address,
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const rows = useMemo(() => list.data?.pages.flatMap(({ value }) => value) ?? [], [list.data]);
  return { rows, count: list.data?.pages[0]?.count, list };
}
