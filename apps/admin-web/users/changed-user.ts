import type { QueryClient } from '@tanstack/react-query';

/** After a person was changed: whatever shows them is asked for again. */
export async function changedUser(queries: QueryClient, id: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['object', 'users', id] }),
    queries.invalidateQueries({ queryKey: ['list'] }),
    queries.invalidateQueries({ queryKey: ['counts'] }),
  ]);
}
