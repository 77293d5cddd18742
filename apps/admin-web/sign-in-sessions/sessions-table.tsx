import { Badge, Button, makeStyles, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { EmptyState } from '../controls/empty-state.tsx';
import { type PlainColumn, PlainTable } from '../lists/plain-table.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { EndSessionDialog } from './end-session-dialog.tsx';
import { sessionTexts } from './session-texts.ts';
import { browserWords, methodWords, type SignInSession } from './session-words.ts';
import { useSessions } from './use-sessions.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.75rem', alignItems: 'stretch' },
  small: { display: 'block', fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground2 },
  more: { alignSelf: 'flex-start' },
});

export interface SessionsTableProps {
  /** `/me` or `/users/{id}`. */
  readonly owner: string;
  readonly queryKey: readonly string[];
  /** Whose they are; undefined for those of the person who looks. */
  readonly name?: string;
}

/** Where somebody is signed in, each session with a button that ends it. */
export function SessionsTable({ owner, queryKey, name }: SessionsTableProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(sessionTexts);
  const { pages, sessions, end } = useSessions(owner, queryKey);
  const [asked, setAsked] = useState<SignInSession>();
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const written = (at: string) => format.format(new Date(at));
  if (pages.error !== null) return <Problem problem={pages.error} onAgain={() => void pages.refetch()} />;
  const columns: readonly PlainColumn<SignInSession>[] = [
    {
      name: 'from',
      heading: texts.from,
      cell: ({ userAgent, isCurrent }) => (
        <span title={userAgent ?? undefined}>
          {browserWords(userAgent, texts)} {isCurrent && <Badge appearance="tint">{texts.current}</Badge>}
        </span>
      ),
    },
    { name: 'started', heading: texts.started, cell: ({ startDateTime }) => written(startDateTime) },
    {
      name: 'lastUsed',
      heading: texts.lastUsed,
      cell: ({ lastUsedDateTime, endDateTime }) => (
        <>
          {written(lastUsedDateTime)} <span className={styles.small}>{texts.until(written(endDateTime))}</span>
        </>
      ),
    },
    {
      name: 'applications',
      heading: texts.applications,
      cell: ({ applications }) =>
        applications.map(({ displayName }) => displayName ?? texts.someApplication).join(', ') || texts.noApplication,
    },
    {
      name: 'methods',
      heading: texts.methods,
      cell: ({ authenticationMethods }) => methodWords(authenticationMethods, texts),
    },
    {
      name: 'actions',
      heading: texts.actions,
      isActions: true,
      cell: (session) => (
        <Button
          size="small"
          aria-label={texts.endOf(`${browserWords(session.userAgent, texts)}, ${written(session.startDateTime)}`)}
          onClick={() => setAsked(session)}
        >
          {texts.end}
        </Button>
      ),
    },
  ];
  return (
    <div className={styles.box}>
      <PlainTable
        label={texts.sessions}
        columns={columns}
        rows={sessions}
        keyOf={({ id }) => id}
        empty={
          <EmptyState title={texts.noneTitle} text={name === undefined ? texts.noneOwn : texts.nonePerson(name)} />
        }
      />
      {pages.hasNextPage && (
        <Button className={styles.more} disabled={pages.isFetching} onClick={() => void pages.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
      {asked !== undefined && (
        <EndSessionDialog
          session={asked}
          name={name}
          written={written}
          onEnd={() => end(asked)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </div>
  );
}
