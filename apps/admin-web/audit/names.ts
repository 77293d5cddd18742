import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import { useRoleInWords } from '../role-names/role-words.ts';

interface Named {
  readonly id: string;
  readonly displayName?: string | null;
}

const mostIds = 1000;

/** Names of the objects and roles behind ids, as far as the person may know them; empty while they are asked for. */
export function useNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids)].sort().slice(0, mostIds);
  const objects = useQuery({
    queryKey: ['names', wanted],
    enabled: wanted.length > 0,
    queryFn: () => readNames(wanted),
    placeholderData: (before) => before,
  });
  const roles = useQuery({
    queryKey: ['role-names'],
    enabled: wanted.length > 0,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) =>
      graph
        .page<Named>('/roleManagement/directory/roleDefinitions?$select=id,displayName', signal)
        .then(({ value }) => value),
    retry: false,
  });
  const inWords = useRoleInWords();
  return new Map(
    [...(roles.data ?? []).map(inWords), ...(objects.data ?? [])].flatMap(({ id, displayName }) =>
      displayName ? [[id, displayName] as const] : [],
    ),
  );
}

async function readNames(ids: readonly string[]): Promise<readonly Named[]> {
  const body = { ids };
  const { value } = await graph.send<{ value: readonly Named[] }>({
    method: 'POST',
    path: '/directoryObjects/getByIds',
    body,
  });
  return value;
}
