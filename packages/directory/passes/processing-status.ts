import { isRuleActive } from '../groups/group-kind.ts';
import type { DirectoryObject, Group, PropertyValue } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';

/**
 * The groups with `membershipRuleProcessingStatus` filled in; one statement for all of them. Null for groups that are
 * not rule-based and for paused ones.
 *
 * @see rule language spec §7.2
 */
export async function withProcessingStatus(
  session: ReadSession,
  groups: readonly DirectoryObject[],
): Promise<readonly DirectoryObject[]> {
  const ids = groups.filter((group) => group.type === 'group' && isRuleActive(group.properties)).map((each) => each.id);
  const passes = ids.length === 0 ? new Map() : await session.rules.passes(ids);
  return groups.map((group) => {
    const pass = passes.get(group.id);
    const status: PropertyValue =
      pass === undefined
        ? null
        : {
            status: pass.status,
            lastMembershipUpdated: pass.lastMembershipUpdated,
            errorMessage: pass.errorMessage,
          };
    return { ...group, properties: { ...group.properties, membershipRuleProcessingStatus: status } } as Group;
  });
}
