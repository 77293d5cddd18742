import { Button, Subtitle1, Title2 } from '@fluentui/react-components';
import { useState } from 'react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { type PlainColumn, PlainTable } from '../../lists/plain-table.tsx';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { useHeldName, useScopeText, useTimeText } from '../access-names.tsx';
import { accessTexts } from '../access-texts.ts';
import { RolesNav } from '../roles-nav.tsx';
import { useApprovals, type WaitingRequest } from './approvals.ts';
import { DecisionDialog } from './decision-dialog.tsx';
import { useAccessStyles } from './own-access.tsx';

interface Question {
  readonly isApproved: boolean;
  readonly waiting: WaitingRequest;
}

/** Requests of others that the person who is signed in can decide. */
export function ApprovalsPage() {
  const styles = useAccessStyles();
  const texts = useTexts(accessTexts);
  const approvals = useApprovals();
  const [question, setQuestion] = useState<Question>();
  const columns = useColumns(setQuestion);
  return (
    <>
      <RolesNav />
      <Title2 as="h1">{texts.approvals}</Title2>
      {approvals.error !== null && <Problem problem={approvals.error} onAgain={() => void approvals.refetch()} />}
      {approvals.data?.length === 0 ? (
        <div className={styles.section}>
          <EmptyState title={texts.noApprovals} text={texts.noApprovalsText} />
        </div>
      ) : (
        (['approval', 'administration'] as const).map((by) => {
          const rows = approvals.data?.filter((each) => each.by === by) ?? [];
          const title = by === 'approval' ? texts.waitingForYou : texts.waitingForAdministrators;
          return (
            rows.length > 0 && (
              <section key={by} className={styles.section} aria-label={title}>
                <Subtitle1 as="h2">{title}</Subtitle1>
                <PlainTable
                  label={title}
                  columns={columns}
                  rows={rows}
                  keyOf={({ request }) => request.id}
                  empty={null}
                />
              </section>
            )
          );
        })
      )}
      {question !== undefined && <DecisionDialog {...question} onClose={() => setQuestion(undefined)} />}
    </>
  );
}

/** Whoever asked. */
const askerOf = ({ request }: WaitingRequest) => request.createdBy.user?.displayName ?? '–';

function useColumns(ask: (question: Question) => void): readonly PlainColumn<WaitingRequest>[] {
  const texts = useTexts(accessTexts);
  const nameOf = useHeldName();
  const scopeText = useScopeText();
  const timeText = useTimeText();
  return [
    { name: 'who', heading: texts.who, cell: (row) => <strong>{askerOf(row)}</strong> },
    { name: 'what', heading: texts.what, cell: ({ request }) => nameOf(request) },
    {
      name: 'scope',
      heading: texts.scope,
      cell: ({ type, request }) => (type === 'role' ? scopeText(request) : '–'),
    },
    { name: 'action', heading: texts.action, cell: ({ request }) => texts.actionNames[request.action] },
    { name: 'why', heading: texts.justification, cell: ({ request }) => request.justification ?? '–' },
    { name: 'ticket', heading: texts.ticket, cell: ({ request }) => request.ticketInfo.ticketNumber ?? '–' },
    { name: 'asked', heading: texts.asked, cell: ({ request }) => timeText(request.createdDateTime) },
    {
      name: 'actions',
      heading: texts.actions,
      isActions: true,
      cell: (waiting) => (
        <>
          <Button size="small" appearance="primary" onClick={() => ask({ isApproved: true, waiting })}>
            {texts.approve}
          </Button>
          <Button size="small" onClick={() => ask({ isApproved: false, waiting })}>
            {texts.deny}
          </Button>
        </>
      ),
    },
  ];
}
