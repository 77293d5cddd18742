import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_OBJECT_NUMBER, MemberSet } from './member-set.ts';
import { MemberTable } from './member-table.ts';
import { wordsFor } from './words.ts';

const groups = 6;

/** Numbers that meet both forms: crowded, thin, and far out. */
const aNumber = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 90 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 5000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: MAX_OBJECT_NUMBER }) },
  { weight: 1, arbitrary: fc.constantFrom(31, 32, 33, 63, 64, MAX_OBJECT_NUMBER - 1, MAX_OBJECT_NUMBER) },
);
/** Runs of neighbours: close ones make bits, those far out crowd the end of a region. */
const aRun = fc
  .tuple(
    fc.oneof(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 900_000, max: 1_000_000 })),
    fc.integer({ min: 1, max: 200 }),
    fc.constantFrom(1, 3, 40, 1000),
  )
  .map(([start, length, step]) => Array.from({ length }, (_, i) => start + i * step));
const aList = fc
  .array(fc.oneof(aRun, fc.array(aNumber, { maxLength: 12 })), { maxLength: 3 })
  .map((lists) => [...new Set(lists.flat())].sort((a, b) => a - b));
const someGroups = fc.uniqueArray(fc.nat(groups - 1), { maxLength: groups });

type Step =
  | { readonly kind: 'move'; readonly members: readonly number[]; readonly groups: readonly number[]; isJoin: boolean }
  | { readonly kind: 'set'; readonly members: readonly number[]; readonly group: number; isWords: boolean };
const aStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      members: fc.oneof(
        fc.array(aNumber, { minLength: 1, maxLength: 12 }),
        aRun.chain((run) => fc.shuffledSubarray(run)),
      ),
      groups: someGroups,
      isJoin: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      members: aList,
      group: fc.nat(groups - 1),
      isWords: fc.boolean(),
    }),
  },
);

function wordsOf(members: readonly number[]): Uint32Array {
  const words = new Uint32Array(wordsFor(Math.max(0, ...members)) + 3);
  for (const n of members) words[n >>> 5]! |= 1 << (n & 31);
  return words;
}

/** Takes the step on both; `each` is called after every single move. */
function takeStep(table: MemberTable, model: Set<number>[], step: Step, each: (moved: number) => void): void {
  if (step.kind === 'set') {
    model[step.group] = new Set(step.members);
    const isShort = (step.members.at(-1) ?? 0) <= 5_000_000;
    if (step.isWords && isShort) table.setWords(step.group, wordsOf(step.members));
    else table.setMembers(step.group, Uint32Array.from(step.members));
    return;
  }
  const others = Array.from({ length: groups }, (_, group) => group).filter((group) => !step.groups.includes(group));
  for (const member of step.members) {
    const [joined, left] = step.isJoin ? [step.groups, others] : [others, step.groups];
    table.move(member, joined, left);
    for (const group of joined) model[group]!.add(member);
    for (const group of left) model[group]!.delete(member);
    each(member);
  }
}

function expectSame(table: MemberTable, model: readonly Set<number>[]): void {
  for (const [group, members] of model.entries()) {
    const expected = [...members].sort((a, b) => a - b);
    expect(table.sizeOf(group)).toBe(expected.length);
    expect([...table.toArray(group)]).toEqual(expected);
    expect(table.membersOf(group).equals(MemberSet.of(expected))).toBe(true);
  }
}

