import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MemberSet } from '../bitmaps/member-set.ts';
import { groupRow, memberRow, someRows } from '../testing/ledger-rows.ts';
import { naiveListing } from '../testing/naive-memberships.ts';
import { replay } from './replay.ts';

describe('replay', () => {
  const changes = [
    { seq: 2, rows: [memberRow(1, { joined: [10, 20] }), memberRow(2, { joined: [20] })] },
    { seq: 4, rows: [groupRow(10, { joined: [2, 3], left: [1] })] },
    { seq: 7, rows: [memberRow(3, { left: [10] })] },
  ];

  test.each([
    [0, 1, []],
    [0, 2, [1]],
    [0, 3, [1]],
    [0, 4, [2, 3]],
    [0, 9, [2]],
    [2, 4, [2, 3, 8]],
    [4, 7, [1, 8]],
    [9, 7, [1, 3, 8]],
  ])('from %d up to %d', (position, upTo, expected) => {
    const base = MemberSet.of(position === 0 ? [] : [1, 3, 8]);
    expect([...replay({ group: 10, base, position, upTo }, changes)]).toEqual(expected);
    expect([...replay({ group: 10, base, position, upTo }, [...changes].reverse())]).toEqual(expected);
    expect([...base], 'the base stays as it is').toEqual(position === 0 ? [] : [1, 3, 8]);
  });

  test('by way of any moment between comes to the same', () => {
    fc.assert(
      fc.property(fc.array(someRows, { maxLength: 12, size: 'max' }), fc.nat(12), fc.nat(12), (rows, a, b) => {
        const history = rows.map((r, i) => ({ seq: i + 1, rows: r }));
        const [between, upTo] = [Math.min(a, b), Math.max(a, b)];
        for (const group of [1, 2, 3]) {
          const base = replay({ group, base: new MemberSet(), position: 0, upTo: between }, history);
          const members = [...replay({ group, base, position: between, upTo }, history)];
          const naive = naiveListing(history.filter((c) => c.seq <= upTo)).find((line) => line.startsWith(`${group}:`));
          expect(members.length === 0 ? undefined : `${group}: ${members.join(' ')}`).toBe(naive);
        }
      }),
    );
  });
});
