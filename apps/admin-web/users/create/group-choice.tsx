import { pickedGroups } from '../../controls/object-picker.tsx';
import { ObjectsPicker } from '../../controls/objects-picker.tsx';
import { graph } from '../../graph/graph.ts';
import { problemOf } from '../../graph/graph-problem.ts';
import type { Row } from '../../lists/list-column.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { createTexts } from './create-texts.ts';

/** Groups whose members are assigned. */
const assignedGroups = { ...pickedGroups, filter: "NOT groupTypes/any(c:c eq 'DynamicMembership')" };

export interface GroupChoiceProps {
  readonly groups: readonly Row[];
  onChange(groups: readonly Row[]): void;
}

/** Chooses assigned groups. */
export function GroupChoice({ groups, onChange }: GroupChoiceProps) {
  const texts = useTexts(createTexts);
  return (
    <ObjectsPicker
      label={texts.addGroup}
      listLabel={texts.groups}
      hint={texts.groupsText}
      kind={assignedGroups}
      picked={groups}
      onChange={onChange}
    />
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
