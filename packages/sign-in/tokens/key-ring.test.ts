import type { Instant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import type { StoredSigningKey } from '../ports.ts';
import { memorySigningKeys } from '../testing/memory-ports.ts';
import { keyRing, rotatedKeys, withNewKey } from './key-ring.ts';

const day = 86_400_000;
const at = (days: number) => (days * day) as Instant;

describe('signing keys', () => {
  it('come a day before they sign, sign for ninety days, and stay two days more', async () => {
    const stored: StoredSigningKey[] = [];
    let now = at(0);
    const store = memorySigningKeys(stored);
    const ring = await keyRing(store, () => now);
    const first = ring.current.signingKid;
    const step = async (days: number) => {
      now = at(days);
      await store.change((keys) => rotatedKeys(keys, now));
      await ring.refresh();
      return { kids: ring.current.privateJwks.map(({ kid }) => kid), signing: ring.current.signingKid };
    };
    expect((await step(88)).kids).toEqual([first]);
    const announced = await step(89);
    expect([announced.kids.length, announced.signing]).toEqual([2, first]);
    expect(await step(89.5)).toEqual(announced);
    const second = announced.kids.find((kid) => kid !== first)!;
    expect(await step(90)).toEqual({ kids: [second, first], signing: second });
    expect((await step(91.9)).kids).toEqual([second, first]);
    expect((await step(92)).kids).toEqual([second]);
  });

  it('are the same list when nothing is to do', async () => {
    const keys = await withNewKey([], at(0), true);
    expect(await rotatedKeys(keys, at(5))).toBe(keys);
  });

  it('are made before their time: announced, or urgently in the place of all others', async () => {
    const keys = await withNewKey([], at(0), true);
    const calm = await withNewKey(keys, at(1), false);
    expect(calm.map(({ signsFrom }) => signsFrom)).toEqual([at(2), at(0)]);
    const urgent = await withNewKey(keys, at(1), true);
    expect(urgent.map(({ signsFrom }) => signsFrom)).toEqual([at(1)]);
  });

  it('that other nodes made are taken over', async () => {
    const store = memorySigningKeys();
    const [one, other] = [await keyRing(store, () => at(3)), await keyRing(store, () => at(3))];
    await store.change((keys) => withNewKey(keys, at(3), true));
    expect([await one.refresh(), await one.refresh(), await other.refresh()]).toEqual([true, false, true]);
    expect(one.current.signingKid).toBe(other.current.signingKid);
  });
});
