// One file: each case needs the same small ledger and follower, and reads best beside the others.
import { describe, expect, test } from 'vitest';
import { snapshotOf } from '../compaction/snapshot-of.ts';
import type { LedgerChange } from '../memberships/ledger-change.ts';
import { groupRow, memberRow } from '../testing/ledger-rows.ts';
import { ManualTimer, quiet } from '../testing/manual-timer.ts';
import { listingOf, naiveListing } from '../testing/naive-memberships.ts';
import { SimulatedLedger } from '../testing/simulated-ledger.ts';
import { LedgerFollower } from './ledger-follower.ts';

function aFollower(source: SimulatedLedger, pageSize = 100) {
  const manual = new ManualTimer();
  const errors: unknown[] = [];
  const onError = (error: unknown) => errors.push(error);
  const options = { source, onError, timer: manual.timer, pollIntervalMs: 100, pageSize };
  return { follower: new LedgerFollower(options), manual, errors };
}

async function aLoaded(source: SimulatedLedger, pageSize?: number) {
  const made = aFollower(source, pageSize);
  await made.follower.load();
  return made;
}

const joins = (member: number, ...groups: number[]) => memberRow(member, { joined: groups });
const code = (name: string) => expect.objectContaining({ code: name });

/** A promise that holds the answers of the ledger back until it is let go. */
function heldBack(ledger: SimulatedLedger): () => void {
  let release: () => void = () => {};
  ledger.gate = new Promise((resolve) => {
    release = resolve;
  });
  return release;
}

describe('loading', () => {
  test('snapshots of different moments, and the ledger after them, in pages', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    const store = (group: number) => ledger.store(snapshotOf(follower.memory, group, 2)!);
    ledger.write(joins(1, 10, 20), joins(2, 10), joins(7, 20));
    await follower.catchUp();
    store(10);
    ledger.write(groupRow(20, { left: [1], joined: [3, 4] }), joins(1, 30));
    await follower.catchUp();
    store(20);
    store(30);
    ledger.storeFloor(2);
    ledger.write(memberRow(7, { left: [20], joined: [10] }));
    ledger.write(joins(9, 40));
    const { follower: restarted } = await aLoaded(ledger, 1);
    expect(listingOf(restarted.memory)).toEqual(['10: 1 2 7', '20: 3 4', '30: 1', '40: 9']);
    expect(listingOf(restarted.memory)).toEqual(naiveListing(ledger.committed));
    expect(restarted.memory.position()).toEqual({ watermark: 4, highest: 4, gaps: [] });
  });

  test('nothing is read, and own changes wait, until it has ended', async () => {
    const ledger = new SimulatedLedger();
    const { follower: earlier } = await aLoaded(ledger);
    earlier.applyOwn(ledger.write(joins(7, 10)));
    ledger.store(snapshotOf(earlier.memory, 10)!);
    const { follower } = aFollower(ledger);
    await expect(follower.catchUp()).rejects.toThrow(code('ROSTER_NOT_LOADED'));
    await expect(follower.readAt()).rejects.toThrow(code('ROSTER_NOT_LOADED'));
    await expect(follower.reach(1)).rejects.toThrow(code('ROSTER_NOT_LOADED'));
    const release = heldBack(ledger);
    const loading = follower.load();
    await quiet();
    const own = ledger.write(joins(1, 10));
    follower.applyOwn(own);
    expect(follower.isLoaded).toBe(false);
    release();
    await loading;
    expect(follower.isLoaded).toBe(true);
    await follower.reach(own.seq);
    expect(listingOf(await follower.readAt())).toEqual(['10: 1 7']);
  });

  test('a failed load starts over when called again; calls share one load', async () => {
    const ledger = new SimulatedLedger();
    ledger.write(joins(1, 10));
    const { follower } = aFollower(ledger);
    ledger.failure = new Error('gone');
    await expect(follower.load()).rejects.toThrow('gone');
    await Promise.all([follower.load(), follower.load()]);
    await follower.load();
    expect(ledger.readCount).toBe(1);
    expect(listingOf(follower.memory)).toEqual(['10: 1']);
  });

  test('a load that failed among the snapshots leaves nothing behind', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    ledger.write(joins(1, 10));
    await follower.catchUp();
    ledger.store(snapshotOf(follower.memory, 10)!);
    const { follower: restarted } = aFollower(ledger);
    ledger.store({ group: 11, position: 1, lastSeq: 1, rowCount: 0, chunks: [{ chunk: 0, bytes: Uint8Array.of(9) }] });
    await expect(restarted.load()).rejects.toThrow(code('ROSTER_PACKED_SET_DAMAGED'));
    ledger.store({ ...snapshotOf(follower.memory, 11)!, position: 2 });
    await restarted.load();
    expect(listingOf(restarted.memory)).toEqual(['10: 1']);
  });
});

