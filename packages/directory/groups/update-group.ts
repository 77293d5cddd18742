import type { ObjectId } from '@muster/kernel';
import { checkRule } from '@muster/rules';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor, authorizeRoleAssignable } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { checkProperties } from '../objects/check-properties.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { Group, Properties, PropertyValue } from '../objects/directory-object.ts';
import { mergeProperties } from '../objects/merge-properties.ts';
import { lockObject } from '../objects/require-object.ts';
import { removeGroupSchedules } from '../privileged-access/remove-group-schedules.ts';
import { requirePassingTests, requireTestedMembers } from '../rule-tests/require-passing-tests.ts';
import { ruleTestsOf } from '../rule-tests/rule-test.ts';
import { ruleErrors, ruleInvalid } from '../rules/rule-errors.ts';
import { changedProperties } from '../rules/rule-object.ts';
import { addMembersIn, authorizeMemberChange, refuseFixedMembers } from './add-members.ts';
import { addOwnersIn } from './add-owners.ts';
import { checkGroupValues } from './check-group.ts';
import { checkRuleForSaving } from './check-rule.ts';
import { groupKind, groupTypesOf, isDynamic, isReadOnlyKind, isRuleActive } from './group-kind.ts';
import { readsMemberships } from './is-member-of-group.ts';

export interface UpdateGroup {
  readonly properties: Properties;
  readonly owners?: readonly ObjectId[];
  readonly members?: readonly ObjectId[];
  /** Saves the rule although tests that are kept with it fail; they stop it when absent. */
  readonly ignoresRuleTests?: boolean;
}

const maxReferences = 20;
const ruleProperties = ['groupTypes', 'membershipRule', 'membershipRuleProcessingState'];

/**
 * Changes a group: its properties, its rule, its kind of membership; adds owners and members. All or nothing.
 *
 * A changed rule counts for every write from here on; the rest of the directory is brought in line by a pass in the
 * background. A rule that fails tests kept with it is refused. Pausing keeps the members as they are. Setting what is set already does nothing.
 *
 * @throws AppError RESOURCE_NOT_FOUND, INSUFFICIENT_PRIVILEGES, PROPERTY_INVALID, PROPERTY_VALUES_INVALID,
 *   SYNCED_OBJECT, MAIL_ENABLED_GROUP_READ_ONLY, DYNAMIC_GROUP_MEMBERS, TOO_MANY_REFERENCES, and those of `ruleErrors`
 * @see rule language spec §7.6, §7.8
 */
export async function updateGroup(
  directory: Directory,
  caller: Caller,
  id: ObjectId,
  patch: UpdateGroup,
): Promise<void> {
  const { owners = [], members = [] } = patch;
  authorizeSome(caller, 'update groups');
  if (owners.length + members.length > maxReferences) {
    throw directoryErrors.TOO_MANY_REFERENCES({ count: owners.length + members.length });
  }
  const key = ruleProperties.some((name) => patch.properties[name] !== undefined) ? 'exclusive' : 'shared';
  await changeDirectory(directory, caller, 'update-group', key, async (change) => {
    const before = await lockObject(change.session, 'group', id);
    await authorizeUpdate(change, caller, before, patch);
    const after = await patchGroup(change, caller, before, patch);
    await addOwnersIn(change, after, owners);
    if (members.length > 0) {
      await authorizeMemberChange(change, caller, after);
      refuseFixedMembers(after);
      await addMembersIn(change, after, members);
    }
  });
}

/** Who may join a group by its rule, and how many may leave unasked, is for administrators; the rest also for owners. */
async function authorizeUpdate(change: Change, caller: Caller, group: Group, patch: UpdateGroup): Promise<void> {
  await authorizeFor(change, caller, 'update groups', group);
  await authorizeRoleAssignable(change, caller, group);
  const isRule = [...ruleProperties, 'membershipGuard', 'membershipRuleTests'].some(
    (name) => patch.properties[name] !== undefined,
  );
  if (isRule) await authorizeFor(change, caller, 'change membership rules', group);
  if ((patch.owners ?? []).length > 0) await authorizeFor(change, caller, 'change owners of groups', group);
}

/**
 * Changes the properties of a group that is locked, whoever may do so.
 *
 * @throws AppError as `updateGroup`, rights and references apart
 */
export async function patchGroup(
  change: Change,
  caller: Caller,
  before: Group,
  update: Pick<UpdateGroup, 'properties' | 'ignoresRuleTests'>,
): Promise<Group> {
  const { properties: patch, ignoresRuleTests = false } = update;
  if (Object.keys(patch).length === 0) return before;
  if (isReadOnlyKind(groupKind(before.properties))) throw directoryErrors.MAIL_ENABLED_GROUP_READ_ONLY({});
  if (before.properties.onPremisesSyncEnabled === true) {
    throw directoryErrors.SYNCED_OBJECT({ properties: Object.keys(patch) });
  }
  const properties = patchedProperties(before, checkProperties('group', patch));
  const after: Group = { ...before, version: before.version + 1, properties };
  const changed = changedProperties(before, after);
  if (changed.length === 0) return before;
  refuseChangeOfKind(before, after);
  checkGroupValues(caller, properties);
  await requireTestedMembers(change, before.properties, properties);
  await checkChangedRule(change, before, after, ignoresRuleTests);
  await change.session.objects.update(before, after);
  change.fact(after, 'update', describeChange(before, after));
  if (isDynamic(after.properties) && !isDynamic(before.properties)) await endSchedulesOf(change, after.id);
  await applyRuleChange(change, before, after);
  return after;
}

