import type { ObjectNumber } from '@muster/kernel';
import { type LedgerRow, MemberSet } from '@muster/roster';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { promised } from '../promised.ts';
import { cause } from '../sample-objects.ts';

const everything = { rows: 0, rowsPerMember: 0, age: 0, groups: 1000 };

export function membershipContract(node: () => OpenStore, anotherNode: () => Promise<OpenStore>): void {
  describe('memberships', () => {
    let other: OpenStore;
    beforeAll(async () => {
      other = await anotherNode();
    });

    const take = async <N extends number>(count: N) =>
      (await node().store.write('shared', ({ objects }) => objects.takeNumbers(count))) as ObjectNumber[];
    const append = (...rows: LedgerRow[]) => node().store.write('shared', ({ log }) => log.append(cause, [], rows));
    const memberRow = (member: ObjectNumber, joined: ObjectNumber[], left: ObjectNumber[] = []): LedgerRow => ({
      kind: 'member',
      member,
      joined,
      left,
    });
    const membersOn = (where: OpenStore, group: ObjectNumber) => [...where.memberships.membersOf(group)];

    /** Compacts once the places of rolled-back transactions are known for what they are. */
    const compact = async (where: OpenStore) => {
      await settle(where);
      return where.compact(everything);
    };
    // Open transactions of other test files, anywhere on the server, can delay this.
    const settle = ({ follower }: OpenStore) =>
      vi.waitFor(
        async () => {
          await follower.settleGaps();
          await follower.catchUp();
          expect(follower.memory.position().gaps).toEqual([]);
        },
        { timeout: 10_000, interval: 5 },
      );

    test('are in memory when the write returns, and elsewhere once a session has caught up', async () => {
      const [group, a, b] = await take(3);
      await append(memberRow(a!, [group!]), memberRow(b!, [group!]));
      expect(membersOn(node(), group!)).toEqual([a, b]);
      await other.store.read((session) => session.catchUpMemberships());
      expect(membersOn(other, group!)).toEqual([a, b]);
      await append({ kind: 'group', group: group!, joined: MemberSet.of(), left: MemberSet.of([a!]) });
      await other.store.snapshot(async (session) => {
        await session.catchUpMemberships();
        expect(membersOn(other, group!)).toEqual([b]);
      });
    });

    test('reach other nodes by themselves', async () => {
      const [group, member] = await take(2);
      await append(memberRow(member!, [group!]));
      await vi.waitFor(() => expect(membersOn(other, group!)).toEqual([member]), { timeout: 900, interval: 5 });
    });

    test('a transaction catches up with what others committed before, never with its own rows', async () => {
      const [group, a, b] = await take(3);
      await expect(
        other.store.write('shared', async (session) => {
          await append(memberRow(a!, [group!]));
          await session.catchUpMemberships();
          expect(membersOn(other, group!)).toEqual([a]);
          await session.log.append(cause, [], [memberRow(b!, [group!])]);
          await session.catchUpMemberships();
          expect(membersOn(other, group!)).toEqual([a]);
          throw new Error('rolled back');
        }),
      ).rejects.toThrow('rolled back');
      await other.store.read((session) => session.catchUpMemberships());
      expect(membersOn(other, group!)).toEqual([a]);
    });

    test('little is read by the session that catches up, much by memory, once for all that wait', async () => {
      const quiet = await anotherNode();
      await quiet.follower.stop();
      await settle(quiet);
      const reads = vi.spyOn(quiet.ledgerSource, 'readAfter');
      const catchUp = () => quiet.store.read((session) => session.catchUpMemberships());
      const [group, ...members] = await take(302);
      await catchUp();
      await append(memberRow(members[0]!, [group!]));
      await catchUp();
      expect(reads).not.toHaveBeenCalled();
      expect(membersOn(quiet, group!)).toEqual(members.slice(0, 1));
      for (const member of members.slice(1)) await append(memberRow(member, [group!]));
      await catchUp();
      expect(reads).toHaveBeenCalledOnce();
      expect(membersOn(quiet, group!)).toEqual(members);
    });

    test('a session catches up with what lies in gaps', async () => {
      const quiet = await anotherNode();
      await quiet.follower.stop();
      const [group, early, late] = await take(3);
      const [isPlaced, mayCommit] = [promised<void>(), promised<void>()];
      const slow = node().store.write('shared', async (session) => {
        await session.log.append(cause, [], [memberRow(early!, [group!])]);
        isPlaced.resolve();
        await mayCommit.promise;
      });
      await isPlaced.promise;
      await append(memberRow(late!, [group!]));
      await quiet.store.read((session) => session.catchUpMemberships());
      expect(membersOn(quiet, group!)).toEqual([late]);
      mayCommit.resolve();
      await slow;
      await quiet.store.read((session) => session.catchUpMemberships());
      expect(membersOn(quiet, group!)).toEqual([early, late]);
    });

    test('a restart has them from the ledger, from snapshots, and from both', async () => {
      const [small, large, ...members] = await take(402);
      const firstSeq = await append(memberRow(members[0]!, [small!, large!]));
      await append({ kind: 'group', group: large!, joined: MemberSet.of(members.slice(1)), left: MemberSet.of() });
      const expectAll = async (size: number) => {
        const fresh = await anotherNode();
        expect(membersOn(fresh, small!)).toEqual([members[0]]);
        expect(fresh.memberships.lastSeq(small!)).toBe(firstSeq);
        expect(membersOn(fresh, large!)).toEqual(members.slice(400 - size));
        return fresh;
      };
      await expectAll(400);
      expect(await compact(node())).toBeGreaterThan(0);
      await expectAll(400);
      await append(memberRow(members[0]!, [], [large!]));
      const floor = await node().ledgerSource.readFloor();
      expect(floor).toBeGreaterThan(0);
      const fresh = await expectAll(399);
      // A node that did not write the first snapshots writes newer ones all the same.
      expect(await compact(fresh)).toBeGreaterThan(0);
      expect(await fresh.ledgerSource.readFloor()).toBeGreaterThanOrEqual(floor);
      await expectAll(399);
    });

    test('nodes that compact at once never write twice, and rows that arrive meanwhile stay', async () => {
      const [group, ...members] = await take(41);
      const writing = Promise.all(members.map((member) => append(memberRow(member, [group!]))));
      const written = await Promise.all([node(), other, node(), other].map((each) => each.compact(everything)));
      await writing;
      expect(written.every((count) => count >= 0)).toBe(true);
      await compact(node());
      const fresh = await anotherNode();
      expect(membersOn(fresh, group!)).toEqual(members);
    });

    test('a large change is kept whole', async () => {
      const [group] = await take(1);
      const joined = MemberSet.of(Array.from({ length: 200_000 }, (_, i) => 1_000_000 + 3 * i));
      const rows: LedgerRow[] = Array.from({ length: 6_000 }, (_, i) =>
        memberRow((900_000 + i) as ObjectNumber, [group!]),
      );
      await append({ kind: 'group', group: group!, joined, left: MemberSet.of() }, ...rows);
      await other.store.read((session) => session.catchUpMemberships());
      expect(other.memberships.memberCount(group!)).toBe(206_000);
    });
  });
}
