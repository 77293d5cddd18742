import type { ObjectId } from '@muster/kernel';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { promised } from '../promised.ts';
import { cause, insertAll, insertIn } from '../sample-objects.ts';

type Signal = ReturnType<typeof promised<void>>;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export function transactionContract(node: () => OpenStore, breakOpenTransactions: () => Promise<void>): void {
  describe('transactions', () => {
    let userId: ObjectId;
    beforeAll(async () => {
      userId = (await insertAll(node().store, 'user', [{ city: '0' }]))[0]!.id;
    });

    test('leave nothing when they throw', async () => {
      const before = await node().store.read(async ({ objects, rules, log }) => ({
        users: await objects.countLive('user'),
        ruleVersion: await rules.ruleVersion(),
        changes: await log.changesAfter(0, 1000),
      }));
      const [group] = await insertAll(node().store, 'group', [{}]);
      const failing = node().store.write('exclusive', async (session) => {
        const [user] = await insertIn(session, 'user', [{ userPrincipalName: 'undone@contoso.com' }]);
        await session.relations.addLink(group!, 'owner', user!);
        await session.rules.registerRule(group!.id);
        const row = { kind: 'member', member: user!.number, joined: [group!.number], left: [] } as const;
        await session.log.append(cause, [], [row]);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      await node().store.read(async ({ objects, relations, rules, log }) => {
        expect(await objects.countLive('user')).toBe(before.users);
        expect(await objects.findByKey('user', 'userPrincipalName', 'undone@contoso.com')).toBeUndefined();
        expect(await relations.linksFrom(group!.id, 'owner')).toEqual([]);
        expect(await rules.ruleVersion()).toBe(before.ruleVersion);
        expect(await log.changesAfter(0, 1000)).toEqual(before.changes);
      });
      expect(node().memberships.memberCount(group!.number)).toBe(0);
    });

    test('that race for one user follow one another', async () => {
      const raise = () =>
        node().store.write('shared', async ({ objects }) => {
          const user = (await objects.lock('user', userId))!;
          await pause(5);
          const city = String(Number(user.properties.city) + 1);
          await objects.update(user, { ...user, properties: { ...user.properties, city } });
        });
      await Promise.all(Array.from({ length: 8 }, raise));
      const user = await node().store.read(({ objects }) => objects.find('user', userId));
      expect(user).toMatchObject({ version: 9, properties: { city: '8' } });
    });

    test('that race for several users follow one another, in whatever order they name them', async () => {
      const created = await insertAll(node().store, 'user', [{}, {}, {}]);
      const ids = created.map(({ id }) => id);
      const touch = (i: number) =>
        node().store.write('shared', async ({ objects }) => {
          const users = await objects.lockUsers(i % 2 === 0 ? ids : [...ids].reverse());
          const jobTitle = `by ${i}`;
          await objects.updateUsers(
            users.map((user) => ({ before: user, after: { ...user, properties: { ...user.properties, jobTitle } } })),
          );
        });
      await Promise.all(Array.from({ length: 20 }, (_, i) => touch(i)));
      const users = await node().store.read(({ objects }) => objects.findMany(ids, ['user']));
      expect(users.map(({ version }) => version)).toEqual([21, 21, 21]);
    });

    test('with the shared key run together; the exclusive key waits for them and keeps others out', async () => {
      const [isInside, mayEnd] = [promised<void>(), promised<void>()];
      const events: string[] = [];
      const shared = node().store.write('shared', async () => {
        isInside.resolve();
        await mayEnd.promise;
        events.push('shared ends');
      });
      await isInside.promise;
      await node().store.write('shared', async () => void events.push('another shared'));
      const exclusive = node().store.write('exclusive', async () => {
        events.push('exclusive');
        await pause(30);
        events.push('exclusive ends');
      });
      await pause(30);
      const last = node().store.write('shared', async () => void events.push('last'));
      await pause(30);
      mayEnd.resolve();
      await Promise.all([shared, exclusive, last]);
      expect(events).toEqual(['another shared', 'shared ends', 'exclusive', 'exclusive ends', 'last']);
    });

    test('that block each other are run again', async () => {
      const [a, b] = await insertAll(node().store, 'user', [{}, {}]);
      let attempts = 0;
      const lockBoth = (first: typeof a, second: typeof a, other: Signal, own: Signal) =>
        node().store.write('shared', async ({ objects }) => {
          attempts++;
          await objects.lock('user', first!.id);
          own.resolve();
          await other.promise;
          await objects.lock('user', second!.id);
        });
      const [x, y] = [promised<void>(), promised<void>()];
      await Promise.all([lockBoth(a, b, x, y), lockBoth(b, a, y, x)]);
      // The database breaks a deadlock by ending one of the two; when both notice it at once, it ends both.
      expect([3, 4]).toContain(attempts);
    });

    test('that keep colliding end with an error that says so', async () => {
      let attempts = 0;
      const collision = Object.assign(new Error('deadlock detected'), { code: '40P01' });
      const failing = node().store.write('shared', async () => {
        attempts++;
        throw collision;
      });
      await expect(failing).rejects.toMatchObject({ code: 'STORE_BUSY', status: 503 });
      expect(attempts).toBe(4);
    });

    test('whose connection breaks fail, and the next ones get another connection', async () => {
      for (const isIdle of [true, false]) {
        const broken = node().store.write('shared', async (session) => {
          await insertIn(session, 'user', [{}]);
          await breakOpenTransactions();
          if (isIdle) await pause(20);
          await session.objects.countLive('user');
        });
        await expect(broken).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', status: 503 });
        await expect(insertAll(node().store, 'user', [{}])).resolves.toHaveLength(1);
      }
    });

    test('a snapshot does not see what is committed while it lasts; other reads do', async () => {
      await node().store.snapshot(async (snapshot) => {
        const before = await snapshot.objects.countLive('application');
        await insertAll(node().store, 'application', [{}]);
        expect(await snapshot.objects.countLive('application')).toBe(before);
        await node().store.read(async ({ objects }) => {
          expect(await objects.countLive('application')).toBe(before + 1);
        });
      });
    });

    test('many at once, more than there are connections, all finish', async () => {
      const work = Array.from({ length: 40 }, () =>
        node().store.write('shared', async (session) => {
          await insertIn(session, 'user', [{}]);
          await session.catchUpMemberships();
          await session.log.append(cause, [], []);
        }),
      );
      await expect(Promise.all(work)).resolves.toHaveLength(40);
    });
  });
}
