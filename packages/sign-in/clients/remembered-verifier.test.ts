import type { Instant } from '@muster/kernel';
import { beforeEach, expect, it } from 'vitest';
import { aSecret, type MemoryVerifier, memoryVerifier } from '../testing/memory-ports.ts';
import { type RememberedVerifier, rememberedVerifier } from './remembered-verifier.ts';

const { hash } = aSecret('right', 0 as Instant);
let now: Instant;
let inner: MemoryVerifier;
let verifier: RememberedVerifier;

beforeEach(() => {
  now = 0 as Instant;
  inner = memoryVerifier();
  verifier = rememberedVerifier(inner, () => now);
});

it('computes a match once in five minutes', async () => {
  for (const at of [0, 1000, 299_999]) {
    now = at as Instant;
    expect(await verifier.verify(hash, 'right')).toBe(true);
  }
  expect(inner.timesAsked()).toBe(1);
  now = 300_000 as Instant;
  expect(await verifier.verify(hash, 'right')).toBe(true);
  expect(inner.timesAsked()).toBe(2);
});

it('computes every mismatch, and never takes one secret or hash for another', async () => {
  await verifier.verify(hash, 'right');
  expect(await verifier.verify(hash, 'wrong')).toBe(false);
  expect(await verifier.verify(hash, 'wrong')).toBe(false);
  expect(await verifier.verify(aSecret('other', now).hash, 'right')).toBe(false);
  expect(inner.timesAsked()).toBe(4);
});

it('computes equal questions that arrive together once', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, () => verifier.verify(hash, 'right')));
  expect(new Set(answers)).toEqual(new Set([true]));
  expect(inner.timesAsked()).toBe(1);
});

it('remembers a thousand matches and forgets the oldest first', async () => {
  const secrets = Array.from({ length: 1001 }, (_, i) => `secret ${i}`);
  for (const secret of secrets) await verifier.verify(aSecret(secret, now).hash, secret);
  await verifier.verify(aSecret('secret 1000', now).hash, 'secret 1000');
  await verifier.verify(aSecret('secret 1', now).hash, 'secret 1');
  expect(inner.timesAsked()).toBe(1001);
  await verifier.verify(aSecret('secret 0', now).hash, 'secret 0');
  expect(inner.timesAsked()).toBe(1002);
});

it('passes a failure on and tries again the next time', async () => {
  let isBroken = true;
  const failing = rememberedVerifier(
    {
      verify: async () => {
        if (isBroken) throw new Error('no memory');
        return true;
      },
    },
    () => now,
  );
  await expect(failing.verify(hash, 'right')).rejects.toThrow('no memory');
  isBroken = false;
  expect(await failing.verify(hash, 'right')).toBe(true);
});

it('knows a secret that has matched long ago, and lets it go before guesses', async () => {
  expect(verifier.hasMatched(hash, 'right')).toBe(false);
  await verifier.verify(hash, 'wrong');
  await verifier.verify(hash, 'right');
  now = 86_400_000 as Instant;
  expect([verifier.hasMatched(hash, 'right'), verifier.hasMatched(hash, 'wrong')]).toEqual([true, false]);
  await verifier.verify(hash, 'right');
  await verifier.verify(hash, 'wrong');
  expect(inner.timesKnown()).toBe(1);
});

it('asks equal questions about several hashes once, with one try', async () => {
  const hashes = [aSecret('other', now).hash, hash];
  let tries = 0;
  const around = (look: () => Promise<boolean>) => {
    tries += 1;
    return look();
  };
  const ask = (who: string) => verifier.firstMatching(hashes, who, 'right', around);
  expect(new Set(await Promise.all(Array.from({ length: 50 }, () => ask('here'))))).toEqual(new Set([hash]));
  expect(tries).toBe(1);
  await Promise.all([ask('here'), ask('there')]);
  expect(tries).toBe(3);
});
