import { checkRule } from '@muster/rules';
import type { Properties } from '../objects/directory-object.ts';
import { isDynamic } from './group-kind.ts';

/** True for a group, paused or not, whose members come from other groups by a memberOf rule. */
export function isMemberOfGroup(group: { readonly properties: Properties }): boolean {
  return isDynamic(group.properties) && isMemberOfRule(group.properties.membershipRule as string | null);
}

/** True when the text is a rule of the memberOf form. */
function isMemberOfRule(text: string | null | undefined): boolean {
  if (typeof text !== 'string' || !/memberof/i.test(text)) return false;
  const checked = checkRule(text);
  return checked.ok && checked.rule.form === 'memberOf';
}