describe('a table of members', () => {
  test('holds what sets hold, at every moment of any sequence of moves', () => {
    fc.assert(
      fc.property(fc.array(aStep, { minLength: 1, maxLength: 12, size: 'max' }), (steps) => {
        const table = new MemberTable();
        const model = Array.from({ length: groups }, () => new Set<number>());
        for (const step of steps) {
          takeStep(table, model, step, (member) => {
            const near = [member - 1, member, member + 1].filter((n) => n > 0);
            const found = model.map((_, group) => [table.sizeOf(group), ...near.map((n) => table.has(group, n))]);
            expect(found).toEqual(model.map((members) => [members.size, ...near.map((n) => members.has(n))]));
          });
          expectSame(table, model);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a group that is not known is empty, and can be left', () => {
    const table = new MemberTable();
    table.move(7, [2], [5]);
    expect([table.count, table.sizeOf(1), table.sizeOf(9), table.has(9, 7), table.has(1, 7)]).toEqual([
      ...[3, 0, 0, false, false],
    ]);
    expect([...table.toArray(1), ...table.toArray(9)]).toEqual([]);
    expect([...table.toArray(2)]).toEqual([7]);
  });

  test('a member moved in twice, or out twice, counts once', () => {
    for (const others of [[], [1, 2, 3, 4, 5], [1, 100_000]]) {
      const table = new MemberTable();
      table.setMembers(0, Uint32Array.from(others));
      table.move(77, [0, 0], []);
      table.move(77, [0], []);
      expect(table.sizeOf(0)).toBe(others.length + 1);
      table.move(77, [], [0, 0]);
      table.move(77, [], [0]);
      expect([...table.toArray(0)]).toEqual(others);
    }
  });

  test('numbers that are no object numbers are refused, and are no members', () => {
    for (const n of [0, -1, 1.5, Number.NaN, MAX_OBJECT_NUMBER + 1]) {
      const table = new MemberTable();
      table.setMembers(0, Uint32Array.of(1, 2, 3));
      table.setMembers(1, Uint32Array.of(1, 200_000));
      const refusal = expect.objectContaining({ code: 'ROSTER_NUMBER_OUT_OF_RANGE' });
      expect(() => table.move(n, [0], [1])).toThrow(refusal);
      expect([table.has(0, n), table.has(1, n), table.sizeOf(0), table.sizeOf(1)]).toEqual([false, false, 3, 2]);
    }
  });

  test('the bit of 0 is nobody', () => {
    const table = new MemberTable();
    table.setWords(0, Uint32Array.of(0b1011));
    table.setWords(1, Uint32Array.of(1));
    expect([[...table.toArray(0)], table.sizeOf(0), table.sizeOf(1)]).toEqual([[1, 3], 2, 0]);
  });
});

describe('the memory of a table of members', () => {
  test('is a bit for each number or a few bytes for each member, whichever is less', () => {
    const table = new MemberTable();
    for (let group = 0; group < 50; group += 1) {
      table.setMembers(
        group,
        Uint32Array.from({ length: 100_000 }, (_, i) => i + 1),
      );
    }
    expect(table.sizeBytes / 50).toBeLessThan(16_500);
    const all = Array.from({ length: 50 }, (_, group) => group);
    for (let n = 1; n <= 99_900; n += 1) table.move(n, [], all);
    expect(table.sizeBytes / 50).toBeLessThan(3000);
    expect([...table.toArray(49)]).toEqual(Array.from({ length: 100 }, (_, i) => 99_901 + i));
  });

  test('follows groups that grow, shrink and empty in turn, and no member is lost on the way', () => {
    const table = new MemberTable();
    const model = Array.from({ length: 240 }, () => new Set<number>());
    const all = model.map((_, group) => group);
    let most = 0;
    for (let round = 0; round < 4; round += 1) {
      for (let i = 1; i <= 1000; i += 1) {
        const member = ((i * 7919 + round * 104_729) % 100_003) + 1;
        // In every round other groups grow, and those of the round before lose most of what they had.
        const joined = all.filter((group) => (group + round) % 3 === 0 && (group * 31 + i) % 5 !== 0);
        const left = all.filter((group) => (group + round) % 3 === 1);
        table.move(member, joined, left);
        for (const group of joined) model[group]!.add(member);
        for (const group of left) model[group]!.delete(member);
      }
      for (const group of all.filter((each) => (each + round) % 3 === 1)) {
        for (const member of [...model[group]!].slice(0, -20)) {
          table.move(member, [], [group]);
          model[group]!.delete(member);
        }
      }
      expectSame(table, model);
      const members = model.reduce((sum, each) => sum + each.size, 0);
      most = Math.max(most, table.sizeBytes / members);
    }
    expect(most, 'bytes a member').toBeLessThan(16);
  });
});
