import { useQuery } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';

/** What a rule would do, as the API says it. */
export interface RulePreview {
  readonly membershipRule: string;
  readonly objectType: 'user' | 'device';
  /** All living objects of the rule's type. */
  readonly objects: number;
  readonly matching: number;
  readonly members: number;
  readonly joining: number;
  readonly leaving: number;
  readonly staying: number;
  /** The guard would hold the change until somebody approves it. */
  readonly needsApproval: boolean;
  readonly value: readonly Row[];
  readonly next: number | null;
}

export type PreviewList = 'joining' | 'leaving' | 'staying';

/** What is previewed: a rule on a group, a rule alone, or the rule that a group has. */
export interface PreviewQuestion {
  readonly groupId?: string | undefined;
  readonly membershipRule?: string | undefined;
}

/** One page of a preview, with its numbers. */
export function askPreview(
  { groupId, membershipRule }: PreviewQuestion,
  page: { readonly list?: PreviewList; readonly top: number; readonly next?: number },
): Promise<RulePreview> {
  const path = groupId === undefined ? '/groups/previewRule' : `/groups/${groupId}/previewRule`;
  const body = { ...(membershipRule === undefined ? {} : { membershipRule }), ...page };
  return graph.send<RulePreview>({ method: 'POST', path, body });
}

const previewKey = ({ groupId, membershipRule }: PreviewQuestion) =>
  ['object', 'groups', groupId ?? 'none', 'preview', membershipRule ?? ''] as const;

/** Numbers of a preview; nothing is asked while `isWanted` is false. */
export function usePreview(question: PreviewQuestion, isWanted = true) {
  return useQuery({
    queryKey: [...previewKey(question), 'numbers'],
    queryFn: () => askPreview(question, { top: 0 }),
    enabled: isWanted,
    retry: false,
    staleTime: 0,
  });
}
