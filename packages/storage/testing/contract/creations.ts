import { type Instant, newObjectId } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { noon } from '../sample-objects.ts';

const later = (ms: number) => (noon + ms) as Instant;

export function creationContract(node: () => OpenStore): void {
  describe('creations', () => {
    const write = <R>(work: Parameters<OpenStore['store']['write']>[1]) =>
      node().store.write('shared', work) as Promise<R>;
    const count = (creator: ReturnType<typeof newObjectId>, since = noon, limit = 10) =>
      node().store.read(({ creations }) => creations.countCreations(creator, since, limit));

    test('are counted by creator, no further than asked, those that are there and those that are gone', async () => {
      const [creator, other] = [newObjectId(), newObjectId()];
      const made = Array.from({ length: 4 }, () => newObjectId());
      for (const id of made) await write(({ creations }) => creations.insertCreation(creator, id));
      await write(({ creations }) => creations.insertCreation(other, newObjectId()));
      expect(await count(creator)).toEqual({ present: 4, purged: 0 });
      expect(await count(creator, noon, 3)).toEqual({ present: 3, purged: 0 });
      await write(({ creations }) => creations.notePurged(made.slice(0, 2), later(5)));
      expect(await count(creator)).toEqual({ present: 2, purged: 2 });
      expect(await count(creator, later(5))).toEqual({ present: 2, purged: 0 });
      expect(await count(other)).toEqual({ present: 1, purged: 0 });
    });

    test('are forgotten when they are gone for long, and with their creator', async () => {
      const creator = newObjectId();
      const made = Array.from({ length: 3 }, () => newObjectId());
      for (const id of made) await write(({ creations }) => creations.insertCreation(creator, id));
      await write(({ creations }) => creations.notePurged(made.slice(0, 2), later(-10_000)));
      const forget = () => write<number>(({ creations }) => creations.forgetPurged(later(-9_000), 1));
      expect([await forget(), await forget(), await forget()]).toEqual([1, 1, 0]);
      expect(await count(creator, later(-20_000))).toEqual({ present: 1, purged: 0 });
      await write(({ creations }) => creations.notePurged([creator], noon));
      expect(await count(creator)).toEqual({ present: 0, purged: 0 });
    });
  });
}
