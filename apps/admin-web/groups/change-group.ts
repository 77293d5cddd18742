import type { QueryClient } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import { groupKey } from './use-group.ts';

/** Changes properties of a group; everything that shows them is read anew. */
export async function changeGroup(
  queries: QueryClient,
  id: string,
  changed: Readonly<Record<string, unknown>>,
): Promise<void> {
  await graph.send({ method: 'PATCH', path: `/groups/${id}`, body: changed });
  await refreshGroup(queries, id);
}

/** Has everything about a group, and the lists, read anew. */
export async function refreshGroup(queries: QueryClient, id: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: groupKey(id) }),
    queries.invalidateQueries({ queryKey: ['list'] }),
  ]);
}
