import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ExportButton } from '../lists/export-button.tsx';
import { useRows } from '../lists/use-rows.ts';
import { browserNow } from '../shell/browser-clock.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { activities } from './activities.ts';
import { useAuditColumns } from './audit-columns.ts';
import type { AuditEntry } from './audit-entry.ts';
import { AuditFeed } from './audit-feed.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { auditPhrases } from './audit-phrases.ts';
import { auditAddress, countFilters, readAuditQuestion } from './audit-question.ts';
import { auditTexts } from './audit-texts.ts';
import { FilterChip } from './filter-chip.tsx';
import { LogTabs } from './log-tabs.tsx';
import { useNames } from './names.ts';

const pageSize = 100;
const roomy = window.matchMedia('(min-width: 701px)');

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem' },
});

/** Every change of the directory, newest first; what is asked stands in the address. */
export function AuditPage() {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(auditTexts);
  const navigate = useNavigate();
  const asked = readAuditQuestion(useSearch({ strict: false }) as Record<string, unknown>);
  const [isOpen, setIsOpen] = useState(roomy.matches);
  const [now, setNow] = useState(() => browserNow());
  const address = auditAddress(asked, now, pageSize);
  const { rows, list } = useRows(address);
  const entries = rows as unknown as readonly AuditEntry[];
  const columns = useAuditColumns(entries);
  const ask = (changed: Record<string, string | undefined>) =>
    void navigate({ to: '.', search: (present: object) => ({ ...present, ...changed }), replace: true });
  const refresh = () => {
    setNow(browserNow());
    void list.refetch();
  };
  return (
    <>
      <LogTabs log="changes" />
      <div className={styles.tools}>
        <Button aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {texts.filters(countFilters(asked).toLocaleString(language))}
        </Button>
        <Button onClick={refresh}>{texts.refresh}</Button>
        <ExportButton address={address} columns={columns} fileName="audit" />
        <OnFilters asked={asked} ask={ask} />
      </div>
      {isOpen && <AuditFilters asked={asked} ask={ask} />}
      {list.error !== null && <Problem problem={list.error} onAgain={refresh} />}
      <AuditFeed entries={entries} />
      {list.isFetching && <Spinner label={general.loading} />}
      {list.isSuccess && entries.length === 0 && <p role="status">{texts.empty}</p>}
      {list.hasNextPage && !list.isFetching && (
        <p>
          <Button onClick={() => void list.fetchNextPage()}>{texts.older}</Button>
        </p>
      )}
      {list.isSuccess && !list.hasNextPage && entries.length > 0 && <p role="status">{texts.end}</p>}
    </>
  );
}

function OnFilters({ asked, ask }: Parameters<typeof AuditFilters>[0]) {
  const texts = useTexts(auditTexts);
  const phrases = useTexts(auditPhrases);
  const { category, activity, actor, app, target, request } = asked;
  const names = useNames([actor, target].filter((each) => each !== ''));
  const known = activities.get(activity);
  const on = [
    ['category', texts.category, category && (texts.categories[category] ?? category)],
    ['activity', texts.activity, known === undefined ? activity : phrases.label(known, activity)],
    ['actor', texts.doneBy, actor && (names.get(actor) ?? actor)],
    ['app', texts.application, app],
    ['target', texts.target, target && (names.get(target) ?? target)],
    ['request', texts.request, request],
  ] as const;
  const shown = on.filter(([, , value]) => value !== '');
  return (
    <>
      {shown.map(([name, label, value]) => (
        <FilterChip key={name} label={label} value={value} onRemove={() => ask({ [name]: undefined })} />
      ))}
      {shown.length > 1 && (
        <Button appearance="transparent" onClick={() => ask(Object.fromEntries(on.map(([name]) => [name, undefined])))}>
          {texts.clear}
        </Button>
      )}
    </>
  );
}
