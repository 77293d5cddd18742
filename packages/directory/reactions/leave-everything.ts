import type { Change } from '../changes/change.ts';

/** A deleted user or device leaves all its groups, assigned ones too (rule language spec §7.9). */
export async function leaveEverything(change: Change): Promise<void> {
  for (const { before, after } of change.transitions) {
    if (before === null || after !== null) continue;
    await change.catchUp();
    for (const group of change.directory.memberships.groupsOf(before.number)) change.move(group, before.number, false);
  }
}
