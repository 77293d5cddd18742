import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { type CheckedRule, checkRule } from '@muster/rules';
import type { Change } from '../changes/change.ts';
import type { Group } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { refuseCircularRule } from '../rules/refuse-circle.ts';
import { ruleErrors, ruleInvalid } from '../rules/rule-errors.ts';
import { isMemberOfGroup } from './is-member-of-group.ts';

/** The group that is to carry a rule; it may not exist yet. */
export interface RuleCarrier {
  readonly id: ObjectId;
  readonly number: ObjectNumber;
  readonly displayName: string;
  readonly isUnified: boolean;
  readonly wasDynamic: boolean;
  /** Its rule so far reads memberships, so that it has its place among the groups with such rules. */
  readonly wasMemberOf: boolean;
}

/**
 * Compiles a rule that is to be saved and checks what only the directory can tell: sources, extensions, quotas.
 *
 * @throws AppError RULE_INVALID and the other codes of `ruleErrors`
 * @see rule language spec §6.3
 */
export async function checkRuleForSaving(change: Change, text: string, group: RuleCarrier): Promise<CheckedRule> {
  const checked = checkRule(text, { dialect: change.directory.rules.dialect });
  if (!checked.ok) throw ruleInvalid(checked.diagnostics);
  const { rule } = checked;
  if (group.isUnified && rule.objectType === 'device') throw ruleErrors.DEVICE_RULE_ON_M365_GROUP({});
  await checkExtensions(change.session, rule);
  if (rule.sourceGroupIds.length > 0) await checkSources(change, rule, group);
  await checkQuotas(change, rule, group);
  return rule;
}

/** @throws AppError EXTENSION_NOT_REGISTERED */
export async function checkExtensions(session: ReadSession, rule: CheckedRule): Promise<void> {
  if (rule.extensionNames.length === 0) return;
  const extensions = await session.settings.extensionProperties();
  const registered = new Set(
    extensions.filter((e) => e.targetObjects.includes('User')).map((e) => e.name.toLowerCase()),
  );
  const missing = rule.extensionNames.filter((name) => !registered.has(name.toLowerCase()));
  if (missing.length > 0) throw ruleErrors.EXTENSION_NOT_REGISTERED({ names: missing });
}

async function checkSources(change: Change, rule: CheckedRule, group: RuleCarrier): Promise<void> {
  const ids = rule.sourceGroupIds as readonly ObjectId[];
  const { id: self } = group;
  const known = await requireSources(
    change.session,
    ids.filter((id) => id !== self),
  );
  if (change.directory.rules.dialect === 'extended') {
    await refuseCircularRule(change, group, rule, known);
    return;
  }
  const chained = ids.filter((id) => id === self || isMemberOfGroup(known.get(id)!));
  // The other end of the chain: this group itself must not be the source of another memberOf group.
  if (change.directory.rules.naming(self).length > 0) chained.push(self);
  if (chained.length > 0) throw ruleErrors.MEMBEROF_SOURCE_IS_MEMBEROF({ ids: chained });
}

/**
 * The groups with these ids.
 *
 * @throws AppError MEMBEROF_SOURCE_NOT_FOUND naming those that do not exist
 */
export async function requireSources(
  session: ReadSession,
  ids: readonly ObjectId[],
): Promise<ReadonlyMap<ObjectId, Group>> {
  const groups = await session.objects.findMany(ids, ['group']);
  const known = new Map(groups.map((group) => [group.id, group as Group]));
  const missing = ids.filter((id) => !known.has(id));
  if (missing.length > 0) throw ruleErrors.MEMBEROF_SOURCE_NOT_FOUND({ ids: missing });
  return known;
}

async function checkQuotas(
  change: Change,
  rule: CheckedRule,
  group: { wasDynamic: boolean; wasMemberOf: boolean },
): Promise<void> {
  const needsPlace = !group.wasDynamic;
  const needsMemberOfPlace = rule.sourceGroupIds.length > 0 && !group.wasMemberOf;
  if (!needsPlace && !needsMemberOfPlace) return;
  const { dynamicGroups, memberOfGroups: portable, extendedMemberOfGroups } = change.directory.limits;
  const memberOfGroups = change.directory.rules.dialect === 'extended' ? extendedMemberOfGroups : portable;
  const used = await change.session.rules.countRules();
  if (needsPlace && used.dynamic >= dynamicGroups) throw ruleErrors.DYNAMIC_GROUP_QUOTA({ limit: dynamicGroups });
  if (needsMemberOfPlace && used.memberOf >= memberOfGroups) {
    throw ruleErrors.MEMBEROF_QUOTA({ limit: memberOfGroups });
  }
}
