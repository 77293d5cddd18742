import { MemberSet, type ReadonlyMemberSet } from '../bitmaps/member-set.ts';
import { and } from '../bitmaps/set-operations.ts';

/** What following groups inside groups needs to know. */
export interface GroupGraph {
  /** Every group that has, or had, members. A group is a member of another by its own object number. */
  groupNumbers(): ReadonlyMemberSet;
  membersOf(group: number): ReadonlyMemberSet;
}

/**
 * Members of the group, of the groups that are its members, and so on, those groups included. The group itself is left
 * out, even where a cycle leads back to it. Linear in the members of all groups reached.
 */
export function transitiveMembers(graph: GroupGraph, group: number): MemberSet {
  const reached = new MemberSet();
  const visited = MemberSet.of([group]);
  for (const due: number[] = [group]; due.length > 0; ) {
    const members = graph.membersOf(due.pop()!);
    reached.addAll(members);
    and(members, graph.groupNumbers()).forEach((nested) => {
      if (visited.add(nested)) due.push(nested);
    });
  }
  reached.remove(group);
  return reached;
}

/**
 * The groups that have the object as a member directly or through groups inside groups. The object itself, when it is a
 * group, is left out even where a cycle leads back to it. Tests every group once for every group found.
 */
export function transitiveGroups(graph: GroupGraph, member: number): MemberSet {
  const reached = new MemberSet();
  for (const due: number[] = [member]; due.length > 0; ) {
    const nested = due.pop()!;
    graph.groupNumbers().forEach((group) => {
      if (group !== member && !reached.has(group) && graph.membersOf(group).has(nested)) {
        reached.add(group);
        due.push(group);
      }
    });
  }
  return reached;
}
