import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ChoiceTabs } from '../../controls/choice-tabs.tsx';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { ruleTexts } from '../rule-texts.ts';

interface PastPage {
  readonly memberCount: number;
  readonly joinedSinceCount: number;
  readonly leftSinceCount: number;
  readonly value: readonly { '@odata.type': string; id: string; displayName?: string | null }[];
  readonly '@odata.nextLink'?: string;
}

const lists = ['members', 'joinedSince', 'leftSince'] as const;
const pageSize = 30;

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, columnWidth: '14rem', columnGap: '1rem' },
  item: { breakInside: 'avoid', paddingBlock: '0.15rem', overflowWrap: 'anywhere' },
  link: { color: tokens.colorBrandForegroundLink, textDecoration: 'none', ':hover': { textDecoration: 'underline' } },
});

/** Who was in a group at an instant, and who came and went since. */
export function PastMembers({ groupId, at }: { readonly groupId: string; readonly at: string }) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const [list, setList] = useState<(typeof lists)[number]>('members');
  const start = `/groups/${encodeURIComponent(groupId)}/membersAsOf?at=${encodeURIComponent(at)}&list=${list}&$top=${pageSize}`;
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage, isPlaceholderData } = useInfiniteQuery({
    queryKey: ['object', 'groups', groupId, 'past', at, list],
    queryFn: ({ pageParam, signal }) => graph.get<PastPage>(pageParam, signal),
    initialPageParam: start,
    getNextPageParam: (page) => page['@odata.nextLink'],
    placeholderData: (before) => before,
    retry: false,
  });
  if (error !== null) return <Problem problem={error} onAgain={() => void refetch()} />;
  const first = data?.pages[0];
  if (first === undefined) return null;
  const number = (count: number) => count.toLocaleString(language);
  const counts = { members: first.memberCount, joinedSince: first.joinedSinceCount, leftSince: first.leftSinceCount };
  const objects = data!.pages.flatMap(({ value }) => value);
  return (
    <section aria-label={texts.past} aria-busy={isPlaceholderData}>
      <ChoiceTabs
        isSmall
        choices={lists.map((name) => ({ name, label: texts.pastLists[name], count: number(counts[name]) }))}
        chosen={list}
        onChoose={setList}
      >
        {counts[list] === 0 && <p>{texts.noBodyThen}</p>}
        <ul className={styles.list}>
          {objects.map((each) => (
            <li key={each.id} className={styles.item}>
              <Link
                className={styles.link}
                to={`/${each['@odata.type'].endsWith('device') ? 'devices' : 'users'}/${each.id}`}
              >
                {each.displayName ?? texts.unnamed}
              </Link>
            </li>
          ))}
        </ul>
        {hasNextPage && (
          <Button size="small" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {texts.moreOf(number(objects.length), number(counts[list]))}
          </Button>
        )}
      </ChoiceTabs>
    </section>
  );
}
