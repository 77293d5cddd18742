import type { Directory } from '../context.ts';
import { isRuleActive } from '../groups/group-kind.ts';
import type { DirectoryObject, Group, PropertyValue } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';

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
    return withStatus(group, { status: pass.status, lastMembershipUpdated, errorMessage: pass.errorMessage });
  });
}

function withStatus(group: DirectoryObject, status: PropertyValue): DirectoryObject {
  if (group.type !== 'group') return group;
  return { ...group, properties: { ...group.properties, membershipRuleProcessingStatus: status } } as Group;
}
