import { makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { type AuditEntry, namedIds } from './audit-entry.ts';
import { auditPhrases } from './audit-phrases.ts';
import { auditTexts } from './audit-texts.ts';
import { byDay } from './by-day.ts';
import { useNames } from './names.ts';
import { sentenceOf, type Telling } from './sentence.ts';

const useStyles = makeStyles({
  day: { marginBlock: '1rem 0.25rem' },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  entry: {
    display: 'grid',
    gridTemplateColumns: '5.5rem minmax(0, 1fr) auto',
    gap: '0.25rem 0.75rem',
    padding: '0.45rem 0.5rem',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover },
    '@media (max-width: 700px)': { gridTemplateColumns: 'minmax(0, 1fr) auto' },
  },
  time: { color: tokens.colorNeutralForeground2, fontVariantNumeric: 'tabular-nums' },
  link: {
    color: tokens.colorNeutralForeground1,
    textDecoration: 'none',
    overflowWrap: 'anywhere',
    ':hover': { textDecoration: 'underline' },
    '@media (max-width: 700px)': { gridColumn: '1 / -1', gridRow: 1 },
  },
  category: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

/** What is needed to tell entries in the person's language. */
export function useTelling(entries: readonly AuditEntry[]): Telling {
  const { language } = useChosen();
  const phrases = useTexts(auditPhrases);
  const names = useNames(namedIds(entries));
  return { phrases, nameOf: (id) => names.get(id), numbered: (count) => count.toLocaleString(language) };
}

export interface AuditFeedProps {
  readonly entries: readonly AuditEntry[];
  /** Without days: where the entries belong to one moment. */
  readonly isShort?: boolean;
}

/** Entries as sentences, by day, each leading to its page. */
export function AuditFeed({ entries, isShort = false }: AuditFeedProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const telling = useTelling(entries);
  if (isShort) return <Entries entries={entries} telling={telling} />;
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'full' });
  return byDay(entries).map(({ day, entries: own }) => (
    <section key={day.getTime()}>
      <Subtitle2 as="h2" block className={styles.day}>
        {written.format(day)}
      </Subtitle2>
      <Entries entries={own} telling={telling} />
    </section>
  ));
}

interface EntriesProps {
  readonly entries: readonly AuditEntry[];
  readonly telling: Telling;
}

function Entries({ entries, telling }: EntriesProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(auditTexts);
  const written = new Intl.DateTimeFormat(language, { timeStyle: 'medium' });
  return (
    <ul className={styles.list}>
      {entries.map((entry) => (
        <li key={entry.id} className={styles.entry}>
          <time className={styles.time} dateTime={entry.activityDateTime}>
            {written.format(new Date(entry.activityDateTime))}
          </time>
          <Link to={`/audit/${entry.id}`} className={styles.link}>
            {sentenceOf(entry, telling)}
          </Link>
          <span className={styles.category}>{texts.categories[entry.category] ?? entry.category}</span>
        </li>
      ))}
    </ul>
  );
}
