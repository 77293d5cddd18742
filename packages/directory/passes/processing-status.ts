import { formatInstant, type Instant } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { isRuleActive } from '../groups/group-kind.ts';
import type { DirectoryObject, Group, PropertyValue } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { HeldPass, Pass } from '../ports/rule-store.ts';
import { progressOf } from './pass-progress.ts';

/**
 * The groups with `membershipRuleProcessingStatus` filled in; two statements for any number of them. Null for groups
 * that are not rule-based and for paused ones.
 *
 * @see rule language spec §7.2
 */
export async function withProcessingStatus(
  directory: Directory,
  session: ReadSession,
  groups: readonly DirectoryObject[],
): Promise<readonly DirectoryObject[]> {
  const ruled = groups.filter((group) => group.type === 'group' && isRuleActive(group.properties));
  if (ruled.length === 0) return groups.map((group) => withStatus(group, null));
  const passes = await session.rules.passes(ruled.map((group) => group.id));
  await session.catchUpMemberships();
  const lastSeq = new Map(ruled.map((group) => [group.id, directory.memberships.lastSeq(group.number)]));
  const times = await session.log.timesOf([...lastSeq.values()]);
  return groups.map((group) => {
    const pass = lastSeq.has(group.id) ? passes.get(group.id) : undefined;
    if (pass === undefined) return withStatus(group, null);
    const lastMembershipUpdated = times.get(lastSeq.get(group.id)!) ?? null;
    return withStatus(group, { ...statusOf(pass, directory.clock()), lastMembershipUpdated });
  });
}

function statusOf(pass: Pass, now: Instant): Readonly<Record<string, PropertyValue>> {
  const { status, errorMessage, done, total, joined, left, held } = pass;
  const progress = progressOf(pass, now);
  const shown = {
    status,
    errorMessage: held === null ? errorMessage : heldMessage(held),
    doneCount: done,
    totalCount: total,
    joinedCount: joined,
    leftCount: left,
    countPerSecond: progress.countPerSecond,
    estimatedCompletionDateTime: progress.estimatedCompletion,
    isApprovalRequired: held !== null,
  };
  if (held === null) return shown;
  const { leaving, joining, until } = held;
  return { ...shown, leavingCount: leaving, joiningCount: joining, approvalExpirationDateTime: until };
}

function heldMessage({ members, leaving, joining, until }: HeldPass): string {
  return (
    `held: ${leaving} of ${members} members would leave and ${joining} would join; ` +
    `waits for an approval until ${formatInstant(until)}`
  );
}

function withStatus(group: DirectoryObject, status: PropertyValue): DirectoryObject {
  if (group.type !== 'group') return group;
  return { ...group, properties: { ...group.properties, membershipRuleProcessingStatus: status } } as Group;
}
