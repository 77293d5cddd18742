import type { ObjectNumber } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import { MemberSet } from '../bitmaps/member-set.ts';
import { MembershipMemory } from '../memberships/membership-memory.ts';
import { groupRow, memberRow } from '../testing/ledger-rows.ts';
import { floorOf, planCompaction } from './plan-compaction.ts';
import { snapshotOf } from './snapshot-of.ts';

const drift = (group: number, rows: number, size: number, firstSeq: number) => ({
  group: group as ObjectNumber,
  rows,
  size,
  firstSeq,
});
const limits = { rows: 10, rowsPerMember: 0.1, age: 1000, groups: 3 };

describe('a compaction plan', () => {
  test.each([
    ['nothing has drifted', [], []],
    ['few rows', [drift(1, 10, 0, 5000)], []],
    ['enough rows', [drift(1, 11, 0, 5000)], [1]],
    ['too few rows for a large group', [drift(1, 30, 1000, 5000)], []],
    ['enough rows for a large group', [drift(1, 111, 1000, 5000)], [1]],
    ['one row that is old', [drift(1, 1, 1000, 3999)], [1]],
    ['one row that is nearly old', [drift(1, 1, 1000, 4000)], []],
    ['the oldest first, and not too many', [4, 3, 2, 1].map((n) => drift(n, 99, 0, n === 1 ? 50 : 10)), [2, 3, 4]],
  ])('%s', (_, drifts, expected) => {
    expect(planCompaction(drifts, 5000, limits)).toEqual(expected);
  });

  test('the floor lies below the oldest row that no snapshot holds', () => {
    expect(floorOf([], 70)).toBe(70);
    expect(floorOf([drift(1, 1, 0, 31), drift(2, 1, 0, 12), drift(3, 1, 0, 90)], 70)).toBe(11);
    expect(floorOf([drift(3, 1, 0, 90)], 70)).toBe(70);
  });
});

describe('a snapshot', () => {
  test('holds the members at the watermark, in chunks', () => {
    const memory = new MembershipMemory();
    memory.apply({ seq: 1, rows: [groupRow(10, { joined: [1, 5, 6, 21] })] });
    memory.apply({ seq: 2, rows: [] });
    const snapshot = snapshotOf(memory, 10, 5)!;
    expect([snapshot.group, snapshot.position, snapshot.rowCount]).toEqual([10, 2, 1]);
    expect(snapshot.chunks.map((c) => [c.chunk, [...MemberSet.fromBytes(c.bytes)]])).toEqual([
      [0, [1]],
      [1, [5, 6]],
      [4, [21]],
    ]);
  });

  test('is not taken while a change above a gap touches the group; of other groups it is', () => {
    const memory = new MembershipMemory();
    memory.apply({
      seq: 1,
      rows: [groupRow(10, { joined: [1] }), groupRow(20, { joined: [1] }), groupRow(30, { joined: [1] })],
    });
    memory.apply({ seq: 3, rows: [memberRow(2, { joined: [10] }), groupRow(20, { left: [1] })] });
    memory.apply({ seq: 4, rows: [memberRow(3, { left: [30] })] });
    expect([10, 20, 30, 40].map((group) => snapshotOf(memory, group)?.position)).toEqual([
      undefined,
      undefined,
      undefined,
      1,
    ]);
    memory.apply({ seq: 2, rows: [] });
    expect([10, 20, 30, 40].map((group) => snapshotOf(memory, group)?.position)).toEqual([4, 4, 4, 4]);
  });

  test('drift counts from the newest snapshot stored, and rows that came meanwhile stay counted', () => {
    const memory = new MembershipMemory();
    const join = (seq: number) => memory.apply({ seq, rows: [memberRow(seq, { joined: [10] })] });
    join(1);
    join(2);
    expect(memory.drifts()).toEqual([drift(10, 2, 2, 1)]);
    const first = snapshotOf(memory, 10)!;
    join(3);
    const second = snapshotOf(memory, 10)!;
    join(4);
    memory.noteSnapshot(10, second.position, second.rowCount);
    expect(memory.drifts()).toEqual([drift(10, 1, 4, 4)]);
    memory.noteSnapshot(10, first.position, first.rowCount);
    memory.noteSnapshot(10, second.position, second.rowCount);
    expect(memory.drifts()).toEqual([drift(10, 1, 4, 4)]);
    const third = snapshotOf(memory, 10)!;
    memory.noteSnapshot(10, third.position, third.rowCount);
    expect(memory.drifts()).toEqual([]);
    expect(floorOf(memory.drifts(), memory.position().watermark)).toBe(4);
    join(5);
    expect(memory.drifts()).toEqual([drift(10, 1, 5, 5)]);
  });

  test('of another node lets the floor rise to it, not above', () => {
    const memory = new MembershipMemory();
    for (const seq of [1, 2, 3]) memory.apply({ seq, rows: [memberRow(seq, { joined: [10] })] });
    memory.noteSnapshot(10, 2, 0);
    expect(floorOf(memory.drifts(), memory.position().watermark)).toBe(2);
    memory.noteSnapshot(99, 3, 0);
    expect([...memory.groupNumbers()]).toEqual([10]);
  });

  test('rows that a snapshot of another node holds already are no drift, also after an older one is noted', () => {
    const memory = new MembershipMemory();
    const join = (seq: number) => memory.apply({ seq, rows: [memberRow(seq, { joined: [10] })] });
    join(1);
    const own = snapshotOf(memory, 10)!;
    memory.noteSnapshot(10, 5, own.rowCount);
    join(2);
    memory.noteSnapshot(10, own.position, own.rowCount);
    join(3);
    expect(memory.drifts()).toEqual([]);
    join(6);
    expect(memory.drifts()).toEqual([drift(10, 1, 4, 6)]);
  });

  test('a late row below others lowers the first number of the drift', () => {
    const memory = new MembershipMemory();
    memory.apply({ seq: 5, rows: [memberRow(1, { joined: [10] })] });
    memory.apply({ seq: 2, rows: [memberRow(2, { joined: [10] })] });
    expect(memory.drifts()).toEqual([drift(10, 2, 2, 2)]);
  });
});
