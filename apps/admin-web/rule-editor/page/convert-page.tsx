import { Spinner } from '@fluentui/react-components';
import { Navigate, useParams } from '@tanstack/react-router';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { ConvertWorkplace } from './convert-workplace.tsx';
import { useRuledGroup } from './ruled-group.ts';

/** Writes the rule by which a group of assigned members becomes dynamic; leads to the group once it is. */
export function ConvertPage() {
  const { id } = useParams({ strict: false }) as { id: string };
  const { texts: general } = useChosen();
  const { data: group, error, refetch } = useRuledGroup(id);
  if (error !== null && group === undefined) return <Problem problem={error} onAgain={() => void refetch()} />;
  if (group === undefined) return <Spinner label={general.loading} />;
  // The rule that was typed is saved: the question about unsaved ones may still be listening.
  if (group.groupTypes.includes('DynamicMembership')) {
    return <Navigate to={`/groups/${group.id}`} replace ignoreBlocker />;
  }
  return <ConvertWorkplace key={group.id} group={group} />;
}
