import type { CheckedNode, CheckedRule } from '@muster/rules';

/** A term of a rule that compares a date with the clock: `property op system.now + offset`. */
export interface ClockTerm {
  /** Graph attribute that holds the date. */
  readonly attribute: string;
  readonly offsetMs: number;
}

/** The clock terms of a rule, each once. Empty for rules whose answer does not change with time. */
export function clockTerms(rule: CheckedRule): readonly ClockTerm[] {
  if (!rule.isTimeDependent) return [];
  const terms = new Map<string, ClockTerm>();
  collect(rule.tree, terms);
  return [...terms.values()];
}

function collect(node: CheckedNode, terms: Map<string, ClockTerm>): void {
  switch (node.kind) {
    case 'and':
    case 'or':
      for (const operand of node.operands) collect(operand, terms);
      return;
    case 'not':
      collect(node.operand, terms);
      return;
    case 'comparison': {
      const { subject, test } = node;
      if (subject.kind !== 'property' || !('moment' in test) || test.moment.kind !== 'clock') return;
      const term: ClockTerm = { attribute: subject.property.graphAttribute, offsetMs: test.moment.offsetMs };
      terms.set(`${term.attribute} ${term.offsetMs}`, term);
    }
  }
}
