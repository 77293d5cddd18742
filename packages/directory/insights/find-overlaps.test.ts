import type { ObjectNumber } from '@muster/kernel';
import { MemberSet, MembershipMemory } from '@muster/roster';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOverlaps, leastContained } from './find-overlaps.ts';
import { candidatesDirectly, indexCandidates } from './overlap-candidates.ts';

const anyNumber = Number.POSITIVE_INFINITY;

function memoryOf(groups: readonly (readonly number[])[]): MembershipMemory {
  const memory = new MembershipMemory();
  const left = MemberSet.of();
  const rows = groups.map((members, i) => {
    return { kind: 'group', group: (i + 1) as ObjectNumber, joined: MemberSet.of(members), left } as const;
  });
  memory.apply({ seq: 1, rows });
  return memory;
}

describe('groups with the same members, and groups within groups', () => {
  const memory = memoryOf([[1, 2, 3], [3, 2, 1], [1, 2, 3, 4], [2], [], [5, 6], [1, 2, 3, 4, 5, 6, 7]]);

  it('are found with and without the index, the smallest containing one first', async () => {
    for (const candidates of [candidatesDirectly(memory), await indexCandidates(memory)]) {
      expect(findOverlaps(memory, 1, candidates, anyNumber)).toEqual({ identical: [2], containing: [3, 7] });
      expect(findOverlaps(memory, 3, candidates, anyNumber)).toEqual({ identical: [], containing: [7] });
      expect(findOverlaps(memory, 4, candidates, anyNumber)).toEqual({ identical: [], containing: [] });
      expect(findOverlaps(memory, 5, candidates, anyNumber)).toEqual({ identical: [], containing: [] });
      expect(findOverlaps(memory, 1, candidates, 5).containing).toEqual([3]);
    }
  });

  it('are those that comparing every pair finds', async () => {
    const lists = fc.array(fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { maxLength: 6 }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(lists, async (groups) => {
        const some = memoryOf(groups);
        for (const candidates of [candidatesDirectly(some), await indexCandidates(some)]) {
          for (const [i, members] of groups.entries()) {
            const { identical, containing } = findOverlaps(some, i + 1, candidates, anyNumber);
            const contains = (each: readonly number[]) => members.every((member) => each.includes(member));
            const others = groups.map((each, j) => ({ each, group: j + 1 })).filter(({ group }) => group !== i + 1);
            const found = members.length === 0 ? [] : others.filter(({ each }) => contains(each));
            const same = found.filter(({ each }) => each.length === members.length);
            const more = found.filter(({ each }) => each.length > members.length && members.length >= leastContained);
            expect([...identical].sort()).toEqual(same.map(({ group }) => group).sort());
            expect([...containing].sort()).toEqual(more.map(({ group }) => group).sort());
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
