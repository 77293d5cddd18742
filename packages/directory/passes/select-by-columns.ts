import type { Instant } from '@muster/kernel';
import { MemberSet, unionOf } from '@muster/roster';
import type { ObjectColumns } from '../columns/object-columns.ts';
import type { Directory } from '../context.ts';
import { rowsOfGroups } from '../rules/rows-of-groups.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';
import type { Selection } from './selection.ts';

/** Columns alone: what was written since the look is decided again, row by row. */
export function byColumns(directory: Directory, rule: ActiveRule, seen: ObjectColumns): Selection {
  const { columns } = directory;
  let objects = seen;
  let { mark } = objects;
  let members = columns.selectedBy(objects, rule, directory.clock());
  return {
    get members() {
      return members;
    },
    async bringUp(change) {
      const current = requireColumns(directory);
      const written = current === objects ? current.writtenSince(mark) : undefined;
      // Time turns answers without any object being written.
      if (written === undefined || rule.rule.isTimeDependent) members = columns.selectedBy(current, rule, change.now);
      else {
        for (const row of written) {
          if (current.isSelected(rule, row, change.now)) members.add(row);
          else members.remove(row);
        }
      }
      objects = current;
      mark = current.mark;
    },
  };
}

/** Members of the source groups that are of the rule's kind. */
export function bySources(directory: Directory, rule: ActiveRule, objects: ObjectColumns): Selection {
  return asAWhole(directory, objects, (current) => {
    const table = current.tables[rule.rule.objectType];
    const members = unionOf(rule.sourceNumbers.map((source) => directory.memberships.membersOf(source)));
    return members.retainAll(MemberSet.ofWords(table.present));
  });
}

/** Columns with the members of groups and the managers of users. */
export async function byRelations(directory: Directory, rule: ActiveRule, objects: ObjectColumns): Promise<Selection> {
  await directory.store.read((session) => session.catchUpMemberships());
  return asAWhole(directory, objects, (current, now) =>
    directory.columns.selectedBy(current, rule, now, rowsOfGroups(directory, rule.sources)),
  );
}

/** What moved since a look says little about such a rule, so it is looked for altogether again. */
function asAWhole(
  directory: Directory,
  objects: ObjectColumns,
  look: (objects: ObjectColumns, now: Instant) => MemberSet,
): Selection {
  let members = look(objects, directory.clock());
  return {
    get members() {
      return members;
    },
    async bringUp(change) {
      members = look(requireColumns(directory), change.now);
    },
  };
}

function requireColumns({ columns }: Directory): ObjectColumns {
  const { objects } = columns;
  if (objects === undefined) throw new Error('the columns are being filled anew');
  return objects;
}
