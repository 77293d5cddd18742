import type { RowGridProps } from './row-grid.tsx';

/** A list that is read page after page; any infinite query is one. */
interface PagedList {
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly isFetchingNextPage: boolean;
  readonly hasNextPage: boolean;
  fetchNextPage(): Promise<unknown>;
}

/** How the rows of a grid are read: the next page when the last rows are in sight. */
export function readingOf(list: PagedList): Pick<RowGridProps, 'isLoading' | 'onEnd'> {
  return {
    isLoading: list.isPending || list.isFetchingNextPage,
    onEnd() {
      if (list.hasNextPage && !list.isFetching) void list.fetchNextPage();
    },
  };
}
