import { useQuery } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';
import type { RuleTest } from '../people-tests/rule-test.ts';

/** What the page of a rule needs of its group. */
export interface RuledGroup {
  readonly id: string;
  readonly displayName: string;
  readonly createdDateTime: string;
  readonly groupTypes: readonly string[];
  readonly membershipRule: string | null;
  readonly membershipRuleProcessingState: 'On' | 'Paused' | null;
  readonly membershipRuleTests: readonly RuleTest[] | null;
  readonly membershipRuleProcessingStatus: {
    readonly status: string;
    readonly errorMessage: string | null;
    readonly doneCount: number | null;
    readonly totalCount: number | null;
    readonly isApprovalRequired: boolean;
    readonly leavingCount?: number;
    readonly joiningCount?: number;
  } | null;
}

const select = [
  'id',
  'displayName',
  'createdDateTime',
  'groupTypes',
  'membershipRule',
  'membershipRuleProcessingState',
  'membershipRuleProcessingStatus',
  'membershipRuleTests',
];
const watchMs = 1_500;

/** True while members are being brought in line: the answer will be another one soon. */
export function isRunning({ membershipRuleProcessingStatus: status }: RuledGroup): boolean {
  return status !== null && !status.isApprovalRequired && ['NotStarted', 'Running'].includes(status.status);
}

/** The group of a rule, looked at again while its members are being updated. */
export function useRuledGroup(id: string) {
  return useQuery({
    queryKey: ['object', 'groups', id, 'rule'],
    queryFn: ({ signal }) => graph.get<RuledGroup>(`/groups/${encodeURIComponent(id)}?$select=${select}`, signal),
    refetchInterval: ({ state }) => (state.data !== undefined && isRunning(state.data) ? watchMs : false),
  });
}
