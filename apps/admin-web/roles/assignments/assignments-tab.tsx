import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { type PlainColumn, PlainTable } from '../../lists/plain-table.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { ObjectLink, ScopeName, useTimeText } from '../access-names.tsx';
import { accessTexts } from '../access-texts.ts';
import type { AccessKind } from '../held.ts';
import { useSchedules } from '../role-queries.ts';
import type { AccessSchedule } from '../role-records.ts';
import { roleTexts } from '../role-texts.ts';
import { type AccessTarget, schedulesOf, targetName } from './access-target.ts';
import { ChangePeriodDialog } from './change-period-dialog.tsx';
import { RemoveAssignmentDialog } from './remove-assignment-dialog.tsx';

interface Question {
  readonly about: 'remove' | 'change';
  readonly schedule: AccessSchedule;
}

/** Who holds a role, or can activate it. */
export function AssignmentsTab({ target, kind }: { readonly target: AccessTarget; readonly kind: AccessKind }) {
  const texts = useTexts(roleTexts);
  const [question, setQuestion] = useState<Question>();
  const list = useSchedules(kind, schedulesOf(target), target.type);
  const columns = useColumns(target, kind, setQuestion);
  if (list.error !== null) return <Problem problem={list.error} onAgain={() => void list.refetch()} />;
  const words = {
    role: {
      assignment: [texts.noAssignments, texts.noAssignmentsText],
      eligibility: [texts.noEligible, texts.noEligibleText],
    },
    group: {
      assignment: [texts.noGroupAssignments, texts.noGroupAssignmentsText],
      eligibility: [texts.noGroupEligible, texts.noGroupEligibleText],
    },
  } as const;
  const [title, text] = words[target.type][kind];
  const empty = <EmptyState title={title} text={text} />;
  const label = kind === 'assignment' ? texts.active : texts.eligible;
  return (
    <>
      <PlainTable label={label} columns={columns} rows={list.data} keyOf={({ id }) => id} empty={empty} />
      {question?.about === 'remove' && (
        <RemoveAssignmentDialog
          schedule={question.schedule}
          kind={kind}
          count={list.data?.length ?? 1}
          ofWhat={targetName(target)}
          onClose={() => setQuestion(undefined)}
        />
      )}
      {question?.about === 'change' && (
        <ChangePeriodDialog schedule={question.schedule} kind={kind} onClose={() => setQuestion(undefined)} />
      )}
    </>
  );
}

const isActivated = ({ assignmentType }: AccessSchedule) => assignmentType?.toLowerCase() === 'activated';

function useColumns(
  { type }: AccessTarget,
  kind: AccessKind,
  ask: (question: Question) => void,
): readonly PlainColumn<AccessSchedule>[] {
  const { texts: general } = useChosen();
  const texts = useTexts(roleTexts);
  const access = useTexts(accessTexts);
  const timeText = useTimeText();
  const kinds: Readonly<Record<string, string>> = {
    '#microsoft.graph.user': texts.person,
    '#microsoft.graph.group': texts.group,
    '#microsoft.graph.servicePrincipal': texts.application,
  };
  const scope: PlainColumn<AccessSchedule> = {
    name: 'scope',
    heading: access.scope,
    cell: (row) => <ScopeName scope={row.directoryScopeId ?? '/'} />,
  };
  const as: PlainColumn<AccessSchedule> = {
    name: 'as',
    heading: texts.as,
    cell: ({ accessId }) => (accessId === 'owner' ? texts.owner : texts.member),
  };
  const state: PlainColumn<AccessSchedule> = {
    name: 'state',
    heading: access.state,
    cell: (row) => (isActivated(row) ? access.activated : access.assigned),
  };
  return [
    { name: 'who', heading: texts.who, cell: ({ principal }) => <ObjectLink object={principal} /> },
    {
      name: 'kind',
      heading: texts.kind,
      cell: ({ principal }) => kinds[principal?.['@odata.type'] ?? ''] ?? '–',
    },
    type === 'role' ? scope : as,
    ...(kind === 'assignment' ? [state] : []),
    {
      name: 'begins',
      heading: access.begins,
      cell: ({ scheduleInfo }) => timeText(scheduleInfo?.startDateTime) || '–',
    },
    {
      name: 'ends',
      heading: access.ends,
      cell: ({ scheduleInfo }) => timeText(scheduleInfo?.expiration?.endDateTime) || access.never,
    },
    {
      name: 'actions',
      heading: access.actions,
      isActions: true,
      cell: (schedule) => (
        <>
          {!isActivated(schedule) && (
            <Button size="small" onClick={() => ask({ about: 'change', schedule })}>
              {texts.changePeriod}
            </Button>
          )}
          <Button size="small" onClick={() => ask({ about: 'remove', schedule })}>
            {general.remove}
          </Button>
        </>
      ),
    },
  ];
}
