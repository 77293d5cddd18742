import { useQuery, useQueryClient } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import { tenantId } from '../session/place.ts';
import type { Organization } from './organization.ts';

const path = `/organization/${tenantId}`;
const key = ['object', 'organization'];

/** The directory, and the two ways in which these pages change it. */
export function useOrganization() {
  const queries = useQueryClient();
  const read = useQuery({ queryKey: key, queryFn: ({ signal }) => graph.get<Organization>(path, signal) });
  const branding = useQuery({
    queryKey: [...key, 'branding'],
    queryFn: ({ signal }) => graph.get<{ backgroundColor: string | null }>(`${path}/branding`, signal),
  });
  const send = async (below: string, body: Readonly<Record<string, unknown>>) => {
    await graph.send({ method: 'PATCH', path: `${path}${below}`, body });
    await queries.invalidateQueries({ queryKey: key });
  };
  return {
    read,
    branding,
    change: (body: Readonly<Record<string, unknown>>) => send('', body),
    brand: (body: Readonly<Record<string, unknown>>) => send('/branding', body),
  };
}
