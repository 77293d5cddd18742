import { checkRule, type RuleDialect, ruleDialects } from '@muster/rules';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import { isDynamic } from '../groups/group-kind.ts';
import { isMemberOfGroup } from '../groups/is-member-of-group.ts';
import type { DirectoryObject, PropertyValue } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { PageStart } from '../queries/object-query.ts';
import { ruleErrors } from '../rules/rule-errors.ts';

const groupsAtOnce = 1000;
const named = 20;

/** @throws AppError PROPERTY_INVALID */
export function checkRuleDialect(value: PropertyValue): asserts value is RuleDialect {
  if ((ruleDialects as readonly PropertyValue[]).includes(value)) return;
  throw directoryErrors.PROPERTY_INVALID({
    property: 'ruleDialect',
    reason: `one of ${ruleDialects.join(', ')} is expected`,
  });
}

/**
 * What has to be done before the directory's rules may be written in another language: nothing may need the one that is
 * left, and rules that were frozen for what the new one allows begin to count. Every process takes the new language on
 * with its next transaction. Needs the exclusive key.
 *
 * Cost: on the way back to the portable language, all groups.
 *
 * @throws AppError RULE_DIALECT_NEEDED naming the groups whose rules need the extended language
 */
export async function changeRuleDialect(change: Change, dialect: RuleDialect): Promise<void> {
  const { rules } = change.directory;
  if (dialect === rules.dialect) return;
  if (dialect === 'entra') await requirePortableRules(change.session);
  await change.session.rules.advanceVersion();
  for (const rule of rules.all()) {
    if ('problem' in rule) await change.registerRule({ id: rule.groupId, number: rule.groupNumber }, true);
  }
}

async function requirePortableRules(session: ReadSession): Promise<void> {
  const needing: DirectoryObject[] = [];
  for await (const groups of ruleGroups(session)) {
    for (const group of groups) if (await needsExtended(session, group)) needing.push(group);
  }
  if (needing.length === 0) return;
  const names = needing.map((group) => `${group.properties.displayName as string} (${group.id})`);
  throw ruleErrors.RULE_DIALECT_NEEDED(
    { groups: names.slice(0, named), count: names.length },
    { inner: { groups: needing.map((group) => group.id) } },
  );
}

async function* ruleGroups(session: ReadSession): AsyncGenerator<readonly DirectoryObject[]> {
  for (let after: PageStart | null = null; ; ) {
    const page = await session.objects.list(
      {
        types: ['group'],
        scope: { kind: 'all' },
        filter: null,
        orderBy: null,
        limit: groupsAtOnce,
        after,
        wantsCount: false,
      },
      null,
    );
    yield page.objects.filter((group) => isDynamic(group.properties));
    if (page.next === null) return;
    after = page.next;
  }
}

/** True for a rule, paused or not, that the portable language does not have, or that follows another memberOf rule. */
async function needsExtended(session: ReadSession, group: DirectoryObject): Promise<boolean> {
  const text = (group.properties.membershipRule as string | null) ?? '';
  const portable = checkRule(text);
  // What neither language takes is frozen in both.
  if (!portable.ok) return checkRule(text, { dialect: 'extended' }).ok;
  if (portable.rule.form !== 'memberOf') return false;
  const sources = await session.objects.findMany(portable.rule.sourceGroupIds as DirectoryObject['id'][], ['group']);
  return sources.some(isMemberOfGroup);
}
