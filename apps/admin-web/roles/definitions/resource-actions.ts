import { useQuery } from '@tanstack/react-query';
import { betaGraph } from '../../graph/graph.ts';

/** Something that a role can allow. */
export interface ResourceAction {
  readonly name: string;
  readonly description: string;
  readonly isPrivileged: boolean;
}

/** The catalogue of what roles are made of. */
export function useResourceActions() {
  return useQuery({
    queryKey: ['object', 'roles', 'actions'],
    queryFn: async ({ signal }) => {
      const path = '/roleManagement/directory/resourceNamespaces/microsoft.directory/resourceActions';
      return (await betaGraph.page<ResourceAction>(path, signal)).value;
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
}
