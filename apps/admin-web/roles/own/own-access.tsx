import { Badge, Button, makeStyles, Subtitle1 } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { type PlainColumn, PlainTable } from '../../lists/plain-table.tsx';
import { browserNow } from '../../shell/browser-clock.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { ScopeName, useHeldName, useTimeText } from '../access-names.tsx';
import { accessTexts } from '../access-texts.ts';
import { type AccessKind, type HeldType, heldKey, heldOf } from '../held.ts';
import { useOwnSchedules } from '../role-queries.ts';
import type { AccessSchedule } from '../role-records.ts';
import { ActivateDialog } from './activate-dialog.tsx';
import { DeactivateDialog } from './deactivate-dialog.tsx';
import { ExtendDialog } from './extend-dialog.tsx';

export const useAccessStyles = makeStyles({
  section: { marginTop: '1.25rem', maxWidth: '75rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.25rem' },
  none: { margin: '0.25rem 0' },
});

/** What is asked about one of them, and about which. */
interface Question {
  readonly about: 'deactivate' | 'extend';
  readonly kind: AccessKind;
  readonly of: AccessSchedule;
}

/** What the person who is signed in can activate and holds, of roles or of groups. */
export function OwnAccess({ type, myId }: { readonly type: HeldType; readonly myId: string }) {
  const styles = useAccessStyles();
  const texts = useTexts(accessTexts);
  const nameOf = useHeldName();
  const columns = useColumns();
  const navigate = useNavigate();
  const { activate } = useSearch({ strict: false }) as { activate?: string };
  const [question, setQuestion] = useState<Question>();
  const eligible = useOwnSchedules(type, 'eligibility');
  const active = useOwnSchedules(type, 'assignment');
  const askActivate = (id: string | undefined) => void navigate({ to: '.', search: { activate: id }, replace: true });
  const activeKeys = new Set(active.data?.map((each) => heldKey(heldOf(each))));
  const activated = eligible.data?.find(({ id }) => id === activate);
  const extendButton = (kind: AccessKind, of: AccessSchedule) =>
    endOf(of) !== null && of.memberType.toLowerCase() === 'direct' ? (
      <Button size="small" onClick={() => setQuestion({ about: 'extend', kind, of })}>
        {texts.extend}
      </Button>
    ) : null;
  const eligibleActions: PlainColumn<AccessSchedule> = {
    name: 'actions',
    heading: texts.actions,
    isActions: true,
    cell: (row) => (
      <>
        {activeKeys.has(heldKey(heldOf(row))) ? (
          <Badge appearance="tint">{texts.active}</Badge>
        ) : (
          <Button size="small" appearance="primary" onClick={() => askActivate(row.id)}>
            {texts.activate}
          </Button>
        )}
        {extendButton('eligibility', row)}
      </>
    ),
  };
  const activeActions: PlainColumn<AccessSchedule> = {
    name: 'actions',
    heading: texts.actions,
    isActions: true,
    cell: (row) =>
      isActivated(row) ? (
        <Button size="small" onClick={() => setQuestion({ about: 'deactivate', kind: 'assignment', of: row })}>
          {texts.deactivate}
        </Button>
      ) : (
        extendButton('assignment', row)
      ),
  };
  const parts = [
    ['eligibility', eligible, [...columns, eligibleActions]],
    ['assignment', active, [...columns, stateColumn(texts), activeActions]],
  ] as const;
  const titles = {
    role: { eligibility: [texts.eligibleRoles, texts.noEligible], assignment: [texts.activeRoles, texts.noActive] },
    group: {
      eligibility: [texts.eligibleGroups, texts.noEligibleGroups],
      assignment: [texts.activeGroups, texts.noActiveGroups],
    },
  } as const;
  return (
    <>
      {parts.map(([kind, list, all]) => (
        <section key={kind} className={styles.section} aria-label={titles[type][kind][0]}>
          <Subtitle1 as="h2">{titles[type][kind][0]}</Subtitle1>
          {list.error !== null && <Problem problem={list.error} onAgain={() => void list.refetch()} />}
          {list.error === null && (
            <PlainTable
              label={titles[type][kind][0]}
              columns={all.filter(({ name }) => type === 'role' || name !== 'scope')}
              rows={list.data}
              keyOf={({ id }) => id}
              empty={<p className={styles.none}>{titles[type][kind][1]}</p>}
            />
          )}
        </section>
      ))}
      {activated !== undefined && (
        <ActivateDialog
          eligible={activated}
          name={nameOf(activated)}
          myId={myId}
          onClose={() => askActivate(undefined)}
        />
      )}
      {question?.about === 'deactivate' && (
        <DeactivateDialog
          of={question.of}
          name={nameOf(question.of)}
          myId={myId}
          onClose={() => setQuestion(undefined)}
        />
      )}
      {question?.about === 'extend' && (
        <ExtendDialog
          action="selfExtend"
          kind={question.kind}
          of={question.of}
          name={nameOf(question.of)}
          myId={myId}
          onClose={() => setQuestion(undefined)}
        />
      )}
    </>
  );
}

const endOf = ({ scheduleInfo }: AccessSchedule) => scheduleInfo?.expiration?.endDateTime ?? null;
const isActivated = ({ assignmentType }: AccessSchedule) => assignmentType?.toLowerCase() === 'activated';

type Texts = (typeof accessTexts)['en'];

function stateColumn(texts: Texts): PlainColumn<AccessSchedule> {
  const cell = (row: AccessSchedule) => (isActivated(row) ? texts.activated : texts.assigned);
  return { name: 'state', heading: texts.state, cell };
}

function useColumns(): readonly PlainColumn<AccessSchedule>[] {
  const texts = useTexts(accessTexts);
  const nameOf = useHeldName();
  const timeText = useTimeText();
  return [
    { name: 'name', heading: texts.what, cell: (row) => <strong>{nameOf(row)}</strong> },
    { name: 'scope', heading: texts.scope, cell: (row) => <ScopeName scope={row.directoryScopeId ?? '/'} /> },
    {
      name: 'by',
      heading: texts.comesBy,
      cell: ({ memberType }) => (memberType.toLowerCase() === 'group' ? texts.byGroup : texts.direct),
    },
    {
      name: 'ends',
      heading: texts.ends,
      cell: (row) => {
        const begins = row.scheduleInfo?.startDateTime;
        const isLater = begins != null && Date.parse(begins) > browserNow();
        const ends = endOf(row) === null ? texts.never : timeText(endOf(row));
        return isLater ? `${texts.from(timeText(begins))}, ${ends}` : ends;
      },
    },
  ];
}
