import { Button, makeStyles } from '@fluentui/react-components';
import { ObjectPicker, pickedGroups } from '../../controls/object-picker.tsx';
import { graph } from '../../graph/graph.ts';
import { problemOf } from '../../graph/graph-problem.ts';
import type { Row } from '../../lists/list-column.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { propertyTexts } from '../properties/property-texts.ts';
import { createTexts } from './create-texts.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '0.25rem' },
  item: { display: 'flex', gap: '0.75rem', alignItems: 'center', listStyleType: 'none' },
  box: { display: 'flex', flexDirection: 'column', gap: '0.5rem', maxWidth: '30rem' },
});

/** Groups whose members are assigned. */
const assignedGroups = { ...pickedGroups, filter: "NOT groupTypes/any(c:c eq 'DynamicMembership')" };

export interface GroupChoiceProps {
  readonly groups: readonly Row[];
  onChange(groups: readonly Row[]): void;
}

/** Chooses assigned groups. */
export function GroupChoice({ groups, onChange }: GroupChoiceProps) {
  const styles = useStyles();
  const texts = useTexts(createTexts);
  const { removeNamed } = useTexts(propertyTexts);
  return (
    <div className={styles.box}>
      <ObjectPicker
        label={texts.addGroup}
        hint={texts.groupsText}
        kind={assignedGroups}
        without={new Set(groups.map(({ id }) => id))}
        onPick={(group) => onChange([...groups, group])}
      />
      <ul className={styles.list} aria-label={texts.groups}>
        {groups.map((group) => (
          <li key={group.id} className={styles.item}>
            {String(group.displayName)}
            <Button size="small" onClick={() => onChange(groups.filter(({ id }) => id !== group.id))}>
              {removeNamed(String(group.displayName))}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** A group that somebody could not be put into. */
export interface RefusedGroup {
  readonly group: Row;
  readonly reason: string;
}

/** Puts somebody into groups; answers with those that refused, which are all where the server cannot be reached. */
export async function addToGroups(userId: string, groups: readonly Row[]): Promise<readonly RefusedGroup[]> {
  if (groups.length === 0) return [];
  const requests = groups.map(({ id }) => ({
    method: 'POST' as const,
    path: `/groups/${id}/members/$ref`,
    body: { '@odata.id': `/v1.0/directoryObjects/${userId}` },
  }));
  try {
    const answers = await graph.batch(requests);
    return groups.flatMap((group, at) => {
      const { status, body } = answers[at]!;
      return status < 300 ? [] : [{ group, reason: problemOf(status, body).message }];
    });
  } catch (problem) {
    return groups.map((group) => ({ group, reason: (problem as Error).message }));
  }
}
