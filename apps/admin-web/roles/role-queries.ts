import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { betaGraph, graph } from '../graph/graph.ts';
import { roleInWords } from '../role-names/role-words.ts';
import { useChosen } from '../shell/preferences.ts';
import { type AccessKind, accessPath, type Held, type HeldType, isWaiting, ownPath } from './held.ts';
import type { AccessRequest, AccessSchedule, NamedObject, RoleDefinition, ScheduleInfo } from './role-records.ts';
import { type RoleRule, type RoleRules, rulesById } from './rules/role-rules.ts';

const roleKey = ['object', 'roles'] as const;
const waitingMs = 4000;

/** Everything at an address, page after page. */
async function readAll<T>(path: string, signal: AbortSignal): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const { value } of graph.pages<T>(path, signal)) all.push(...value);
  return all;
}

/** Every role, built in and of the organisation's own, with what it allows, in the person's language. */
export function useRoles() {
  const { language } = useChosen();
  const inLanguage = useCallback(
    (roles: readonly RoleDefinition[]) => roles.map((role) => roleInWords(role, role.id, language)),
    [language],
  );
  return useQuery({
    select: inLanguage,
    queryKey: [...roleKey, 'definitions'],
    queryFn: async ({ signal }) => {
      const { value } = await betaGraph.page<RoleDefinition>('/roleManagement/directory/roleDefinitions', signal);
      return value;
    },
  });
}

/** Who holds or can activate what, now and later, as far as the query goes. */
export function useSchedules(kind: AccessKind, query: string, type: HeldType = 'role') {
  return useQuery({
    queryKey: [...roleKey, 'schedules', type, kind, query],
    queryFn: ({ signal }) => readAll<AccessSchedule>(`${accessPath(type, kind, 'Schedules')}?${query}`, signal),
    retry: false,
  });
}

/** What the person who is signed in holds or can activate. */
export function useOwnSchedules(type: HeldType, kind: AccessKind) {
  return useQuery({
    queryKey: [...roleKey, 'own', type, kind],
    queryFn: ({ signal }) => readAll<AccessSchedule>(ownPath(type, kind, 'Schedules'), signal),
  });
}

/** What was asked for the person who is signed in; asked again while something waits. */
export function useOwnRequests(type: HeldType, kind: AccessKind) {
  const queryClient = useQueryClient();
  return useQuery({
    queryKey: [...roleKey, 'own-requests', type, kind],
    queryFn: async ({ signal }) => {
      const found = await readAll<AccessRequest>(ownPath(type, kind, 'ScheduleRequests'), signal);
      // Something was decided meanwhile: what is held has changed, too.
      void queryClient.invalidateQueries({ queryKey: [...roleKey, 'own', type] });
      return found;
    },
    refetchInterval: ({ state }) => (state.data?.some(isWaiting) === true ? waitingMs : false),
  });
}

/** The person who is signed in. */
export function useMyId(): string | undefined {
  const me = useQuery({
    queryKey: ['object', 'me'],
    queryFn: ({ signal }) => graph.get<{ id: string }>('/me?$select=id', signal),
  });
  return me.data?.id;
}

/** The name of an object by its id; undefined while it is asked for, null where the person may not see it. */
export function useObjectName(id: string | undefined): string | null | undefined {
  const found = useQuery({
    queryKey: ['object', 'names', id],
    queryFn: ({ signal }) => graph.get<NamedObject>(`/directoryObjects/${id}`, signal),
    enabled: id !== undefined,
    retry: false,
  });
  return found.isError ? null : found.data?.displayName;
}

/** Settings of what is held: the id of the policy, and its rules. */
export interface AccessSettings {
  readonly policyId: string;
  readonly rules: RoleRules;
}

/** The settings of a role, or of access to a group; undefined while they are asked for or where they are not shown. */
export function useSettings(held: Held | undefined) {
  return useQuery({
    queryKey: [...roleKey, 'settings', held === undefined ? '' : settingsFilter(held)],
    queryFn: async ({ signal }): Promise<AccessSettings> => {
      const filter = encodeURIComponent(settingsFilter(held!));
      const expand = '$expand=policy($expand=rules)';
      const path = `/policies/roleManagementPolicyAssignments?$filter=${filter}&${expand}`;
      const { value } = await graph.page<{ policyId: string; policy: { rules: RoleRule[] } }>(path, signal);
      const { policyId, policy } = value[0]!;
      return { policyId, rules: rulesById(policy.rules) };
    },
    enabled: held !== undefined,
    retry: false,
  });
}

function settingsFilter(held: Held): string {
  if ('groupId' in held) {
    return `scopeId eq '${held.groupId}' and scopeType eq 'Group' and roleDefinitionId eq '${held.accessId}'`;
  }
  return `scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq '${held.roleDefinitionId}'`;
}

/** A request about something held. */
export interface Asked {
  readonly kind: AccessKind;
  readonly action: string;
  readonly principalId: string;
  readonly held: Held;
  readonly scheduleInfo?: ScheduleInfo;
  readonly justification?: string;
  readonly ticketNumber?: string;
  readonly ticketSystem?: string;
}

/** Asks for something, and has everything about roles read anew. */
export function useAccess() {
  const queryClient = useQueryClient();
  const forget = () => queryClient.invalidateQueries({ queryKey: roleKey });
  const ask = async ({ kind, held, ticketNumber, ticketSystem, ...rest }: Asked): Promise<AccessRequest> => {
    const path = accessPath('groupId' in held ? 'group' : 'role', kind, 'ScheduleRequests');
    const ticketInfo = ticketNumber ? { ticketInfo: { ticketNumber, ticketSystem: ticketSystem || null } } : {};
    const made = await graph.send<AccessRequest>({ method: 'POST', path, body: { ...rest, ...held, ...ticketInfo } });
    await forget();
    return made;
  };
  return { ask, forget };
}

/** Names of objects by their ids, as far as the person may see them. */
export function useObjectNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const sorted = [...ids].sort();
  const found = useQuery({
    queryKey: ['object', 'names', ...sorted],
    queryFn: () =>
      graph.send<{ value: readonly NamedObject[] }>({
        method: 'POST',
        path: '/directoryObjects/getByIds',
        body: { ids: sorted },
      }),
    enabled: ids.length > 0,
  });
  return new Map(found.data?.value.map(({ id, displayName }) => [id, displayName ?? id]));
}
