import type { Instant } from '@muster/kernel';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckedNode } from '../ast/checked-rule.ts';
import { printRule } from '../ast/print-rule.ts';
import { type CheckedRule, ColumnTable, checkRule, holds, type RuleObject } from '../index.ts';
import { arbitraryInstant, arbitraryObject, arbitraryRule } from '../testing/generators.ts';
import { idleTerms } from './idle-terms.ts';

const now = 0 as Instant;

function checked(text: string): CheckedRule {
  const result = checkRule(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
  return result.rule;
}

function tableOf(type: 'user' | 'device', objects: readonly RuleObject[]): ColumnTable {
  const table = new ColumnTable(type);
  for (const [row, each] of objects.entries()) table.setRow(row + 1, each.values);
  return table;
}

const people = [
  ['Sales', 'Bern', true],
  ['Sales', 'Bern', true],
  ['HR', 'Ulm', true],
  ['HR', 'Bern', false],
].map(
  ([department, city, accountEnabled]): RuleObject =>
    ({ type: 'user', values: { department, city, accountEnabled } }) as RuleObject,
);
const table = tableOf('user', people);
const idle = (rule: string) => idleTerms(checked(rule), table, now).map((each) => printRule(each));

describe('terms that change nobody', () => {
  it.each([
    ['user.department -eq "Sales" -and user.accountEnabled -eq true', ['user.accountEnabled -eq true']],
    ['user.department -eq "HR" -and user.accountEnabled -eq true', []],
    ['user.city -eq "Ulm" -or user.department -eq "HR"', ['user.city -eq "Ulm"']],
    ['user.department -eq "Sales" -or user.city -eq "Rome"', ['user.city -eq "Rome"']],
    ['-not (user.department -eq "HR" -or user.city -eq "Ulm")', ['user.city -eq "Ulm"']],
    [
      'user.department -eq "Sales" -and (user.city -eq "Bern" -or user.city -eq "Ulm")',
      ['user.city -eq "Bern" -or user.city -eq "Ulm"'],
    ],
    ['user.department -eq "Sales"', []],
    ['user.department -eq "Sales" -and user.department -eq "sales"', ['user.department -eq "sales"']],
  ])('%s: %j', (rule, expected) => {
    expect(idle(rule)).toEqual(expected);
  });

  it('can all be left out together, on generated rules and objects', () => {
    let found = 0;
    const objects = fc.array(arbitraryObject('user'), { minLength: 4, maxLength: 12 });
    fc.assert(
      fc.property(arbitraryRule('user'), objects, arbitraryInstant(), (rule, some, at) => {
        if (rule.form !== 'condition') return;
        const terms = new Set(idleTerms(rule, tableOf('user', some), at));
        found += terms.size;
        const rest = leftOut(rule.tree, terms);
        for (const each of some) expect(holds(rest, each, at)).toBe(holds(rule.tree, each, at));
      }),
      { numRuns: 500 },
    );
    expect(found).toBeGreaterThan(100);
  });
});

function leftOut(node: CheckedNode, terms: ReadonlySet<CheckedNode>): CheckedNode {
  if (node.kind === 'not') return { kind: 'not', operand: leftOut(node.operand, terms) };
  if (node.kind !== 'and' && node.kind !== 'or') return node;
  return {
    kind: node.kind,
    operands: node.operands.filter((each) => !terms.has(each)).map((each) => leftOut(each, terms)),
  };
}