function patchedProperties(before: Group, patch: Properties): Properties {
  const merged: Record<string, PropertyValue> = { ...mergeProperties('group', before.properties, patch) };
  const [was, is] = [isDynamic(before.properties), isDynamic(merged)];
  if (!is && !was) {
    for (const property of ['membershipRule', 'membershipRuleProcessingState']) {
      if (patch[property] !== undefined && patch[property] !== null) {
        throw ruleErrors.RULE_ON_ASSIGNED_GROUP({ property });
      }
    }
    if (ruleTestsOf(patch).length > 0) throw ruleErrors.RULE_ON_ASSIGNED_GROUP({ property: 'membershipRuleTests' });
  }
  if (was && !is) {
    // The rule is kept for a later return to dynamic membership (D-38); clients may send null for it.
    merged.membershipRule = before.properties.membershipRule ?? null;
    merged.membershipRuleProcessingState = 'Paused';
  }
  if (is) {
    if (was) refuseClearing(patch);
    if (!was && patch.membershipRuleProcessingState === undefined) merged.membershipRuleProcessingState = 'On';
    merged.membershipRuleProcessingState ??= 'On';
  }
  return merged;
}

/**
 * @throws AppError RULE_INVALID, PROPERTY_INVALID
 * @see rule language spec §7.6, §7.8
 */
function refuseClearing(patch: Properties): void {
  const cleared = patch.membershipRule === null ? checkRule('') : undefined;
  if (cleared !== undefined && !cleared.ok) throw ruleInvalid(cleared.diagnostics);
  if (patch.membershipRuleProcessingState === null) {
    throw directoryErrors.PROPERTY_INVALID({
      property: 'membershipRuleProcessingState',
      reason: 'On or Paused is expected',
    });
  }
}

/** @throws AppError PROPERTY_INVALID, PROPERTY_READ_ONLY: what a group is, and whether it can hold roles, is fixed */
function refuseChangeOfKind(before: Group, after: Group): void {
  const wasUnified = groupTypesOf(before.properties).includes('Unified');
  if (groupTypesOf(after.properties).includes('Unified') !== wasUnified) {
    throw directoryErrors.PROPERTY_INVALID({
      property: 'groupTypes',
      reason: 'a group cannot change between security and Microsoft 365',
    });
  }
  if (before.properties.mailEnabled !== after.properties.mailEnabled) {
    throw directoryErrors.PROPERTY_INVALID({ property: 'mailEnabled', reason: 'fixed when the group is created' });
  }
  if ((before.properties.isAssignableToRole ?? false) !== (after.properties.isAssignableToRole ?? false)) {
    throw directoryErrors.PROPERTY_READ_ONLY({ property: 'isAssignableToRole' });
  }
  const [was, is] = [before.properties.visibility, after.properties.visibility];
  if (was !== is && (was === 'HiddenMembership' || is === 'HiddenMembership')) {
    throw directoryErrors.PROPERTY_INVALID({ property: 'visibility', reason: 'HiddenMembership is fixed at creation' });
  }
}

async function checkChangedRule(change: Change, before: Group, after: Group, ignoresRuleTests: boolean): Promise<void> {
  if (!isDynamic(after.properties)) return;
  const [old, rule] = [before.properties.membershipRule, after.properties.membershipRule];
  const wasDynamic = isDynamic(before.properties);
  const wasActive = isRuleActive(before.properties);
  const isSame = old === rule && wasDynamic && (wasActive || !isRuleActive(after.properties));
  if (isSame) return;
  const checked = await checkRuleForSaving(change, rule as string, {
    id: after.id,
    number: after.number,
    displayName: after.properties.displayName as string,
    isUnified: groupTypesOf(after.properties).includes('Unified'),
    wasDynamic,
    wasMemberOf: readsMemberships(before),
  });
  // Whoever resumes a rule that was there brings nothing new.
  const isNew = old !== rule || !wasDynamic;
  if (isNew && !ignoresRuleTests) await requirePassingTests(change, checked, after.properties);
}

/** Where a rule decides who is a member, nobody can activate to be one. */
async function endSchedulesOf(change: Change, group: ObjectId): Promise<void> {
  await removeGroupSchedules(change, await change.session.privilegedAccess.groupSchedules({ groups: [group] }));
}

async function applyRuleChange(change: Change, before: Group, after: Group): Promise<void> {
  const [was, is] = [isRuleActive(before.properties), isRuleActive(after.properties)];
  const isSameRule = before.properties.membershipRule === after.properties.membershipRule;
  if (was === is && (isSameRule || !is)) return;
  await change.registerRule(after, is);
}
