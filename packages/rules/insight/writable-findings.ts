import { foldCase } from '@muster/kernel';
import type { CheckedNode, CheckedRule, PropertySubject } from '../ast/checked-rule.ts';
import { type Problem, problem } from '../diagnostics/diagnostic.ts';
import { type Formula, formulaOf } from './formula.ts';
import type { Places } from './places.ts';
import type { Prover } from './prover.ts';
import { writableAttributes } from './writable-attributes.ts';

const isGuest: Formula = {
  kind: 'value',
  variable: { name: 'userType', type: 'text', isNullable: true },
  test: { kind: 'equals', folded: foldCase('Guest') },
  isHolding: true,
};

/**
 * Attributes of a rule about users that the person, or the side a guest comes from, can write; each once, where it stands
 * first. What guests could write is left out when the rule provably selects no guest.
 */
export function findWritableAttributes(rule: CheckedRule, places: Places, prover: Prover): Problem[] {
  if (rule.objectType !== 'user') return [];
  let selectsNoGuest: boolean | undefined;
  const seen = new Set<string>();
  return readings(rule.tree).flatMap(({ subject, node }) => {
    const { name } = subject.property;
    const writable = Object.hasOwn(writableAttributes, name) ? writableAttributes[name]! : undefined;
    if (writable === undefined || seen.has(name)) return [];
    seen.add(name);
    const inserts = { property: subject.text };
    if (writable.bySelf) return [problem('W_SELF_WRITABLE', places.of([node]), inserts)];
    selectsNoGuest ??= prover.areContradictory([formulaOf(rule.tree), isGuest]);
    return selectsNoGuest ? [] : [problem('W_GUEST_WRITABLE', places.of([node]), inserts)];
  });
}

interface Reading {
  readonly subject: PropertySubject;
  readonly node: CheckedNode;
}

/** Every test of a property of the object, in order. */
function readings(node: CheckedNode): readonly Reading[] {
  switch (node.kind) {
    case 'and':
    case 'or':
      return node.operands.flatMap(readings);
    case 'not':
      return readings(node.operand);
    case 'any':
    case 'all':
      return [{ subject: node.subject, node }];
    case 'comparison':
      return node.subject.kind === 'property' ? [{ subject: node.subject, node }] : [];
    default:
      return [];
  }
}
