import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';

/** Answers of a batch: what lists somebody's roles. */
const asked = [
  '/me/transitiveMemberOf/microsoft.graph.directoryRole?$select=id',
  '/me/scopedRoleMemberOf',
  "/roleManagement/directory/roleAssignments?$filter=principalId%20eq%20'{id}'&$select=id&$top=1",
] as const;

/** Whether the person holds a role of the directory, over all of it or a part. Where that is not told, they count as one who does. */
async function holdsRole(): Promise<boolean> {
  const { id } = await graph.get<{ id: string }>('/me?$select=id');
  const requests = asked.map((path) => ({ method: 'GET' as const, path: path.replace('{id}', id) }));
  const answers = await graph.batch(requests);
  const told = answers.filter(({ status }) => status === 200);
  if (told.length === 0) return true;
  return told.some(({ body }) => (body as { value: unknown[] }).value.length > 0);
}

/**
 * Whether the person who is signed in administers anything: undefined until it is known. Decides what is offered, never what is
 * allowed: the API checks every right.
 */
export function useIsAdministrator(): boolean | undefined {
  const { data, isError } = useQuery({ queryKey: ['own-rights'], queryFn: holdsRole, staleTime: 60_000 });
  return isError ? true : data;
}
