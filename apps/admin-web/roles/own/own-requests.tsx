import { Button, Subtitle1 } from '@fluentui/react-components';
import { useState } from 'react';
import { graph } from '../../graph/graph.ts';
import { type PlainColumn, PlainTable } from '../../lists/plain-table.tsx';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AccessDialog } from '../access-dialog.tsx';
import { useHeldName, useTimeText } from '../access-names.tsx';
import { accessTexts } from '../access-texts.ts';
import { type AccessKind, accessPath, endedAccess, type HeldType, isWaiting } from '../held.ts';
import { useAccess, useOwnRequests, useOwnSchedules } from '../role-queries.ts';
import type { AccessRequest } from '../role-records.ts';
import { ExtendDialog } from './extend-dialog.tsx';
import { useAccessStyles } from './own-access.tsx';

interface Row {
  readonly kind: AccessKind;
  readonly request: AccessRequest;
}

/** What the person who is signed in has asked for and is not decided, and what has ended and can be asked for again. */
export function OwnRequests({ type, myId }: { readonly type: HeldType; readonly myId: string }) {
  const styles = useAccessStyles();
  const texts = useTexts(accessTexts);
  const nameOf = useHeldName();
  const timeText = useTimeText();
  const { forget } = useAccess();
  const [question, setQuestion] = useState<Row & { readonly about: 'cancel' | 'renew' }>();
  const asked = {
    eligibility: useOwnRequests(type, 'eligibility').data ?? [],
    assignment: useOwnRequests(type, 'assignment').data ?? [],
  };
  const held = {
    eligibility: useOwnSchedules(type, 'eligibility').data,
    assignment: useOwnSchedules(type, 'assignment').data,
  };
  const kinds = ['eligibility', 'assignment'] as const;
  const rowsOf = (pick: (kind: AccessKind) => readonly AccessRequest[]): readonly Row[] =>
    kinds.flatMap((kind) => pick(kind).map((request) => ({ kind, request })));
  const waiting = rowsOf((kind) => asked[kind].filter(isWaiting));
  const isAskedAgain = ({ kind, request }: Row) =>
    waiting.some((each) => each.kind === kind && nameOf(each.request) === nameOf(request));
  const ended = rowsOf((kind) => (held[kind] === undefined ? [] : endedAccess(asked[kind], held[kind]))).filter(
    (row) => row.request.principalId === myId && !isAskedAgain(row),
  );
  const what: PlainColumn<Row> = {
    name: 'what',
    heading: texts.what,
    cell: ({ request }) => <strong>{nameOf(request)}</strong>,
  };
  const button = (about: 'cancel' | 'renew', label: string): PlainColumn<Row> => ({
    name: 'actions',
    heading: texts.actions,
    isActions: true,
    cell: (row) => (
      <Button size="small" onClick={() => setQuestion({ ...row, about })}>
        {label}
      </Button>
    ),
  });
  const cancel = async ({ kind, request }: Row) => {
    const path = `${accessPath(type, kind, 'ScheduleRequests')}/${request.id}/cancel`;
    await graph.send({ method: 'POST', path });
    await forget();
    say({ text: texts.saidCanceled });
  };
  const columns = {
    action: { name: 'action', heading: texts.action, cell: ({ request }: Row) => texts.actionNames[request.action] },
    asked: { name: 'asked', heading: texts.asked, cell: ({ request }: Row) => timeText(request.createdDateTime) },
    status: { name: 'status', heading: texts.status, cell: ({ request }: Row) => texts.statusNames[request.status] },
    state: {
      name: 'state',
      heading: texts.state,
      cell: ({ kind }: Row) => (kind === 'eligibility' ? texts.eligible : texts.active),
    },
  } satisfies Record<string, PlainColumn<Row>>;
  const parts = [
    [
      texts.requests,
      waiting,
      [what, columns.action, columns.asked, columns.status, button('cancel', texts.cancelRequest)],
    ],
    [texts.ended, ended, [what, columns.state, button('renew', texts.renew)]],
  ] as const;
  return (
    <>
      {parts.map(
        ([title, rows, all]) =>
          rows.length > 0 && (
            <section key={title} className={styles.section} aria-label={title}>
              <Subtitle1 as="h2">{title}</Subtitle1>
              <PlainTable label={title} columns={all} rows={rows} keyOf={({ request }) => request.id} empty={null} />
            </section>
          ),
      )}
      {question?.about === 'cancel' && (
        <AccessDialog
          title={texts.cancelTitle}
          confirm={texts.cancelRequest}
          onConfirm={() => cancel(question)}
          onClose={() => setQuestion(undefined)}
        >
          <p>{texts.cancelText}</p>
        </AccessDialog>
      )}
      {question?.about === 'renew' && (
        <ExtendDialog
          action="selfRenew"
          kind={question.kind}
          of={question.request}
          name={nameOf(question.request)}
          myId={myId}
          onClose={() => setQuestion(undefined)}
        />
      )}
    </>
  );
}
