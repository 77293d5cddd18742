import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';

/** The person who is signed in. */
export interface Me {
  readonly id: string;
  readonly displayName: string | null;
  readonly userPrincipalName: string;
  readonly userType: string | null;
  readonly externalUserState: string | null;
  readonly externalUserStateChangeDateTime: string | null;
}

const properties = 'id,displayName,userPrincipalName,userType,externalUserState,externalUserStateChangeDateTime';

export function useMe() {
  return useQuery({
    queryKey: ['me', 'account'],
    queryFn: ({ signal }) => graph.get<Me>(`/me?$select=${properties}`, signal),
  });
}
