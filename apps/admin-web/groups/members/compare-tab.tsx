import { makeStyles, Switch, tokens } from '@fluentui/react-components';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { ChoiceTabs } from '../../controls/choice-tabs.tsx';
import { EmptyState } from '../../controls/empty-state.tsx';
import { ObjectPicker, pickedGroups } from '../../controls/object-picker.tsx';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { RowGrid } from '../../lists/row-grid.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import type { Group } from '../group.ts';
import { groupPageTexts } from '../group-page-texts.ts';
import { groupKey } from '../use-group.ts';
import { useObjectColumns } from './member-columns.tsx';
import { useRelationSearch } from './relation-list.tsx';

const TwoSets = lazy(async () => ({ default: (await import('../../charts/two-sets.tsx')).TwoSets }));

const lists = ['inBoth', 'onlyInFirst', 'onlyInSecond'] as const;
type ComparisonList = (typeof lists)[number];

interface Comparison extends Readonly<Record<ComparisonList, number>> {
  readonly value: readonly Row[];
  readonly next: number | null;
}

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '0.75rem' },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-end', gap: '0.5rem 1.5rem' },
  list: { display: 'flex', flexDirection: 'column', height: 'max(18rem, calc(100vh - 22rem))' },
  other: { margin: 0, fontWeight: tokens.fontWeightSemibold },
});

/** Who is in this group and in another, and who in one alone; the other one stands in the address (`?with=`). */
export function CompareTab({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const texts = useTexts(groupPageTexts);
  const { asked, ask } = useRelationSearch();
  const other = typeof asked.with === 'string' ? asked.with : undefined;
  const isTransitive = asked.all === true;
  return (
    <div className={styles.page}>
      <div className={styles.tools}>
        <ObjectPicker
          label={texts.compareWith}
          kind={pickedGroups}
          without={new Set([group.id, ...(other === undefined ? [] : [other])])}
          onPick={({ id }) => ask({ with: id })}
        />
        <Switch
          label={texts.compareTransitive}
          checked={isTransitive}
          onChange={(_event, { checked }) => ask({ all: checked ? true : undefined })}
        />
      </div>
      {other === undefined ? (
        <EmptyState title={texts.compareTitle} text={texts.compareText} />
      ) : (
        <ComparedWith group={group} other={other} isTransitive={isTransitive} />
      )}
    </div>
  );
}

interface ComparedWithProps {
  readonly group: Group;
  readonly other: string;
  readonly isTransitive: boolean;
}

function ComparedWith({ group, other, isTransitive }: ComparedWithProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(groupPageTexts);
  const columns = useObjectColumns();
  const { asked, ask } = useRelationSearch();
  const list = lists.find((each) => each === asked.list) ?? 'inBoth';
  const second = useQuery({
    queryKey: [...groupKey(other), 'name'],
    queryFn: ({ signal }) => graph.get<Pick<Group, 'displayName'>>(`/groups/${other}?$select=displayName`, signal),
  });
  const compared = useInfiniteQuery({
    queryKey: [...groupKey(group.id), 'compare', other, isTransitive, list],
    queryFn: ({ pageParam }) => {
      const body = { groupIds: [group.id, other], list, transitive: isTransitive, top: 200, next: pageParam };
      return graph.send<Comparison>({ method: 'POST', path: '/groups/compareMembers', body });
    },
    initialPageParam: 0,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  });
  const problem = second.error ?? compared.error;
  if (problem !== null) return <Problem problem={problem} onAgain={() => void compared.refetch()} />;
  const name = second.data?.displayName ?? '…';
  const [first] = compared.data?.pages ?? [];
  const labels = {
    inBoth: texts.inBoth,
    onlyInFirst: texts.onlyIn(group.displayName),
    onlyInSecond: texts.onlyIn(name),
  };
  return (
    <>
      <p className={styles.other}>{texts.compared(group.displayName, name)}</p>
      <Suspense>
        {first !== undefined && (
          <TwoSets
            firstName={group.displayName}
            secondName={name}
            onlyInFirst={first.onlyInFirst}
            inBoth={first.inBoth}
            onlyInSecond={first.onlyInSecond}
          />
        )}
      </Suspense>
      <ChoiceTabs
        className={styles.list}
        choices={lists.map((name) => ({
          name,
          label: labels[name],
          count: `(${first === undefined ? '…' : first[name].toLocaleString(language)})`,
        }))}
        chosen={list}
        onChoose={(name) => ask({ list: name })}
      >
        <RowGrid
          label={labels[list]}
          rows={compared.data?.pages.flatMap(({ value }) => value) ?? []}
          columns={columns.map(({ sortedBy: _, ...column }) => column)}
          count={first?.[list] ?? 0}
          isLoading={compared.isPending || compared.isFetchingNextPage}
          empty={texts.comparedNobody}
          onEnd={() => {
            if (compared.hasNextPage && !compared.isFetching) void compared.fetchNextPage();
          }}
        />
      </ChoiceTabs>
    </>
  );
}
