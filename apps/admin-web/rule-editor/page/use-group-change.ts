import { useQueryClient } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';

/** Changes properties of a group; what the pages know of it is asked for again. */
export function useGroupChange(id: string) {
  const queries = useQueryClient();
  return async (properties: object, options = '') => {
    await graph.send({ method: 'PATCH', path: `/groups/${encodeURIComponent(id)}${options}`, body: properties });
    await queries.invalidateQueries({ queryKey: ['object', 'groups', id] });
    void queries.invalidateQueries({ queryKey: ['list'] });
    void queries.invalidateQueries({ queryKey: ['rule-preview'] });
  };
}
