import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_OBJECT_NUMBER, MemberSet } from '../bitmaps/member-set.ts';
import { floorOf } from '../compaction/plan-compaction.ts';
import { snapshotOf } from '../compaction/snapshot-of.ts';
import { groupRow, memberRow, someRows } from '../testing/ledger-rows.ts';
import { listingOf, naiveListing } from '../testing/naive-memberships.ts';
import { touchesGroup } from './ledger-change.ts';
import { MembershipMemory } from './membership-memory.ts';

/** A history of transactions; rolled back ones leave a gap. */
const aHistory = fc
  .array(fc.record({ rows: someRows, isRolledBack: fc.boolean() }), { maxLength: 14, size: 'max' })
  .map((entries) => entries.flatMap(({ rows, isRolledBack }, i) => (isRolledBack ? [] : [{ seq: i + 1, rows }])));

/** The changes of a history in any order of arrival, some of them twice. */
const anArrival = aHistory.chain((history) =>
  fc.tuple(
    fc.constant(history),
    fc.shuffledSubarray([...history, ...history.slice(0, 3)], {
      minLength: history.length && history.length + Math.min(3, history.length),
    }),
  ),
);

describe('memberships in memory', () => {
  test('reads of one directory', () => {
    const memory = new MembershipMemory();
    expect(
      memory.apply({ seq: 1, rows: [groupRow(10, { joined: [1, 2, 3] }), memberRow(2, { joined: [30, 20] })] }),
    ).toBe(true);
    expect(memory.apply({ seq: 2, rows: [memberRow(2, { left: [10], joined: [40] })] })).toBe(true);
    expect([memory.has(10, 1), memory.has(10, 2), memory.has(99, 1)]).toEqual([true, false, false]);
    expect([...memory.membersOf(10)]).toEqual([1, 3]);
    expect([...memory.membersOf(99)]).toEqual([]);
    expect(memory.memberCount(10)).toBe(2);
    expect(memory.memberCount(99)).toBe(0);
    expect(memory.groupsOf(2)).toEqual([20, 30, 40]);
    expect([...memory.groupNumbers()]).toEqual([10, 20, 30, 40]);
  });

  test('it tells whether anything can have changed', () => {
    const memory = new MembershipMemory();
    const change = { seq: 2, rows: [memberRow(1, { joined: [10] })] };
    const isMovedBy = (work: () => unknown) => {
      const before = memory.changeCount;
      work();
      return memory.changeCount !== before;
    };
    expect(isMovedBy(() => memory.apply(change))).toBe(true);
    expect(isMovedBy(() => memory.apply(change))).toBe(false);
    expect(isMovedBy(() => memory.closeGapsUpTo(1))).toBe(false);
    expect(isMovedBy(() => memory.startFrom(2))).toBe(true);
    const members = MemberSet.of([1]);
    expect(isMovedBy(() => memory.loadChunk({ group: 10, position: 2, lastSeq: 2, members }))).toBe(true);
  });

  test('a change without rows moves the watermark', () => {
    const memory = new MembershipMemory();
    memory.apply({ seq: 1, rows: [] });
    expect(memory.position()).toEqual({ watermark: 1, highest: 1, gaps: [] });
  });

  test('a change counts above a gap, and counts once', () => {
    const memory = new MembershipMemory();
    memory.apply({ seq: 2, rows: [memberRow(1, { joined: [10] })] });
    expect(memory.has(10, 1)).toBe(true);
    expect([memory.isApplied(1), memory.isApplied(2)]).toEqual([false, true]);
    expect(memory.position()).toEqual({ watermark: 0, highest: 2, gaps: [{ from: 1, to: 1 }] });
    memory.closeGapsUpTo(1);
    expect(memory.apply({ seq: 2, rows: [memberRow(1, { left: [10] })] })).toBe(false);
    expect(memory.has(10, 1)).toBe(true);
    expect(memory.position().watermark).toBe(2);
  });

  test('of one pair the highest number has the last word, although a lower one comes later', () => {
    const memory = new MembershipMemory();
    memory.apply({ seq: 3, rows: [memberRow(1, { left: [10] }), groupRow(20, { joined: [1] })] });
    memory.apply({ seq: 1, rows: [memberRow(1, { joined: [10] }), groupRow(20, { left: [1], joined: [2] })] });
    expect([memory.has(10, 1), memory.has(20, 1), memory.has(20, 2)]).toEqual([false, true, true]);
  });

  test('a change with a number that cannot be is refused whole', () => {
    const memory = new MembershipMemory();
    const rows = [memberRow(1, { joined: [10] }), memberRow(2, { joined: [MAX_OBJECT_NUMBER + 1] })];
    expect(() => memory.apply({ seq: 1, rows })).toThrow(
      expect.objectContaining({ code: 'ROSTER_NUMBER_OUT_OF_RANGE' }),
    );
    expect(() => memory.apply({ seq: 0, rows: [] })).toThrow(expect.objectContaining({ code: 'ROSTER_SEQ_INVALID' }));
    expect([memory.has(10, 1), memory.isApplied(1)]).toEqual([false, false]);
  });

  test('any order of arrival gives, at every moment, what the changes seen amount to in order', () => {
    fc.assert(
      fc.property(anArrival, ([, arrival]) => {
        const memory = new MembershipMemory();
        const seen = new Map<number, (typeof arrival)[number]>();
        for (const change of arrival) {
          expect(memory.apply(change)).toBe(!seen.has(change.seq));
          seen.set(change.seq, change);
          expect(listingOf(memory)).toEqual(naiveListing(seen.values()));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a restart from snapshots taken at any moments, of any groups, ends where the ledger ends', () => {
    const aMoment = fc.record({ after: fc.nat(20), group: fc.integer({ min: 1, max: 5 }), isStored: fc.boolean() });
    fc.assert(
      fc.property(
        anArrival,
        fc.array(aMoment, { maxLength: 12, size: 'max' }),
        fc.infiniteStream(fc.nat(100)),
        ([history, arrival], moments, any) => {
          const memory = new MembershipMemory();
          const stored = new Map<number, NonNullable<ReturnType<typeof snapshotOf>>>();
          let floor = 0;
          arrival.forEach((change, at) => {
            memory.apply(change);
            // What is missing below a number and never comes was rolled back: close it as soon as all others are there.
            const { gaps } = memory.position();
            const isOpen = gaps.some((gap) => history.some(({ seq }) => gap.from <= seq && seq <= gap.to));
            if (!isOpen) memory.closeGapsUpTo(memory.position().highest);
            for (const { group, isStored } of moments.filter((moment) => moment.after === at)) {
              const snapshot = snapshotOf(memory, group, 4);
              if (snapshot === undefined) continue;
              stored.set(group, snapshot);
              // A snapshot that was stored without this node's knowledge only lowers the floor it works out.
              if (isStored) memory.noteSnapshot(group, snapshot.position, snapshot.rowCount);
              floor = Math.max(floor, floorOf(memory.drifts(), memory.position().watermark));
            }
          });
          const restarted = new MembershipMemory();
          restarted.startFrom(floor);
          for (const { group, position, lastSeq, chunks } of stored.values()) {
            for (const { bytes } of chunks)
              restarted.loadChunk({ group, position, lastSeq, members: MemberSet.fromBytes(bytes) });
          }
          const rest = history
            .filter((change) => change.seq > floor)
            .map((change) => ({ change, key: any.next().value! }));
          for (const { change } of rest.sort((a, b) => a.key - b.key)) restarted.apply(change);
          expect(listingOf(restarted)).toEqual(naiveListing(history));
          for (const group of restarted.groupNumbers()) {
            const moves = history.filter((change) => change.rows.some((row) => touchesGroup(row, group)));
            expect(restarted.lastSeq(group)).toBe(Math.max(0, ...moves.map((change) => change.seq)));
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('snapshots', () => {
  test('a change up to the position of a group leaves that group alone, and no other', () => {
    const memory = new MembershipMemory();
    memory.startFrom(5);
    memory.loadChunk({ group: 10, position: 8, lastSeq: 8, members: MemberSet.of([1]) });
    memory.loadChunk({ group: 20, position: 5, lastSeq: 5, members: MemberSet.of([]) });
    memory.apply({ seq: 7, rows: [memberRow(2, { joined: [10, 20, 30] }), groupRow(10, { left: [1] })] });
    memory.apply({ seq: 9, rows: [memberRow(3, { joined: [10] })] });
    expect(listingOf(memory)).toEqual(['10: 1 3', '20: 2', '30: 2']);
    expect(memory.isApplied(5)).toBe(true);
    expect(memory.isApplied(6)).toBe(false);
  });

  test('chunks of one group add up; chunks of different moments are refused', () => {
    const memory = new MembershipMemory();
    memory.loadChunk({ group: 10, position: 8, lastSeq: 8, members: MemberSet.of([1]) });
    memory.loadChunk({ group: 10, position: 8, lastSeq: 8, members: MemberSet.of([2_000_000]) });
    expect([...memory.membersOf(10)]).toEqual([1, 2_000_000]);
    const torn = { group: 10, position: 9, lastSeq: 9, members: MemberSet.of([5]) };
    expect(() => memory.loadChunk(torn)).toThrow(expect.objectContaining({ code: 'ROSTER_SNAPSHOT_TORN' }));
    expect([...memory.membersOf(10)]).toEqual([1, 2_000_000]);
  });

  test('starting again forgets', () => {
    const memory = new MembershipMemory();
    memory.apply({ seq: 4, rows: [memberRow(1, { joined: [10] })] });
    memory.startFrom(0);
    expect(listingOf(memory)).toEqual([]);
    expect([...memory.groupNumbers()]).toEqual([]);
    expect(memory.apply({ seq: 1, rows: [memberRow(1, { joined: [20] })] })).toBe(true);
    expect(listingOf(memory)).toEqual(['20: 1']);
  });

  test('another node stored a snapshot of a later moment: changes up to it still count here', () => {
    const memory = new MembershipMemory();
    memory.apply({ seq: 1, rows: [memberRow(1, { joined: [10] })] });
    memory.noteSnapshot(10, 3, 0);
    memory.apply({ seq: 2, rows: [memberRow(2, { joined: [10] })] });
    expect(listingOf(memory)).toEqual(['10: 1 2']);
  });
});
