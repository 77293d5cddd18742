import { useQuery } from '@tanstack/react-query';
import { loadExplanation } from '../../explanations/explanation-loader.ts';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { groupKey } from '../use-group.ts';
import { memberTexts } from './member-texts.ts';

/** Why somebody is in a group; kept while nothing changes. */
export function useExplanation(groupId: string, memberId: string) {
  return useQuery({
    queryKey: [...groupKey(groupId), 'explain', memberId],
    queryFn: ({ signal }) => loadExplanation(groupId, memberId, signal),
    retry: false,
  });
}

interface MemberFactProps {
  readonly groupId: string;
  readonly memberId: string;
}

/** By what somebody is in the group: directly, by the rule, through which group. */
export function MemberSource({ groupId, memberId }: MemberFactProps) {
  const texts = useTexts(memberTexts);
  const { data } = useExplanation(groupId, memberId);
  if (data === undefined) return null;
  const [step] = data.path;
  if (data.means === 'nested' && step !== undefined) return <>{texts.through(step.member.displayName ?? '')}</>;
  if (data.schedule !== null) return <>{texts.means.scheduled}</>;
  return <>{data.means === null ? '' : texts.means[data.means]}</>;
}

/** Since when somebody is in the group. */
export function MemberSince({ groupId, memberId }: MemberFactProps) {
  const { language } = useChosen();
  const { data } = useExplanation(groupId, memberId);
  const at = data?.since?.at;
  if (at === undefined) return null;
  const dated = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return <time dateTime={at}>{dated.format(new Date(at))}</time>;
}
