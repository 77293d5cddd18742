import { makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useActivityName } from '../../audit/activity-name.ts';
import { shownValue } from '../../audit/shown-value.ts';
import { graph } from '../../graph/graph.ts';
import { type Column, dateColumn, plainColumn, type Row } from '../../lists/list-column.ts';
import { readingOf } from '../../lists/reading-of.ts';
import { RowGrid } from '../../lists/row-grid.tsx';
import { useRows } from '../../lists/use-rows.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import type { Group } from '../group.ts';
import { groupPageTexts } from '../group-page-texts.ts';
import { groupKey } from '../use-group.ts';
import { type AuditEntry, actorOf, auditPath, loggedValue, namedIds } from './group-audit.ts';
import { historyTexts } from './history-texts.ts';

const pageSize = 100;

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '0.5rem', height: 'max(20rem, calc(100vh - 13rem))' },
  text: { margin: 0, maxWidth: '45rem' },
});

/** What was done to the group, by whom, from the audit log. */
export function HistoryTab({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const texts = useTexts(groupPageTexts);
  const { rows, list } = useRows(auditPath(group.id, pageSize));
  const columns = useHistoryColumns(group, rows as unknown as readonly AuditEntry[]);
  return (
    <div className={styles.page}>
      <p className={styles.text}>{texts.historyText}</p>
      {list.error !== null && <Problem problem={list.error} onAgain={() => void list.refetch()} />}
      <RowGrid
        label={texts.historyTab}
        rows={rows}
        columns={columns}
        count={list.hasNextPage ? -2 : rows.length}
        {...readingOf(list)}
        empty={texts.noHistory}
      />
    </div>
  );
}

function useHistoryColumns(group: Group, entries: readonly AuditEntry[]): readonly Column[] {
  const { texts: general, language } = useChosen();
  const texts = useTexts(historyTexts);
  const names = useNames(group.id, entries);
  const first = { isShownFirst: true };
  const asEntry = (row: Row) => row as unknown as AuditEntry;
  const activityName = useActivityName();
  const writing = { texts: general, language, nameOf: (id: string) => names.get(id) };
  const said = (name: string, json: string | null) =>
    shownValue(name, json, writing).replaceAll('\n', ', ') || texts.nothing;
  const passSaid = (json: string | null) => {
    const { joinedCount, leftCount, joiningCount, leavingCount } = (loggedValue(json) ?? {}) as Readonly<
      Record<string, number | undefined>
    >;
    const numbered = (count = 0) => count.toLocaleString(language);
    if (joiningCount !== undefined) return texts.passHeld(numbered(joiningCount), numbered(leavingCount));
    return joinedCount === undefined ? said('', json) : texts.passEnded(numbered(joinedCount), numbered(leftCount));
  };
  const changes = (entry: AuditEntry) =>
    entry.targetResources
      .flatMap(({ modifiedProperties }) => modifiedProperties)
      .map(({ displayName, oldValue, newValue }) => {
        if (displayName === 'members' || displayName === 'owners') return said(displayName, newValue ?? oldValue);
        if (displayName === 'ruleVersion') return texts.ruleInForce;
        if (displayName === 'membershipRuleProcessingStatus') return passSaid(newValue);
        const name = texts.properties[displayName] ?? displayName;
        const now = said(displayName, newValue);
        return oldValue === null ? `${name}: ${now}` : `${name}: ${said(displayName, oldValue)} → ${now}`;
      })
      .join('; ');
  return [
    dateColumn('activityDateTime', texts.when, language, first),
    {
      ...plainColumn('activityDisplayName', texts.what, first),
      text: (row) => activityName(asEntry(row).activityDisplayName),
    },
    { ...plainColumn('changes', texts.change, first), room: 'much', text: (row) => changes(asEntry(row)) },
    { ...plainColumn('initiatedBy', texts.who, first), text: (row) => actorOf(asEntry(row)) },
  ];
}

/** Names of the members and owners that entries tell of; those that are gone for good have none. */
function useNames(groupId: string, entries: readonly AuditEntry[]): ReadonlyMap<string, string> {
  const ids = useMemo(() => namedIds(entries).slice(0, 1000), [entries]);
  const found = useQuery({
    queryKey: [...groupKey(groupId), 'named', ids],
    queryFn: () =>
      graph.send<{ value: readonly Row[] }>({ method: 'POST', path: '/directoryObjects/getByIds', body: { ids } }),
    enabled: ids.length > 0,
    placeholderData: (before) => before,
  });
  return useMemo(
    () => new Map((found.data?.value ?? []).map(({ id, displayName }) => [id, String(displayName ?? id)])),
    [found.data],
  );
}
