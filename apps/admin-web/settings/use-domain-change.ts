import { useQueryClient } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import type { GraphRequest } from '../graph/graph-client.ts';

/** Sends a change of a domain; what shows domains is read anew. */
export function useDomainChange() {
  const queries = useQueryClient();
  return async <T>(request: GraphRequest): Promise<T> => {
    const answer = await graph.send<T>(request);
    for (const queryKey of [['domains'], ['object', 'organization']]) await queries.invalidateQueries({ queryKey });
    return answer;
  };
}
