import type { Fact, LoggedChange } from '@muster/directory';
import { newObjectId, type ObjectNumber } from '@muster/kernel';
import { type GroupRow, type LedgerRow, MemberSet } from '@muster/roster';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { promised } from '../promised.ts';
import { cause, insertIn } from '../sample-objects.ts';
import type { TestDirectory } from '../test-store.ts';

const fact = (objectId: string, action: Fact['action'] = 'update'): Fact => ({
  objectType: 'user',
  objectId,
  objectNumber: 7 as ObjectNumber,
  action,
  changes: { city: ['Á', null], otherMails: [[], ['a@x.com']] },
});

interface OpenChange {
  readonly seq: number;
  commit(): Promise<void>;
  rollBack(): Promise<void>;
}

/** A transaction that has taken its place in the log and stays open until told how to end. */
async function openChange(node: OpenStore): Promise<OpenChange> {
  const { promise: outcome, resolve: end } = promised<boolean>();
  const { promise: place, resolve: placed } = promised<number>();
  const done = node.store
    .write('shared', async ({ log }) => {
      placed(await log.append(cause, [], []));
      if (!(await outcome)) throw new Error('rolled back');
    })
    .catch(() => undefined);
  const finish = async (commits: boolean) => {
    end(commits);
    await done;
  };
  return { seq: await place, commit: () => finish(true), rollBack: () => finish(false) };
}

