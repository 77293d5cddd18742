import { MemberSet } from '@muster/roster';
import { Engine } from '../engine/engine.ts';
import type { ValueChange, Workload } from '../input/workload.ts';
import type { PreviewedRule, Stage } from './stage.ts';

/** What differs, empty when nothing does; and how many users each new rule selects. */
export interface Checked {
  readonly differences: readonly string[];
  readonly previewed: readonly PreviewedRule[];
}

/**
 * Compares the members of all groups, as the directory has them in memory after it has read the whole ledger, with what
 * the engine finds from the workload and the changes that were made.
 */
export async function checkMemberships(
  { directory, people, groups }: Stage,
  workload: Workload,
  changes: readonly ValueChange[],
): Promise<Checked> {
  await directory.store.read((session) => session.catchUpMemberships());
  const engine = new Engine(workload.now);
  for (const user of workload.users()) engine.addUser(user);
  engine.setRules([]);
  for (const { user, name, value } of changes) engine.change(user, name, value);
  const differences: string[] = [];
  for (const [place, rule] of workload.rules.entries()) {
    const expected = MemberSet.of(
      engine
        .membersBy(rule)
        .toArray()
        .map((number) => people[number - 1]!.number),
    );
    const found = directory.memberships.membersOf(groups[place]!.number);
    if (!expected.equals(found)) differences.push(`${found.size} members for ${expected.size}: ${rule.text}`);
  }
  return { differences, previewed: workload.newRules.map((rule) => ({ rule, count: engine.count(rule) })) };
}
