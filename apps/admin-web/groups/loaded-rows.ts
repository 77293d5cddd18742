import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Page } from '../graph/graph-client.ts';
import type { Row } from '../lists/list-column.ts';

/**
 * The rows with these ids, as lists have read them; one that no list holds any more has its id alone.
 *
 * @param begin how the address of the lists begins that are looked into
 */
export function loadedRows(queries: QueryClient, begin: string, ids: ReadonlySet<string>): readonly Row[] {
  const found = new Map<string, Row>();
  const lists = queries.getQueriesData<InfiniteData<Page<Row>>>({ queryKey: ['list'] });
  for (const [key, data] of lists) {
    if (!String(key[1]).startsWith(begin)) continue;
    for (const { value } of data?.pages ?? []) {
      for (const row of value) if (ids.has(row.id)) found.set(row.id, row);
    }
  }
  return [...ids].map((id) => found.get(id) ?? { id });
}
