import { MemberSet } from '@muster/roster';
import { Engine } from '../engine/engine.ts';
import type { ValueChange, Workload } from '../input/workload.ts';
import type { Stage } from './stage.ts';

/**
 * Compares the members of all groups, as the directory has them in memory after it has read the whole ledger, with what
 * the engine finds from the workload and the changes that were made. Returns what differs, empty when nothing does.
 */
export async function checkMemberships(
  { directory, people, groups }: Stage,
  workload: Workload,
  changes: readonly ValueChange[],
): Promise<string[]> {
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
  return differences;
}