/** @param makeDirectory one that nobody else uses: ids and places are to be in the order that the tests make. */
export function changeLogContract(makeDirectory: () => Promise<TestDirectory>): void {
  describe('the change log', () => {
    let directory: TestDirectory;
    let opened: OpenStore;
    beforeAll(async () => {
      directory = await makeDirectory();
      opened = await directory.open();
    });
    afterAll(() => directory?.drop());
    const node = () => opened;
    const anotherNode = () => directory.open();

    let start: number;
    const write = (facts: readonly Fact[] = []) =>
      node().store.write('shared', ({ log }) => log.append(cause, facts, []));
    const after = (position: number, limit = 100, reader = node()) =>
      reader.store.read(({ log }) => log.changesAfter(position, limit));
    const seqs = (changes: readonly LoggedChange[]) => changes.map(({ seq }) => seq);

    const begun: OpenChange[] = [];
    const begin = async () => {
      const change = await openChange(node());
      begun.push(change);
      return change;
    };
    afterEach(() => Promise.all(begun.splice(0).map((change) => change.rollBack())));

    /** Soon: an open transaction of another test file, anywhere on the server, can hold a reader up for a moment. */
    const expectSoon = (expected: readonly number[], reader = node()) =>
      vi.waitFor(async () => expect(seqs(await after(start, 100, reader))).toEqual(expected), { timeout: 10_000 });

    /** Every test begins behind a change that everybody can see. */
    beforeEach(async () => {
      start = await write();
    });

    test('is not misled by transaction ids that are in another order than places', async () => {
      // The later id holds the lower place, and is above every id that has ended: no other test ran here before, and no
      // follower has asked for ids.
      const { promise: mayAppend, resolve: append } = promised<void>();
      const { promise: hasId, resolve: gotId } = promised<void>();
      const early = node().store.write('shared', async (session) => {
        await insertIn(session, 'user', [{}]);
        gotId();
        await mayAppend;
        return session.log.append(cause, [], []);
      });
      await hasId;
      const open = await begin();
      append();
      const next = await early;
      expect(next).toBe(open.seq + 1);
      for (let i = 0; i < 3; i++) expect(await after(start)).toEqual([]);
      await open.commit();
      expect(seqs(await after(start))).toEqual([open.seq, next]);
    });

    test('gives facts as they were written, in order, a page at a time', async () => {
      const id = newObjectId();
      const first = await write([fact(id, 'create'), fact(newObjectId())]);
      const second = await write();
      const third = await node().store.write('shared', ({ log }) =>
        log.append({ ...cause, actor: { kind: 'application', id, name: 'app' }, requestId: 'r' }, [fact(id)], []),
      );
      const changes = await after(start);
      expect(seqs(changes)).toEqual([first, second, third]);
      expect(changes[0]).toEqual({ seq: first, cause, facts: [fact(id, 'create'), expect.anything()] });
      expect(changes[1]).toEqual({ seq: second, cause, facts: [] });
      expect(changes[2]?.cause).toEqual({ ...cause, actor: { kind: 'application', id, name: 'app' }, requestId: 'r' });
      expect(seqs(await after(start, 2))).toEqual([first, second]);
      expect(seqs(await after(second, 2))).toEqual([third]);
      await node().store.read(async ({ log }) => {
        expect(await log.change(second)).toEqual(changes[1]);
        expect(await log.change(third + 1000)).toBeUndefined();
        expect(await log.timesOf([second, third + 1000])).toEqual(new Map([[second, cause.at]]));
        expect((await log.lastChangeOf(id, 'create'))?.seq).toBe(first);
        expect((await log.lastChangeOf(id, 'update'))?.seq).toBe(third);
        expect(await log.lastChangeOf(id, 'purge')).toBeUndefined();
      });
    });

    test('gives changes that share a transaction places of their own, in order', async () => {
      const numbers = (await node().store.write('shared', ({ objects }) => objects.takeNumbers(3))) as ObjectNumber[];
      const [group, one, two] = numbers as [ObjectNumber, ObjectNumber, ObjectNumber];
      const row = (member: ObjectNumber): LedgerRow => ({ kind: 'member', member, joined: [group], left: [] });
      const another = { ...cause, operation: 'another', requestId: 'of another' };
      const ids = [newObjectId(), newObjectId(), newObjectId()] as const;
      const entries = [
        { cause, facts: [fact(ids[0]), fact(ids[1], 'delete')], rows: [row(one)] },
        { cause: another, facts: [], rows: [] },
        { cause: another, facts: [fact(ids[2])], rows: [row(two), row(group)] },
      ];
      const places = await node().store.write('shared', async ({ log }) => {
        const taken = log.appendAll(entries);
        // They are its own, and not there before the commit.
        expect((await log.changesAfter(start, 100)).length).toBe(0);
        expect(await log.head()).toBe(start);
        return taken;
      });
      expect(places.length).toBe(3);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
      const changes = await after(start);
      expect(changes.map(({ seq, ...rest }) => [seq, rest.cause, rest.facts])).toEqual(
        entries.map((entry, i) => [places[i], entry.cause, entry.facts]),
      );
      const rows = await node().store.read(({ log }) => Promise.all(places.map((seq) => log.ledgerRowsOf(seq))));
      expect(rows).toEqual(entries.map((entry) => entry.rows));
      expect([...node().memberships.membersOf(group)]).toEqual([one, two, group].sort((a, b) => a - b));
    });

    test('holds back what follows an open transaction until that commits', async () => {
      const open = await begin();
      const next = await write();
      expect(open.seq).toBeLessThan(next);
      for (let i = 0; i < 3; i++) expect(await after(start)).toEqual([]);
      await open.commit();
      expect(seqs(await after(start))).toEqual([open.seq, next]);
    });

    test('steps over a transaction that was rolled back', async () => {
      const open = await begin();
      const next = await write();
      expect(await after(start)).toEqual([]);
      await open.rollBack();
      await expectSoon([next]);
      expect(seqs(await after(start))).toEqual([next]);
    });

    test('a node that starts later steps over old gaps, and waits while it cannot tell', async () => {
      const gone = await begin();
      await gone.rollBack();
      const first = await write();
      await expectSoon([first], await anotherNode());
      const open = await begin();
      const last = await write();
      const fresh = await anotherNode();
      // The gap might belong to the transaction that is open now.
      expect(await after(start, 100, fresh)).toEqual([]);
      expect(await after(first, 100, fresh)).toEqual([]);
      await open.commit();
      await expectSoon([first, open.seq, last], fresh);
    });

    test('a reader beside many writers, some of whom give up, gets every change once and in order', async () => {
      const reader = await anotherNode();
      let isWriting = true;
      const committed: number[] = [];
      const writers = Array.from({ length: 6 }, async (_, writer) => {
        for (let i = 0; i < 25; i++) {
          const outcome = await node()
            .store.write('shared', async (session) => {
              if ((i + writer) % 3 === 0) await insertIn(session, 'device', [{}]);
              const seq = await session.log.append(cause, [], []);
              if ((i + writer) % 5 === 0) throw new Error('rolled back');
              return seq;
            })
            .catch(() => undefined);
          if (outcome !== undefined) committed.push(outcome);
        }
      });
      const done = Promise.all(writers).then(() => {
        isWriting = false;
      });
      const read: number[] = [];
      for (let isLast = false; !isLast; ) {
        isLast = !isWriting;
        read.push(...seqs(await after(read.at(-1) ?? start, 7, reader)));
        if (isLast && read.length < committed.length) isLast = false;
      }
      await done;
      expect(read).toEqual(committed.sort((a, b) => a - b));
    });

    test('tells how a member came into a group and left it, and by which change', async () => {
      const numbers = (await node().store.write('shared', ({ objects }) => objects.takeNumbers(3))) as ObjectNumber[];
      const [group, other, member] = numbers as [ObjectNumber, ObjectNumber, ObjectNumber];
      const append = (row: LedgerRow) => node().store.write('shared', ({ log }) => log.append(cause, [], [row]));
      const joined = await append({ kind: 'member', member, joined: [group, other], left: [] });
      await append({ kind: 'member', member, joined: [], left: [other] });
      await append({ kind: 'group', group, joined: MemberSet.of([other]), left: MemberSet.of() });
      const left = await append({ kind: 'group', group, joined: MemberSet.of(), left: MemberSet.of([member, other]) });
      const range = { from: 1, to: left, order: 'oldest', limit: 10 } as const;
      const moves = await node().store.read(({ history }) => history.moves({ group, member }, range));
      expect(moves.map(({ seq, joined: isJoin }) => [seq, isJoin])).toEqual([
        [joined, true],
        [left, false],
      ]);
      const [row, ...others] = await node().store.read(({ log }) => log.ledgerRowsOf(left));
      expect(others).toEqual([]);
      expect(row).toMatchObject({ kind: 'group', group });
      expect([...(row as GroupRow).left]).toEqual([other, member].sort((a, b) => a - b));
    });
  });
}
