import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useActivityName } from '../../audit/activity-name.ts';
import { namedIds } from '../../audit/audit-entry.ts';
import { useNames } from '../../audit/names.ts';
import { shownValue } from '../../audit/shown-value.ts';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { instantText } from '../../texts/instant-text.ts';
import { LogFoot } from '../log-foot.tsx';
import { profileTexts } from '../profile-texts.ts';
import { propertyTexts } from '../properties/property-texts.ts';
import { useLog } from '../use-log.ts';
import { type AuditEntry, initiatorOf } from './audit-entry.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '0.75rem', maxWidth: '60rem' },
  list: { margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '0.75rem' },
  entry: {
    listStyleType: 'none',
    padding: '0.75rem 1rem',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: '0.25rem 1rem', alignItems: 'baseline' },
  name: { fontWeight: tokens.fontWeightSemibold, flexGrow: 1 },
  quiet: { color: tokens.colorNeutralForeground2 },
  changes: { margin: '0.25rem 0', paddingInlineStart: '1.25rem', overflowWrap: 'anywhere' },
});

/** Every change of a person, and what else each of them caused. */
export function HistoryTab({ id }: { readonly id: string }) {
  const styles = useStyles();
  const texts = useTexts(profileTexts);
  const filter = encodeURIComponent(`targetResources/any(t:t/id eq '${id}')`);
  const history = useLog(id, 'history', `/auditLogs/directoryAudits?$filter=${filter}&$top=50`);
  const names = useNames(namedIds(history.rows as unknown as Parameters<typeof namedIds>[0]));
  return (
    <div className={styles.page}>
      <ul className={styles.list}>
        {history.rows.map((row) => (
          <Entry key={row.id} entry={row as AuditEntry} nameOf={(value) => names.get(value)} />
        ))}
      </ul>
      <LogFoot {...history} empty={texts.noHistory} />
    </div>
  );
}

interface EntryProps {
  readonly entry: AuditEntry;
  nameOf(id: string): string | undefined;
}

function Entry({ entry, nameOf }: EntryProps) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(profileTexts);
  const { labels } = useTexts(propertyTexts);
  const [isOpen, setIsOpen] = useState(false);
  const activityName = useActivityName();
  const shown = (name: string, value: string | null) =>
    shownValue(name, value, { texts: general, language, nameOf }).replaceAll('\n', ', ') || texts.emptied;
  const changes = entry.targetResources.flatMap(({ modifiedProperties }) => modifiedProperties);
  return (
    <li className={styles.entry}>
      <div className={styles.head}>
        <span className={styles.name}>{activityName(entry.activityDisplayName)}</span>
        <span className={styles.quiet}>{initiatorOf(entry) ?? texts.itself}</span>
        <time className={styles.quiet} dateTime={entry.activityDateTime}>
          {instantText(entry.activityDateTime, language)}
        </time>
      </div>
      {changes.length > 0 && (
        <ul className={styles.changes}>
          {changes.map(({ displayName, oldValue, newValue }) => (
            <li key={displayName}>
              {texts.became(
                labels[displayName] ?? displayName,
                shown(displayName, oldValue),
                shown(displayName, newValue),
              )}
            </li>
          ))}
        </ul>
      )}
      {entry.correlationId !== null && (
        <details onToggle={(event) => setIsOpen(event.currentTarget.open)}>
          <summary>{texts.together}</summary>
          {isOpen && <Together entry={entry} requestId={entry.correlationId} />}
        </details>
      )}
    </li>
  );
}

function Together({ entry, requestId }: { readonly entry: AuditEntry; readonly requestId: string }) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(profileTexts);
  const activityName = useActivityName();
  const address = `/auditLogs/directoryAudits?$filter=${encodeURIComponent(`correlationId eq '${requestId}'`)}&$top=50`;
  const chain = useQuery({
    queryKey: ['audit', 'request', requestId],
    queryFn: ({ signal }) => graph.page<AuditEntry>(address, signal),
  });
  if (chain.error !== null) return <Problem problem={chain.error} onAgain={() => void chain.refetch()} />;
  if (chain.isPending) return <p>{general.loading}</p>;
  const others = chain.data.value.filter(({ id }) => id !== entry.id);
  return (
    <>
      {others.length === 0 && <p>{texts.alone}</p>}
      <ul className={styles.changes}>
        {others.map((each) => (
          <li key={each.id}>
            {texts.on(
              activityName(each.activityDisplayName),
              each.targetResources.map(({ displayName, id }) => displayName ?? id).join(', '),
            )}
          </li>
        ))}
      </ul>
      <p className={styles.quiet}>{texts.request(requestId)}</p>
    </>
  );
}
