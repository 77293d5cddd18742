import { Button, makeStyles } from '@fluentui/react-components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useActivityName } from '../audit/activity-name.ts';
import { graph } from '../graph/graph.ts';
import { type PlainColumn, PlainTable } from '../lists/plain-table.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { changesOf, type DeviceAudit, initiatorOf, peopleIn } from './device-audits.ts';
import { deviceTexts } from './device-texts.ts';

const useStyles = makeStyles({
  changes: { margin: 0, paddingInlineStart: '1rem' },
  more: { marginTop: '0.5rem' },
});

/** What has happened to a device, the newest first. */
export function DeviceHistoryTab({ id }: { readonly id: string }) {
  const styles = useStyles();
  const texts = useTexts(deviceTexts);
  const filter = encodeURIComponent(`targetResources/any(t:t/id eq '${id}')`);
  const log = useInfiniteQuery({
    queryKey: ['object', 'devices', id, 'history'],
    queryFn: ({ pageParam, signal }) => graph.page<DeviceAudit>(pageParam, signal),
    initialPageParam: `/auditLogs/directoryAudits?$top=50&$filter=${filter}`,
    getNextPageParam: (last) => last.next,
  });
  const rows = log.data?.pages.flatMap(({ value }) => value);
  const columns = useColumns(useNames(peopleIn(rows ?? [])));
  if (log.error !== null) return <Problem problem={log.error} onAgain={() => void log.refetch()} />;
  return (
    <>
      <PlainTable
        label={texts.history}
        columns={columns}
        rows={rows}
        keyOf={(row) => row.id}
        empty={<p>{texts.noHistory}</p>}
      />
      {log.hasNextPage && (
        <Button className={styles.more} disabled={log.isFetching} onClick={() => void log.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}

function useColumns(names: ReadonlyMap<string, string>): readonly PlainColumn<DeviceAudit>[] {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(deviceTexts);
  const activityName = useActivityName();
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
  const words = { empty: texts.empty, yes: general.yes, no: general.no, time: (at: number) => written.format(at) };
  return [
    { name: 'when', heading: texts.when, cell: ({ activityDateTime }) => written.format(new Date(activityDateTime)) },
    { name: 'what', heading: texts.what, cell: ({ activityDisplayName }) => activityName(activityDisplayName) },
    { name: 'who', heading: texts.who, cell: (row) => initiatorOf(row) },
    {
      name: 'changes',
      heading: texts.changes,
      isWide: true,
      cell: (row) => (
        <ul className={styles.changes}>
          {changesOf(row, words).map(({ name, before, after }) => {
            const label = name === 'displayName' ? general.name : (texts.properties_[name] ?? name);
            const [old, now] = [before, after].map((value) => names.get(value) ?? value);
            return (
              <li key={name}>
                {row.operationType === 'Add' ? texts.set(label, now!) : texts.became(label, old!, now!)}
              </li>
            );
          })}
        </ul>
      ),
    },
  ];
}

/** Names of people by their ids. */
function useNames(ids: readonly string[]): ReadonlyMap<string, string> {
  const found = useQuery({
    queryKey: ['object', 'names', ...ids],
    queryFn: () =>
      graph.send<{ value: readonly { readonly id: string; readonly displayName: string | null }[] }>({
        method: 'POST',
        path: '/directoryObjects/getByIds',
        body: { ids },
      }),
    enabled: ids.length > 0,
  });
  return new Map(found.data?.value.map(({ id, displayName }) => [id, displayName ?? id]));
}
