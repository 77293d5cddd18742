import { useQuery } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';

interface Domain {
  readonly id: string;
  readonly isDefault: boolean;
  readonly isVerified: boolean;
}

/** The verified domains of the directory, the default one first. */
export function useDomains() {
  return useQuery({
    queryKey: ['domains'],
    queryFn: async ({ signal }) => {
      const { value } = await graph.page<Domain>('/domains?$select=id,isDefault,isVerified', signal);
      const verified = value.filter(({ isVerified }) => isVerified);
      return verified.sort((one, other) => Number(other.isDefault) - Number(one.isDefault)).map(({ id }) => id);
    },
  });
}
