import { Button, makeStyles } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { instantText } from '../texts/instant-text.ts';
import type { ToldMove } from './explanation.ts';
import { explanationTexts } from './explanation-texts.ts';
import { moveReason } from './move-reason.ts';
import type { MemberOf } from './read-memberships.ts';

const useStyles = makeStyles({
  list: { paddingInlineStart: '1.25rem', marginBlock: '0.5rem', overflowWrap: 'anywhere' },
});

/** Every time that a member came into a group and left it, the latest first. */
export function MembershipMoves({ groupId, member }: { readonly groupId: string; readonly member: MemberOf }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(explanationTexts);
  const kind = member.collection === 'users' ? 'user' : 'device';
  const moves = useInfiniteQuery({
    queryKey: ['object', member.collection, member.id, 'moves', groupId],
    queryFn: ({ pageParam, signal }) => graph.page<ToldMove>(pageParam, signal),
    initialPageParam: `/groups/${groupId}/members/${member.id}/history?$top=20`,
    getNextPageParam: (last) => last.next,
  });
  if (moves.error !== null) return <Problem problem={moves.error} onAgain={() => void moves.refetch()} />;
  if (moves.isPending) return <p>{general.loading}</p>;
  const all = moves.data.pages.flatMap(({ value }) => value);
  return (
    <>
      {all.length === 0 && <p>{texts.never}</p>}
      <ul className={styles.list}>
        {all.map((move) => {
          const said = move.joined ? texts.joined : texts.departed;
          const why = moveReason(move, kind, texts, language);
          return (
            <li key={`${move.at}${move.joined}`}>
              {said(instantText(move.at, language)!, why, move.actor.displayName)}
            </li>
          );
        })}
      </ul>
      {moves.hasNextPage && <Button onClick={() => void moves.fetchNextPage()}>{texts.more}</Button>}
    </>
  );
}
