import { makeStyles } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceTabs } from '../../controls/choice-tabs.tsx';
import { plainColumn, type Row } from '../../lists/list-column.ts';
import { RowGrid } from '../../lists/row-grid.tsx';
import { RowLink } from '../../lists/row-link.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { groupKey } from '../use-group.ts';
import { askPreview, type PreviewList, type PreviewQuestion } from './rule-preview.ts';
import { ruleTexts } from './rule-texts.ts';

const pageSize = 200;
const lists: readonly PreviewList[] = ['leaving', 'joining', 'staying'];

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', height: 'min(24rem, 60vh)', gap: '0.25rem' },
  list: { display: 'flex', flexDirection: 'column', flexGrow: 1, minHeight: 0 },
});

/** Who would leave, join and stay, by name. Nothing is shown of a rule that cannot be read. */
export function PreviewLists(question: PreviewQuestion & { readonly first?: PreviewList }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(ruleTexts);
  const [list, setList] = useState<PreviewList>(question.first ?? 'leaving');
  const { groupId, membershipRule } = question;
  const found = useInfiniteQuery({
    queryKey: [...groupKey(groupId ?? 'none'), 'preview', membershipRule ?? '', list],
    queryFn: ({ pageParam }) => askPreview({ groupId, membershipRule }, { list, top: pageSize, next: pageParam }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.next ?? undefined,
    retry: false,
    // People change by the minute: whoever decides on it looks at it as it is.
    staleTime: 0,
  });
  const [first] = found.data?.pages ?? [];
  if (found.error !== null && first === undefined) return null;
  const rows = found.data?.pages.flatMap(({ value }) => value) ?? [];
  const isDevice = first?.objectType === 'device';
  const place = isDevice ? '/devices' : '/users';
  const shown = { isShownFirst: true };
  return (
    <section className={styles.box} aria-label={texts.people}>
      <ChoiceTabs
        className={styles.list}
        choices={lists.map((name) => ({
          name,
          label: texts[name],
          ...(first === undefined ? {} : { count: `(${first[name].toLocaleString(language)})` }),
        }))}
        chosen={list}
        onChoose={setList}
      >
        <RowGrid
          label={texts[list]}
          rows={rows}
          columns={[
            {
              ...plainColumn('displayName', general.name, shown),
              cell: (row: Row) => <RowLink to={place} row={row} />,
            },
            plainColumn(
              isDevice ? 'deviceId' : 'userPrincipalName',
              isDevice ? texts.deviceId : texts.signInName,
              shown,
            ),
          ]}
          count={first?.[list] ?? 0}
          isLoading={found.isPending || found.isFetchingNextPage}
          empty={texts.nobody}
          onEnd={() => {
            if (found.hasNextPage && !found.isFetching) void found.fetchNextPage();
          }}
        />
      </ChoiceTabs>
    </section>
  );
}
