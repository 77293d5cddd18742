import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { groupRow } from '../testing/ledger-rows.ts';
import { MembershipMemory } from './membership-memory.ts';

type Edge = readonly [group: number, member: number];

function memoryOf(edges: readonly Edge[]) {
  const memory = new MembershipMemory();
  memory.apply({ seq: 1, rows: edges.map(([group, member]) => groupRow(group, { joined: [member] })) });
  return memory;
}

/** Everybody below a group, by adding until nothing is new. */
function naiveBelow(edges: readonly Edge[], group: number): number[] {
  const below = new Set<number>();
  for (let size = -1; size < below.size; ) {
    size = below.size;
    for (const [parent, member] of edges) if (parent === group || below.has(parent)) below.add(member);
  }
  below.delete(group);
  return [...below].sort((a, b) => a - b);
}

describe('groups within groups', () => {
  const [all, east, west, ann, bob] = [1, 2, 3, 101, 102];

  test.each<[string, Edge[], number[], number[]]>([
    ['nothing', [], [], []],
    ['direct', [[all, ann]], [ann], [all]],
    [
      'nested',
      [
        [all, east],
        [east, ann],
      ],
      [east, ann],
      [all, east],
    ],
    [
      'by two ways',
      [
        [all, east],
        [all, west],
        [east, ann],
        [west, ann],
      ],
      [east, west, ann],
      [all, east, west],
    ],
    [
      'in a cycle',
      [
        [all, east],
        [east, all],
        [east, ann],
      ],
      [east, ann],
      [all, east],
    ],
    [
      'in itself',
      [
        [all, all],
        [all, ann],
      ],
      [ann],
      [all],
    ],
    [
      'beside others',
      [
        [all, bob],
        [east, ann],
      ],
      [bob],
      [east],
    ],
  ])('%s', (_, edges, members, groups) => {
    expect([...memoryOf(edges).transitiveMembersOf(all)]).toEqual(members);
    expect([...memoryOf(edges).transitiveGroupsOf(ann)]).toEqual(groups);
  });

  test('any graph, up and down, agrees with adding until nothing is new', () => {
    const anEdge = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 11 }));
    fc.assert(
      fc.property(fc.array(anEdge, { maxLength: 20, size: 'max' }), (edges) => {
        const memory = memoryOf(edges);
        const all = Array.from({ length: 11 }, (_, i) => i + 1);
        for (const n of all) {
          expect([...memory.transitiveMembersOf(n)]).toEqual(naiveBelow(edges, n));
          expect([...memory.transitiveGroupsOf(n)]).toEqual(
            all.filter((group) => naiveBelow(edges, group).includes(n)),
          );
        }
      }),
    );
  });

  test('a long chain of groups does not exhaust the stack', () => {
    const edges = Array.from({ length: 5000 }, (_, i): Edge => [i + 1, i + 2]);
    expect(memoryOf(edges).transitiveMembersOf(1).size).toBe(5000);
  });
});
