import type { Directory } from '@muster/directory';

/**
 * Ends the leases that a worker holds on unfinished passes, so that whoever looks next goes on with them at once
 * instead of waiting for the leases to run out. Two statements and one for each unfinished pass.
 */
export async function letGoOfPasses(directory: Directory, worker: string): Promise<void> {
  await directory.store.write('shared', async ({ rules }) => {
    const groups = (await rules.rulesSince(0)).filter((rule) => rule.isActive).map((rule) => rule.groupId);
    const passes = groups.length === 0 ? [] : (await rules.passes(groups)).values();
    for (const { groupId, ruleVersion, status } of passes) {
      if (status !== 'NotStarted' && status !== 'Running') continue;
      await rules.renewLease(groupId, ruleVersion, worker, directory.clock());
    }
  });
}
