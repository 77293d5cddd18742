import { useQuery, useQueryClient } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import { refreshGroup } from '../groups/change-group.ts';
import { type Group, processingOf } from '../groups/group.ts';
import type { RulePreview } from '../groups/rule/rule-preview.ts';
import {
  type AllUsersGroup,
  type AllUsersScope,
  allUsersBody,
  allUsersName,
  allUsersRules,
  allUsersState,
} from './all-users.ts';

const processed = ['membershipRuleProcessingState', 'membershipRuleProcessingStatus'] as const;
const key = ['object', 'groups', 'all-users'] as const;

/** Where the group of everybody stands. */
export function useAllUsers() {
  return useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const question = `$select=id,displayName,membershipRule&$filter=${encodeURIComponent(`uniqueName eq '${allUsersName}'`)}`;
      const [here, deleted] = await Promise.all([
        graph.page<AllUsersGroup>(`/groups?${question}`, signal),
        graph.page<AllUsersGroup>(`/directory/deletedItems/microsoft.graph.group?${question}`, signal),
      ]);
      return allUsersState(here.value[0], deleted.value[0]);
    },
    refetchInterval: 5000,
  });
}

/** What somebody was told before they confirmed. */
type SeenNumbers = Pick<RulePreview, 'joining' | 'leaving' | 'needsApproval'>;

const lookAgainMs = 250;
const mostLooks = 80;

/** Approves what the guard holds, once it does; other numbers than those that were seen are refused by the API. */
async function approveAsSeen(id: string, { joining, leaving }: SeenNumbers): Promise<void> {
  for (let look = 0; look < mostLooks; look += 1) {
    const group = await graph.get<Group>(`/groups/${id}?$select=id,groupTypes,${processed.join(',')}`);
    const processing = processingOf(group);
    if (processing === 'held') {
      const body = { leavingCount: leaving, joiningCount: joining };
      await graph.send({ method: 'POST', path: `/groups/${id}/approveMembershipChange`, body });
    }
    if (processing !== 'waiting' && processing !== 'running') return;
    await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
  }
}

/** What can be done with the group; each throws what the API says against it. */
export function useAllUsersDeeds() {
  const queries = useQueryClient();
  const refresh = async (id: string) => {
    await queries.invalidateQueries({ queryKey: key });
    await refreshGroup(queries, id);
  };
  return {
    /** @param deleted the group that is to come back; a new one is made where there is none */
    async enable(deleted: AllUsersGroup | undefined): Promise<void> {
      const path = deleted === undefined ? '/groups' : `/directory/deletedItems/${deleted.id}/restore`;
      const body = deleted === undefined ? allUsersBody('everybody') : {};
      const made = await graph.send<AllUsersGroup>({ method: 'POST', path, body });
      await refresh(made.id);
    },
    /** @param seen numbers that were confirmed: where the guard holds the change, these and no others are approved */
    async limit({ id }: AllUsersGroup, scope: AllUsersScope, seen?: SeenNumbers): Promise<void> {
      const body = { membershipRule: allUsersRules[scope], membershipRuleProcessingState: 'On' };
      await graph.send({ method: 'PATCH', path: `/groups/${id}`, body });
      if (seen?.needsApproval === true) await approveAsSeen(id, seen);
      await refresh(id);
    },
    async disable({ id }: AllUsersGroup): Promise<void> {
      await graph.send({ method: 'DELETE', path: `/groups/${id}` });
      await refresh(id);
    },
  };
}
