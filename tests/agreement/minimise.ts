import type { Instant } from '@muster/kernel';
import { type CheckedNode, checkRule, printRule, type RuleObject, type RuleValue } from '@muster/rules';

/** A rule, an object and an instant, about which the ways must agree. */
export interface Case {
  readonly rule: string;
  readonly object: RuleObject;
  readonly now: Instant;
}

/** A smaller case that still fails: parts of the rule and values of the object are left out while it does. */
export async function minimise(found: Case, fails: (smaller: Case) => Promise<boolean>): Promise<Case> {
  let smallest = found;
  for (;;) {
    const next = await firstFailing([...smallerRules(smallest), ...smallerObjects(smallest)], fails);
    if (next === undefined) return smallest;
    smallest = next;
  }
}

async function firstFailing(
  candidates: readonly Case[],
  fails: (smaller: Case) => Promise<boolean>,
): Promise<Case | undefined> {
  for (const each of candidates) if (await fails(each)) return each;
  return undefined;
}

function smallerRules(found: Case): Case[] {
  const checked = checkRule(found.rule);
  if (!checked.ok) return [];
  const texts = smallerNodes(checked.rule.tree).map((node) => printRule(node));
  return texts.filter((text) => checkRule(text).ok).map((rule) => ({ ...found, rule }));
}

/** The parts of a condition, and the condition without one of its parts. */
function smallerNodes(node: CheckedNode): CheckedNode[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return [
        ...node.operands,
        ...node.operands.map((_, i) => ({ ...node, operands: node.operands.filter((__, j) => j !== i) })),
        ...node.operands.flatMap((operand, i) =>
          smallerNodes(operand).map((smaller) => ({ ...node, operands: node.operands.with(i, smaller) })),
        ),
      ].filter((each) => !('operands' in each) || each.operands.length > 1);
    case 'not':
      return [node.operand, ...smallerNodes(node.operand).map((operand) => ({ ...node, operand }))];
    case 'any':
    case 'all':
      return smallerNodes(node.body).map((body) => ({ ...node, body }));
    default:
      return [];
  }
}

function smallerObjects(found: Case): Case[] {
  const { type, values } = found.object;
  const withValues = (smaller: RuleObject['values']): Case => ({ ...found, object: { type, values: smaller } });
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const { [name]: _, ...others } = values;
    const shorter = name === 'objectId' || name === 'managerId' ? [] : smallerValues(value);
    return [withValues(others), ...shorter.map((each) => withValues({ ...values, [name]: each }))];
  });
}

function smallerValues(value: RuleValue): RuleValue[] {
  if (typeof value === 'string') {
    const letters = [...value];
    return letters.map((_, i) => letters.filter((__, j) => j !== i).join(''));
  }
  if (!Array.isArray(value)) return [];
  const elements = value as readonly string[];
  return elements.map((_, i) => elements.filter((__, j) => j !== i));
}
