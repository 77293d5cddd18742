import type { Instant } from '@muster/kernel';
import { evaluate } from '@muster/rules';
import { type FreshDatabase, freshDatabase } from '@muster/storage/testing/fresh-database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeWorkload } from '../input/make-workload.ts';
import { PostgresPeer } from './postgres-peer.ts';

const now = Date.parse('2026-06-15T12:00:00Z') as Instant;
const workload = makeWorkload({ users: 200, rules: 150, changes: 100 }, now);

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database?.drop());

it('stores the members that the interpreter finds, and keeps them right', async () => {
  const users = Array.from(workload.users(), ({ type, values }) => ({ type, values: { ...values } }));
  const peer = await PostgresPeer.open(database.url, 2, workload);
  const expectMembers = async () => {
    for (const [place, rule] of workload.rules.entries()) {
      const selected = users.flatMap((user, i) => (evaluate(rule, user, now) ? [i] : []));
      expect(await peer.membersOf(place), rule.text).toEqual(selected);
    }
  };
  try {
    await peer.load();
    await peer.full();
    await expectMembers();
    for (const change of workload.changes) {
      await peer.change(change);
      users[change.user]!.values[change.name] = change.value;
    }
    await expectMembers();
    expect(await peer.memberBytes()).toBeGreaterThan(0);
  } finally {
    await peer.close();
  }
});