describe('reading', () => {
  test('catching up takes in everything visible when it was called, in pages', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger, 2);
    for (let member = 1; member <= 7; member++) ledger.write(joins(member, 10));
    await follower.catchUp();
    expect(follower.memory.memberCount(10)).toBe(7);
  });

  test('a steady writer does not keep a reader for ever', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger, 1);
    for (let member = 1; member <= 3; member++) ledger.write(joins(member, 10));
    follower.onApplied(() => ledger.write(joins(100 + ledger.committed.length, 10)));
    await follower.catchUp();
    expect(follower.memory.membersOf(10).page(0, 3)).toEqual([1, 2, 3]);
    expect(follower.memory.memberCount(10)).toBe(3);
  });

  test('a read that began earlier does not serve a caller who came later', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    const release = heldBack(ledger);
    const early = follower.catchUp();
    await quiet();
    ledger.write(joins(1, 10));
    const late = Promise.all([follower.catchUp(), follower.readAt(), follower.reach(1)]);
    release();
    await early;
    expect(follower.memory.has(10, 1), 'the early read had looked before the write').toBe(false);
    await late;
    expect(follower.memory.has(10, 1)).toBe(true);
    expect(ledger.readCount, 'load, early, and one for all late ones').toBe(3);
  });

  test('a reader never waits for the open transaction of a stranger, and gets it once it commits', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    const stranger = ledger.begin();
    stranger.takeSeq();
    ledger.write(joins(2, 10));
    expect([...(await follower.readAt(2)).membersOf(10)]).toEqual([2]);
    stranger.commit([joins(1, 10)]);
    expect([...(await follower.readAt(2)).membersOf(10)]).toEqual([1, 2]);
  });

  test('a head that memory is known to have costs no read', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    ledger.write(joins(1, 10));
    await follower.readAt(1);
    await follower.readAt(1);
    await follower.reach(1);
    expect(ledger.readCount).toBe(2);
  });

  test('own changes need no read, and changes of others with lower numbers go under them', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    ledger.write(joins(1, 10));
    const own = ledger.write(memberRow(1, { left: [10], joined: [20] }));
    follower.applyOwn(own);
    follower.applyOwn(own);
    await follower.reach(own.seq);
    expect(ledger.readCount).toBe(1);
    await follower.catchUp();
    expect(listingOf(follower.memory)).toEqual(['20: 1']);
  });

  test('a change that has not committed is not waited for', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    const seq = ledger.begin().takeSeq();
    await expect(follower.reach(seq)).rejects.toThrow(code('ROSTER_SEQ_NOT_VISIBLE'));
  });

  test('a failed read fails its callers, and the next one reads again', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    ledger.write(joins(1, 10));
    ledger.failure = new Error('gone');
    await expect(follower.catchUp()).rejects.toThrow('gone');
    await follower.catchUp();
    expect(follower.memory.has(10, 1)).toBe(true);
  });
});

