import type { ObjectId, ObjectNumber } from '@muster/kernel';
import type { ReadSession } from '../ports/directory-store.ts';
import type { Move } from '../ports/history.ts';

/** Somebody's way into a group through groups inside it, from the outer group down. */
export type NestedPath = readonly (Move & { readonly memberId: ObjectId })[];

type Nesting = Move & { readonly memberId: ObjectId };

/**
 * The shortest way in which the member was in the group through groups inside it; empty when there was none. Three
 * statements when no group is inside the group, six or seven otherwise.
 */
export async function nestedPath(
  session: ReadSession,
  group: ObjectNumber,
  member: { readonly id: ObjectId; readonly number: ObjectNumber },
  place: number,
): Promise<NestedPath> {
  const { history } = session;
  const likely = pathsDown(group, await history.nestings(place));
  if (likely.size === 0) return [];
  const edges = new Map([...likely.values()].flat().map((edge) => [`${edge.group} ${edge.member}`, edge]));
  // Rows of the outer group, such as those of its deletion, may have moved a nested group later.
  const last = await history.lastMoves([...edges.values()], place);
  const present = last.flatMap((move): Nesting[] => {
    const edge = edges.get(`${move.group} ${move.member}`)!;
    return move.joined ? [{ ...move, memberId: edge.memberId }] : [];
  });
  const paths = pathsDown(group, present);
  const pairs = [...paths.keys()].map((inner) => ({ group: inner, member: member.number }));
  const into = (await history.lastMoves(pairs, place)).filter((move) => move.joined);
  const found = into.map((move) => [...paths.get(move.group)!, { ...move, memberId: member.id }]);
  return found.sort((a, b) => a.length - b.length || a[0]!.member - b[0]!.member)[0] ?? [];
}

/** Every group inside the group → the shortest way to it. A cycle is gone through once. */
function pathsDown(group: ObjectNumber, nestings: readonly Nesting[]): Map<ObjectNumber, Nesting[]> {
  const inside = new Map<ObjectNumber, Nesting[]>();
  for (const edge of nestings) inside.set(edge.group, [...(inside.get(edge.group) ?? []), edge]);
  const paths = new Map<ObjectNumber, Nesting[]>();
  const due: ObjectNumber[] = [group];
  for (let outer = due.shift(); outer !== undefined; outer = due.shift()) {
    for (const edge of inside.get(outer) ?? []) {
      if (edge.member === group || paths.has(edge.member)) continue;
      paths.set(edge.member, [...(paths.get(outer) ?? []), edge]);
      due.push(edge.member);
    }
  }
  return paths;
}
