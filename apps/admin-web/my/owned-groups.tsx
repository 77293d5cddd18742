import { makeStyles, Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../controls/empty-state.tsx';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { myTexts } from './my-texts.ts';
import { type OwnGroup, ownGroupProperties } from './own-group.ts';
import { OwnedGroup } from './owned-group.tsx';

const useStyles = makeStyles({ list: { listStyleType: 'none', margin: 0, padding: 0, maxWidth: '60rem' } });

/** The groups that the person owns, with their members. */
export function OwnedGroups() {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(myTexts);
  const groups = useQuery({
    queryKey: ['me', 'owned-groups'],
    queryFn: ({ signal }) =>
      graph.page<OwnGroup>(`/me/ownedObjects/microsoft.graph.group?$top=999&$select=${ownGroupProperties}`, signal),
  });
  if (groups.error) return <Problem problem={groups.error} onAgain={() => void groups.refetch()} />;
  if (groups.data === undefined) return <Spinner label={general.loading} />;
  if (groups.data.value.length === 0) return <EmptyState title={texts.noOwnedTitle} text={texts.noOwnedText} />;
  return (
    <ul className={styles.list}>
      {groups.data.value.map((group) => (
        <OwnedGroup key={group.id} group={group} />
      ))}
    </ul>
  );
}
