import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Instant } from '@muster/kernel';
import { evaluate, type RuleObject, type RuleValue } from '@muster/rules';
import { describe, expect, it } from 'vitest';
import { makeWorkload } from '../input/make-workload.ts';
import type { Candidate } from './candidate.ts';
import { type MemoryCandidate, makeCandidate } from './make-candidate.ts';

const workload = makeWorkload({ users: 200, rules: 150, changes: 200 }, Date.parse('2026-06-15T12:00:00Z') as Instant);
const { rules, newRules, changes, now } = workload;

/** The users as the interpreter is to see them, to be changed. */
function copies(): { readonly type: RuleObject['type']; readonly values: Record<string, RuleValue | undefined> }[] {
  return Array.from(workload.users(), ({ type, values }) => ({ type, values: { ...values } }));
}

type Users = ReturnType<typeof copies>;

const selected = (rule: (typeof rules)[number], users: Users) =>
  users.flatMap((user, place) => (evaluate(rule, user, now) ? [place] : []));

async function expectMembers(candidate: Candidate, users: Users): Promise<void> {
  for (const [place, rule] of rules.entries()) {
    expect([...(await candidate.membersOf(place))], rule.text).toEqual(selected(rule, users));
  }
}

/** Peers are no dependencies of Muster: they are tried where the bench has installed them. */
const isInstalled = (name: string) =>
  existsSync(fileURLToPath(new URL(`../peers/node_modules/${name}`, import.meta.url)));
const needs: Readonly<Record<MemoryCandidate, string | undefined>> = {
  ours: undefined,
  closures: undefined,
  roaring: 'roaring-wasm',
  duckdb: '@duckdb/node-api',
  'json-rules-engine': 'json-rules-engine',
};

describe.each(Object.entries(needs) as [MemoryCandidate, string | undefined][])('%s', (name, peer) => {
  it.skipIf(peer !== undefined && !isInstalled(peer))('answers every question as the interpreter does', async () => {
    const candidate = makeCandidate(name);
    const users = copies();
    await candidate.load(workload);
    await candidate.full();
    await expectMembers(candidate, users);
    for (const rule of candidate.countNew === undefined ? [] : newRules) {
      expect(await candidate.countNew!(rule), rule.text).toBe(selected(rule, users).length);
    }
    for (const change of candidate.change === undefined ? [] : changes) {
      await candidate.change!(change);
      users[change.user]!.values[change.name] = change.value;
    }
    await expectMembers(candidate, users);
    for (const [place, user] of users.slice(0, 50).entries()) {
      const groups = rules.flatMap((rule, i) => (evaluate(rule, user, now) ? [i] : []));
      expect(await candidate.groupsOf!(place)).toEqual(groups);
    }
    await candidate.close?.();
  });
});
