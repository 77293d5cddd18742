import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { graph } from '../graph/graph.ts';
import { type Group, groupProperties, processingOf } from './group.ts';
import { countOf, countPath } from './group-counts.ts';

/** How often a page that is looked at asks whether something changed. */
const lookAgainMs = 3000;
const whileRunningMs = 1000;

export const groupKey = (id: string) => ['object', 'groups', id] as const;

/** A group, kept fresh while its page is in sight: more often while a pass runs. */
export function useGroup(id: string) {
  return useQuery({
    queryKey: [...groupKey(id), 'group'],
    queryFn: ({ signal }) => graph.get<Group>(`/groups/${id}?$select=${groupProperties.join(',')}`, signal),
    refetchInterval: ({ state }) => {
      if (state.error !== null && state.data === undefined) return false;
      const processing = state.data === undefined ? 'none' : processingOf(state.data);
      return processing === 'running' || processing === 'waiting' ? whileRunningMs : lookAgainMs;
    },
  });
}

const counted = {
  all: ['members', ''],
  users: ['members/microsoft.graph.user', ''],
  guests: ['members/microsoft.graph.user', "userType eq 'Guest'"],
  groups: ['members/microsoft.graph.group', ''],
  devices: ['members/microsoft.graph.device', ''],
  applications: ['members/microsoft.graph.servicePrincipal', ''],
  transitive: ['transitiveMembers', ''],
  owners: ['owners', ''],
  memberOf: ['memberOf', ''],
} as const;

/** How many there are of each; undefined for what the person may not see. */
export type GroupCounts = Readonly<Record<keyof typeof counted, number | undefined>>;

/** Numbers of a group, kept fresh while its page is in sight. */
export function useGroupCounts(id: string) {
  return useQuery({
    queryKey: [...groupKey(id), 'counts'],
    queryFn: async () => {
      const entries = Object.entries(counted);
      const requests = entries.map(([, [relation, filter]]) => ({
        method: 'GET' as const,
        path: countPath(`/groups/${id}/${relation}`, filter),
      }));
      const answers = await graph.batch(requests);
      return Object.fromEntries(entries.map(([name], at) => [name, countOf(answers[at]?.body)])) as GroupCounts;
    },
    refetchInterval: lookAgainMs,
  });
}

/**
 * Reads the lists of a group anew when its members have changed: what changed elsewhere shows here without a click.
 *
 * What tells is the number of members and the time of the last change by the rule, so that an exchange of one assigned
 * member for another is seen at the next visit.
 */
export function useFreshLists(group: Group, counts: GroupCounts | undefined): void {
  const queries = useQueryClient();
  const { id, membershipRuleProcessingStatus: status } = group;
  const pulse = counts && JSON.stringify([counts.all, counts.transitive, counts.owners, status?.lastMembershipUpdated]);
  const last = useRef(pulse);
  useEffect(() => {
    const before = last.current;
    last.current = pulse;
    if (before === undefined || pulse === undefined || before === pulse) return;
    void queries.invalidateQueries({
      queryKey: ['list'],
      predicate: ({ queryKey }) => String(queryKey[1]).startsWith(`/groups/${id}/`),
    });
    void queries.invalidateQueries({ queryKey: [...groupKey(id), 'explain'] });
  }, [pulse, id, queries]);
}
