import { makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { graph } from '../graph/graph.ts';
import { GraphProblem } from '../graph/graph-problem.ts';
import { PlainTable } from '../lists/plain-table.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { auditTexts } from './audit-texts.ts';
import { ObjectLink } from './object-link.tsx';

interface Named {
  readonly id: string;
  readonly type: string;
  readonly displayName: string | null;
}

interface MovedGroup {
  readonly group: Named;
  readonly joinedCount: number;
  readonly leftCount: number;
  readonly members: readonly (Named & { readonly joined: boolean })[];
}

interface Movements {
  readonly joinedCount: number;
  readonly leftCount: number;
  readonly groupCount: number;
  readonly value: readonly MovedGroup[];
}

const useStyles = makeStyles({
  part: { marginBlockStart: '1.5rem' },
  text: { marginBlock: '0.25rem' },
  link: { color: tokens.colorBrandForegroundLink },
});

/** The memberships that an entry moved, group by group; nothing where it moved none. */
export function MovementsOf({ id }: { readonly id: string }) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(auditTexts);
  const movements = useQuery({
    queryKey: ['object', 'audits', id, 'movements'],
    queryFn: ({ signal }) =>
      graph.get<Movements>(`/auditLogs/directoryAudits/${encodeURIComponent(id)}/movements`, signal),
  });
  const { data, error } = movements;
  // Whoever may read the log but not groups is told nothing about memberships.
  if (error instanceof GraphProblem && error.kind === 'not-allowed') return null;
  if (error) return <Problem problem={error} onAgain={() => void movements.refetch()} />;
  if (data === undefined) return <Spinner label={general.loading} />;
  if (data.joinedCount + data.leftCount === 0) return null;
  const numbered = (count: number) => count.toLocaleString(language);
  return (
    <section className={styles.part}>
      <Subtitle2 as="h2" block>
        {texts.moves}
      </Subtitle2>
      <p className={styles.text}>
        {texts.movesCount(numbered(data.joinedCount), numbered(data.leftCount), numbered(data.groupCount))}{' '}
        {data.groupCount > data.value.length && data.value.length > 0 && texts.firstMoves(numbered(data.value.length))}
      </p>
      {data.value.length > 0 && <MovementTable groups={data.value} />}
    </section>
  );
}

function MovementTable({ groups }: { readonly groups: readonly MovedGroup[] }) {
  const { language } = useChosen();
  const texts = useTexts(auditTexts);
  const numbered = (count: number) => count.toLocaleString(language);
  return (
    <PlainTable
      label={texts.moves}
      rows={groups}
      keyOf={({ group }) => group.id}
      columns={[
        { name: 'group', heading: texts.group, isRowName: true, cell: ({ group }) => <Moved named={group} /> },
        { name: 'joined', heading: texts.joined, isNumber: true, cell: ({ joinedCount }) => numbered(joinedCount) },
        { name: 'left', heading: texts.gone, isNumber: true, cell: ({ leftCount }) => numbered(leftCount) },
        { name: 'members', heading: texts.members, isWide: true, cell: (moved) => <MovedMembers moved={moved} /> },
      ]}
    />
  );
}

function Moved({ named: { type, id, displayName } }: { readonly named: Named }) {
  return <ObjectLink type={type} id={id} name={displayName ?? id} />;
}

function MovedMembers({ moved: { group, joinedCount, leftCount, members } }: { readonly moved: MovedGroup }) {
  const styles = useStyles();
  const texts = useTexts(auditTexts);
  if (members.length === 0) return null;
  return (
    <>
      {members.map((member, at) => (
        <span key={member.id}>
          {at > 0 && ', '}
          {member.joined ? '+' : '−'}&nbsp;
          <Moved named={member} />
        </span>
      ))}
      {joinedCount + leftCount > members.length && ' …'}
      {' · '}
      <Link to={`/groups/${group.id}/members`} className={styles.link}>
        {texts.allMembers}
      </Link>
    </>
  );
}