describe('gaps', () => {
  async function settled(follower: LedgerFollower, rounds = 3) {
    for (let i = 0; i < rounds; i++) {
      await follower.catchUp();
      await follower.settleGaps();
    }
  }

  test('of a rolled back transaction close, and only then', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    const doomed = ledger.begin();
    doomed.takeSeq();
    ledger.write(joins(1, 10));
    await settled(follower);
    expect(follower.memory.position()).toEqual({ watermark: 0, highest: 2, gaps: [{ from: 1, to: 1 }] });
    doomed.rollback();
    await follower.catchUp();
    expect(follower.memory.position()).toEqual({ watermark: 2, highest: 2, gaps: [] });
    await settled(follower);
    expect(ledger.horizonCount, 'transaction ids are not wasted').toBe(1);
  });

  test('stay open for a transaction whose id lies above the end of the snapshot', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger);
    const [higher, lower] = [ledger.begin(), ledger.begin()];
    lower.takeSeq();
    higher.commit([joins(2, 10)]);
    await settled(follower, 5);
    lower.commit([joins(1, 10)]);
    await follower.catchUp();
    expect([...follower.memory.membersOf(10)]).toEqual([1, 2]);
  });

  test('close a page at a time when there is more to read than a page', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = await aLoaded(ledger, 2);
    const doomed = [ledger.begin(), ledger.begin()];
    doomed[0]!.takeSeq();
    ledger.write(joins(1, 10));
    doomed[1]!.takeSeq();
    ledger.write(joins(2, 10));
    await settled(follower);
    for (const transaction of doomed) transaction.rollback();
    for (let member = 3; member < 9; member++) ledger.write(joins(member, 10));
    await settled(follower);
    expect(follower.memory.position()).toEqual({ watermark: 10, highest: 10, gaps: [] });
    expect(follower.memory.memberCount(10)).toBe(8);
  });
});

describe('listening', () => {
  test('every change after loading is told once, with those applied out of order', async () => {
    const ledger = new SimulatedLedger();
    ledger.write(joins(1, 10));
    const { follower, errors } = await aLoaded(ledger);
    const told: number[] = [];
    follower.onApplied(() => {
      throw new Error('listener broken');
    });
    const stop = follower.onApplied((change: LedgerChange) => told.push(change.seq));
    const late = ledger.begin();
    late.takeSeq();
    follower.applyOwn(ledger.write(joins(2, 10)));
    await follower.catchUp();
    late.commit([]);
    await follower.catchUp();
    expect(told).toEqual([3, 2]);
    expect(errors.map(String)).toEqual(['Error: listener broken', 'Error: listener broken']);
    stop();
    ledger.write(joins(3, 10));
    await follower.catchUp();
    expect(told).toEqual([3, 2]);
  });
});

describe('polling', () => {
  test('loads, follows without being woken, and settles gaps', async () => {
    const ledger = new SimulatedLedger();
    const { follower, manual, errors } = aFollower(ledger);
    follower.start();
    await quiet();
    expect(follower.isLoaded).toBe(true);
    const doomed = ledger.begin();
    doomed.takeSeq();
    doomed.rollback();
    ledger.write(joins(1, 10));
    await manual.pass();
    expect(follower.memory.has(10, 1)).toBe(true);
    await manual.pass();
    await manual.pass();
    expect(follower.memory.position().watermark).toBe(2);
    await follower.stop();
    expect(errors).toEqual([]);
    expect(manual.isSet).toBe(false);
  });

  test('a wake-up reads at once, until stopped', async () => {
    const ledger = new SimulatedLedger();
    const { follower } = aFollower(ledger);
    const wakers = new Set<() => void>();
    follower.start({
      wake: (wake) => {
        wakers.add(wake);
        return () => wakers.delete(wake);
      },
    });
    await quiet();
    ledger.write(joins(1, 10));
    for (const wake of wakers) wake();
    await quiet();
    expect(follower.memory.has(10, 1)).toBe(true);
    await follower.stop();
    expect(wakers.size).toBe(0);
  });

  test('failures are reported and retried, while loading and after', async () => {
    const ledger = new SimulatedLedger();
    const { follower, manual, errors } = aFollower(ledger);
    ledger.failure = new Error('load');
    follower.start();
    await quiet();
    expect(follower.isLoaded).toBe(false);
    await manual.pass();
    expect(follower.isLoaded).toBe(true);
    ledger.failure = new Error('read');
    await manual.pass();
    ledger.write(joins(1, 10));
    await manual.pass();
    expect(follower.memory.has(10, 1)).toBe(true);
    expect(errors.map(String)).toEqual(['Error: load', 'Error: read']);
    expect(manual.delays).toEqual([200, 100, 200, 100]);
    await follower.stop();
  });
});
