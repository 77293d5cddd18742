import type { ObjectNumber } from '@muster/kernel';
import { unionOf } from '@muster/roster';
import { RowSet, type RowsOfGroup } from '@muster/rules';
import type { Directory } from '../context.ts';
import { knownGroups, type Nesting, presentNesting } from '../relations/nesting.ts';

/**
 * The members of groups, as memory has them now, for the evaluation of a rule in columns. For one evaluation: groups
 * inside groups are looked up once.
 *
 * @param sources the groups that the rule names
 */
export function rowsOfGroups(
  { memberships, rules }: Pick<Directory, 'memberships' | 'rules'>,
  sources: ReadonlyMap<string, ObjectNumber>,
): RowsOfGroup {
  let nesting: Nesting | undefined;
  return (groupId, isTransitive) => {
    const group = sources.get(groupId);
    if (group === undefined) return undefined;
    if (isTransitive) nesting ??= presentNesting(memberships, knownGroups(memberships, rules.groupNumbers()));
    const groups = isTransitive ? [...nesting!.within(group)] : [group];
    const members = unionOf(groups.map((each) => memberships.membersOf(each)));
    return RowSet.ofRows(members.toArray(), members.max + 1);
  };
}
