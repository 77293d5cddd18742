import type { Brake, SignInEvent, StoredFactor } from '@muster/directory';
import { type Instant, newObjectId } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { noon } from '../sample-objects.ts';

const later = (ms: number) => (noon + ms) as Instant;

export function credentialContract(node: () => OpenStore): void {
  describe('credentials', () => {
    const read: OpenStore['store']['read'] = (work) => node().store.read(work);
    const write = <R>(work: Parameters<OpenStore['store']['write']>[1]) =>
      node().store.write('shared', work) as Promise<R>;

    test('a password takes the place of the one before', async () => {
      const user = newObjectId();
      const password = { hash: 'a', mustChange: true, mustChangeWithSecondFactor: true, changedAt: null };
      await write(({ credentials }) => credentials.savePassword(user, password));
      expect(await read(({ credentials }) => credentials.passwordOf(user))).toEqual(password);
      const next = { hash: 'b', mustChange: false, mustChangeWithSecondFactor: false, changedAt: noon };
      await write(({ credentials }) => credentials.savePassword(user, next));
      await write(({ credentials }) => credentials.rehashPassword(user, 'a', 'c'));
      expect(await read(({ credentials }) => credentials.passwordOf(user))).toEqual(next);
      await write(({ credentials }) => credentials.rehashPassword(user, 'b', 'c'));
      expect(await read(({ credentials }) => credentials.passwordOf(user))).toEqual({ ...next, hash: 'c' });
      const other = newObjectId();
      expect(await read(({ credentials }) => credentials.passwordOf(other))).toBeUndefined();
    });

    test('a second factor is confirmed once, used once for each mark, and removed', async () => {
      const userId = newObjectId();
      const factor: StoredFactor = {
        userId,
        id: newObjectId(),
        kind: 'softwareOath',
        displayName: null,
        isConfirmed: false,
        createdAt: noon,
        lastUsedAt: null,
        mark: 0,
        data: { secret: 'S', list: ['a'] },
      };
      const { id } = factor;
      await write(({ credentials }) => credentials.insertFactor(factor));
      expect(await read(({ credentials }) => credentials.factorsOf(userId))).toEqual([factor]);
      const confirm = () => write(({ credentials }) => credentials.confirmFactor(userId, id, 5, later(1)));
      expect([await confirm(), await confirm()]).toEqual([true, false]);
      const confirmed = { ...factor, isConfirmed: true, mark: 5, lastUsedAt: later(1) };
      expect(await read(({ credentials }) => credentials.factorsOf(userId))).toEqual([confirmed]);
      const use = () => write<boolean>(({ credentials }) => credentials.useFactor(confirmed, 6, later(2)));
      const used = await Promise.all([use(), use(), use()]);
      expect(used.filter(Boolean)).toHaveLength(1);
      const remove = () => write(({ credentials }) => credentials.removeFactor(userId, id));
      expect([await remove(), await remove()]).toEqual([true, false]);
    });

    const brake = (key: string, freeTries = 2): Brake => ({
      key,
      freeTries,
      firstDelayMs: 1000,
      longestDelayMs: 3000,
      forgetAfterMs: 60_000,
    });
    const take = (brakes: readonly Brake[], ms: number) =>
      write(({ credentials }) => credentials.takeTry(brakes, later(ms)));
    const allowed = (ms: number) => ({ isAllowed: true, freeAt: later(ms) });
    const held = (ms: number) => ({ isAllowed: false, freeAt: later(ms) });

    test('tries are counted on all brakes or on none, and slowed down', async () => {
      const [a, b] = [brake(`a ${newObjectId()}`), brake(`b ${newObjectId()}`, 0)];
      expect(await take([a], 0)).toEqual(allowed(0));
      expect(await take([a], 1)).toEqual(allowed(1));
      expect(await take([a, b], 2)).toEqual(allowed(1002));
      expect(await take([a, b], 1001)).toEqual(held(1002));
      expect(await take([b, a], 1002)).toEqual(allowed(3002));
      expect(await take([a], 3002)).toEqual(allowed(6002));
      expect(await take([a], 6002)).toEqual(allowed(9002));
      expect(await take([a], 6002)).toEqual(held(9002));
      expect(await take([a], 66_003)).toEqual(allowed(66_003));
    });

    test('a right try is taken back', async () => {
      const [own, shared] = [brake(`source ${newObjectId()}`), brake(`name ${newObjectId()}`)];
      for (const ms of [0, 1]) await take([own, shared], ms);
      expect(await take([own, shared], 2)).toEqual(allowed(1002));
      await write(({ credentials }) => credentials.releaseTry([own.key], [shared]));
      for (const ms of [3, 4]) expect(await take([own], ms)).toEqual(allowed(ms));
      expect(await take([shared], 5)).toEqual(allowed(1005));
    });

    test('many at the same moment are counted one by one', async () => {
      const keys = ['name', 'network', 'source'].map((kind) => brake(`${kind} ${newObjectId()}`));
      const all = await Promise.all(Array.from({ length: 8 }, () => take(keys, 0) as Promise<{ isAllowed: boolean }>));
      expect(all.filter(({ isAllowed }) => isAllowed).length).toBe(3);
    });

    test('the newest networks of a user are familiar', async () => {
      const user = newObjectId();
      const remember = (network: string, ms: number) =>
        write(({ credentials }) => credentials.rememberNetwork(user, network, later(ms), 2));
      for (const [network, ms] of [
        ['a', 0],
        ['b', 1],
        ['a', 2],
        ['c', 3],
      ] as const)
        await remember(network, ms);
      const isFamiliar = (network: string, since = 0) =>
        read(({ credentials }) => credentials.isFamiliar(user, network, later(since)));
      expect([await isFamiliar('a'), await isFamiliar('b'), await isFamiliar('c')]).toEqual([true, false, true]);
      expect([await isFamiliar('a', 2), await isFamiliar('a', 3)]).toEqual([true, false]);
    });

    test('a key is used once, and what is old is forgotten, so much at a time', async () => {
      const key = newObjectId();
      const use = () => write(({ credentials }) => credentials.useOnce(key, later(1000)));
      expect([await use(), await use()]).toEqual([true, false]);
      const user = newObjectId();
      const event = (ms: number): SignInEvent => ({
        id: newObjectId(),
        at: later(ms),
        userId: user,
        userPrincipalName: 'a@b.com',
        clientAddress: '::1',
        method: 'password',
        outcome: 'right',
        details: { userAgent: 'x' },
      });
      const events = [event(3), event(2), event(1)];
      for (const each of events) await write(({ credentials }) => credentials.recordSignIn(each));
      const forget = (ms: number) =>
        write<number>(({ credentials }) => {
          const at = later(ms);
          const ages = { now: at, brakesUnusedSince: at, networksUnusedSince: at, signInsBefore: at };
          return credentials.forgetOld({ ...ages, limit: 1 });
        });
      expect(await forget(-1)).toBe(0);
      let rounds = 0;
      while ((await forget(1_000_000)) > 0) rounds++;
      expect(rounds).toBeGreaterThanOrEqual(3);
      expect(await use()).toBe(true);
    });
  });
}
