import { type CheckedRule, checkRule } from '@muster/rules';
import type { Properties } from '../objects/directory-object.ts';
import { isDynamic } from './group-kind.ts';

/** True for a group, paused or not, whose members come from other groups by a memberOf rule of the portable form. */
export function isMemberOfGroup(group: { readonly properties: Properties }): boolean {
  return ruleOf(group)?.form === 'memberOf';
}

/** True for a group, paused or not, whose rule asks for the members of other groups in any form. */
export function readsMemberships(group: { readonly properties: Properties }): boolean {
  return (ruleOf(group)?.sourceGroupIds.length ?? 0) > 0;
}

/** The rule of the group, as far as it may be one over memberships. */
function ruleOf({ properties }: { readonly properties: Properties }): CheckedRule | undefined {
  const text = properties.membershipRule;
  if (!isDynamic(properties) || typeof text !== 'string' || !/memberof/i.test(text)) return undefined;
  // The extended language holds the portable one, with the same meaning.
  const checked = checkRule(text, { dialect: 'extended' });
  return checked.ok ? checked.rule : undefined;
}
