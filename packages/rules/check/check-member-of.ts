import { isGuid } from '@muster/kernel';
import type { CheckedMemberOf, PropertySubject } from '../ast/checked-rule.ts';
import { type Comparison, type ListLiteral, type Quantification, withoutParentheses } from '../ast/syntax-tree.ts';
import { foldItems } from './check-comparison.ts';
import type { RuleCheck } from './rule-check.ts';

const mostSourceGroups = 50;

/**
 * Checks a test of memberOf: it must be the whole rule, but for the extended dialect, and have its one shape. Nothing
 * else inside a test that is refused for either reason is reported (§6.2, D-28).
 */
export function checkMemberOf(
  check: RuleCheck,
  test: Comparison | Quantification,
  subject: PropertySubject,
): CheckedMemberOf | undefined {
  const isFirst = !check.hasMemberOf;
  check.hasMemberOf = true;
  if (check.dialect === 'entra' && test !== check.root)
    return isFirst ? check.report('MEMBEROF_COMBINED', test.property) : undefined;
  const list = sourceList(test);
  if (list === undefined) return check.report('MEMBEROF_SHAPE', test.property, { property: subject.text });
  reportSources(check, list);
  return { kind: 'memberOf', subject, valueText: list.text, test: { kind: 'isIn', folded: foldItems(list.items) } };
}

/** The list of `-any (group.objectId -in [...])`; undefined when the test has another shape. */
function sourceList(test: Comparison | Quantification): ListLiteral | undefined {
  if (test.kind !== 'quantification' || test.quantifier.name !== 'any') return undefined;
  const body = withoutParentheses(test.body);
  if (body.kind !== 'comparison' || body.operator.name !== 'in' || body.value.kind !== 'list') return undefined;
  return body.property.text.toLowerCase() === 'group.objectid' ? body.value : undefined;
}

function reportSources(check: RuleCheck, list: ListLiteral): void {
  const stranger = list.items.find((each) => each.kind !== 'text' || !isGuid(each.value));
  if (stranger !== undefined) check.report('INVALID_OBJECT_ID', stranger, { text: stranger.text });
  const surplus = list.items[mostSourceGroups];
  if (surplus !== undefined) check.report('MEMBEROF_TOO_MANY_GROUPS', surplus);
}
