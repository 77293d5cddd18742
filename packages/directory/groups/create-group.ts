import { type Instant, newObjectId, type ObjectId, type ObjectNumber } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeCreating, placeInUnit } from '../administrative-units/create-in-unit.ts';
import { hasPermission } from '../authorization/application-permissions.ts';
import { authorize, reaches } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { countCreation } from '../creations/creation-quota.ts';
import { directoryErrors } from '../errors.ts';
import { checkProperties, requireProperties } from '../objects/check-properties.ts';
import { describeCreation } from '../objects/describe-change.ts';
import type { Group, Properties, PropertyValue } from '../objects/directory-object.ts';
import { securityIdentifier } from '../objects/security-identifier.ts';
import { defaultDomainOf } from '../organization/domains.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import { requirePassingTests, requireTestedMembers } from '../rule-tests/require-passing-tests.ts';
import { ruleTestsOf } from '../rule-tests/rule-test.ts';
import { ruleErrors } from '../rules/rule-errors.ts';
import { addMembersIn, refuseFixedMembers } from './add-members.ts';
import { addOwnersIn } from './add-owners.ts';
import { checkGroupValues } from './check-group.ts';
import { checkRuleForSaving } from './check-rule.ts';
import { isDynamic, isRuleActive } from './group-kind.ts';
import { creationOf, withCreator } from './with-creator.ts';

export interface CreateGroup {
  readonly properties: Properties;
  readonly owners?: readonly ObjectId[];
  readonly members?: readonly ObjectId[];
  /** The administrative unit that is to hold the group from the first. */
  readonly unitId?: ObjectId | null;
  /** Saves the rule although tests that are kept with it fail; they stop it when absent. */
  readonly ignoresRuleTests?: boolean;
}

const maxReferences = 20;

/**
 * Creates a group. A dynamic group's members are found by a pass in the background, which starts at once.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND for an unknown unit, PROPERTY_REQUIRED, PROPERTY_INVALID, PROPERTY_VALUES_INVALID,
 *   TOO_MANY_REFERENCES, DYNAMIC_GROUP_MEMBERS, UNIQUE_VALUE_TAKEN, and the codes of `ruleErrors`
 * @see Graph surface spec §6.2, §12.2; rule language spec §7.1
 */
export async function createGroup(directory: Directory, caller: Caller, input: CreateGroup): Promise<Group> {
  authorizeCreation(caller, input);
  const { owners, members } = withCreator(caller, input);
  if (owners.length + members.length > maxReferences) {
    throw directoryErrors.TOO_MANY_REFERENCES({ count: owners.length + members.length });
  }
  const key = isDynamic(input.properties) ? 'exclusive' : 'shared';
  return changeDirectory(directory, caller, 'create-group', key, async (change) => {
    const { session, now } = change;
    const [number] = await session.objects.takeNumbers(1);
    const group = newGroup(input.properties, number!, now, await defaultDomainOf(session));
    await countCreation(change, caller, group);
    checkGroupValues(caller, group.properties);
    if (group.properties.isAssignableToRole === true) await refuseTooManyAssignable(session);
    if (isDynamic(group.properties)) {
      if (members.length > 0) refuseFixedMembers(group);
      const isUnified = (group.properties.groupTypes as readonly string[]).includes('Unified');
      const rule = await checkRuleForSaving(change, group.properties.membershipRule as string, {
        id: group.id,
        number: group.number,
        displayName: group.properties.displayName as string,
        isUnified,
        wasDynamic: false,
        wasMemberOf: false,
      });
      await requireTestedMembers(change, {}, group.properties);
      if (input.ignoresRuleTests !== true) await requirePassingTests(change, rule, group.properties);
    }
    await session.objects.insert([group]);
    change.fact(group, 'create', describeCreation(group));
    if (isRuleActive(group.properties)) await change.registerRule(group, true);
    await addOwnersIn(change, group, owners);
    await addMembersIn(change, group, members);
    await placeInUnit(change, group, input.unitId ?? null);
    return group;
  });
}

function authorizeCreation(caller: Caller, { properties, unitId = null }: CreateGroup): void {
  const creation = creationOf(properties);
  const draft = { type: 'group', properties, unitId } as const;
  const isAssignable = properties.isAssignableToRole === true;
  if (isAssignable) authorize(caller, 'create role-assignable groups');
  // Who may make groups that hold roles needs no other role to make a group; their application needs the scope.
  const { actor } = caller;
  const isByScope = actor.kind === 'user' && reaches(actor, creation);
  const isByRole = actor.kind === 'application' && !hasPermission(actor, 'create role-assignable groups');
  const isCovered = isAssignable && (isByScope || isByRole);
  if (!isCovered) authorizeCreating(caller, creation, draft);
  else if (unitId !== null) authorize(caller, 'change administrative units');
  if (isDynamic(properties)) authorizeCreating(caller, 'create dynamic groups', draft);
}

/** Groups to which roles can be assigned. @see Graph surface spec §12.2 */
export const maxAssignableGroups = 500;

async function refuseTooManyAssignable(session: WriteSession): Promise<void> {
  const { length } = await session.roles.assignableGroups();
  if (length < maxAssignableGroups) return;
  throw directoryErrors.TOO_MANY_ROLES({ what: 'role-assignable groups', limit: maxAssignableGroups });
}

function newGroup(given: Properties, number: ObjectNumber, now: Instant, domain: string): Group {
  const checked = checkProperties('group', given);
  requireProperties('group', checked);
  const id = newObjectId();
  const properties: Record<string, PropertyValue> = {
    groupTypes: [],
    ...checked,
    createdDateTime: now,
    renewedDateTime: now,
    securityIdentifier: securityIdentifier(id),
  };
  if (isDynamic(properties)) {
    properties.membershipRuleProcessingState ??= 'On';
  } else {
    refuseRuleOnAssigned(properties);
  }
  if ((properties.groupTypes as readonly string[]).includes('Unified')) {
    properties.visibility ??= 'Public';
    properties.mail = `${properties.mailNickname}@${domain}`;
    properties.proxyAddresses = [`SMTP:${properties.mail}`];
  }
  if (properties.isAssignableToRole === true) properties.visibility = 'Private';
  return { type: 'group', id, number, version: 1, deletedAt: null, managerId: null, properties };
}

/** @throws AppError RULE_ON_ASSIGNED_GROUP */
export function refuseRuleOnAssigned(properties: Properties): void {
  for (const property of ['membershipRule', 'membershipRuleProcessingState']) {
    if (properties[property] !== undefined && properties[property] !== null) {
      throw ruleErrors.RULE_ON_ASSIGNED_GROUP({ property });
    }
  }
  if (ruleTestsOf(properties).length > 0) throw ruleErrors.RULE_ON_ASSIGNED_GROUP({ property: 'membershipRuleTests' });
}
