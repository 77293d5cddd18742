import type { Instant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { type CheckedRule, ColumnTable, checkRule, evaluate, nearMisses, type RuleObject } from '../index.ts';

const now = 0 as Instant;

function checked(text: string): CheckedRule {
  const result = checkRule(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
  return result.rule;
}

/** Every combination of three departments, two cities and the two states of an account. */
const people: RuleObject[] = ['Sales', 'HR', null].flatMap((department) =>
  ['Bern', null].flatMap((city) =>
    [true, false].map((accountEnabled): RuleObject => ({ type: 'user', values: { department, city, accountEnabled } })),
  ),
);
const table = new ColumnTable('user');
for (const [row, person] of people.entries()) table.setRow(row + 1, person.values);

/** Clause → people, as `department/city/enabled`. */
function missed(rule: string): Record<string, string[]> {
  const found = nearMisses(checked(rule), table, now);
  return Object.fromEntries(
    found.map(({ clause, rows }) => [clause, [...rows].map((row) => Object.values(people[row - 1]!.values).join('/'))]),
  );
}

describe('near misses', () => {
  it('of a conjunction fail one clause of it', () => {
    expect(missed('user.department -eq "Sales" -and user.city -eq "Bern" -and user.accountEnabled -eq true')).toEqual({
      'user.department -eq "Sales"': ['HR/Bern/true', '/Bern/true'],
      'user.city -eq "Bern"': ['Sales//true'],
      'user.accountEnabled -eq true': ['Sales/Bern/false'],
    });
  });

  it('of a disjunction stand under each clause that would let them in', () => {
    const rule = '(user.department -eq "Sales" -or user.city -eq "Bern") -and user.accountEnabled -eq true';
    expect(missed(rule)).toEqual({
      'user.department -eq "Sales"': ['HR//true', '//true'],
      'user.city -eq "Bern"': ['HR//true', '//true'],
      'user.accountEnabled -eq true': ['Sales/Bern/false', 'Sales//false', 'HR/Bern/false', '/Bern/false'],
    });
  });

  it('name a clause under a negation with it', () => {
    expect(missed('-not (user.department -eq "Sales" -or user.city -eq null)')).toEqual({
      '-not (user.department -eq "Sales")': ['Sales/Bern/true', 'Sales/Bern/false'],
      '-not (user.city -eq null)': ['HR//true', 'HR//false', '//true', '//false'],
    });
  });

  it('are let in when the clause is left out, and by no other clause of a conjunction', () => {
    const clauses = ['user.department -ne "HR"', 'user.city -startsWith "B"', 'user.accountEnabled -eq false'];
    for (const [at, clause] of clauses.entries()) {
      const others = checked(clauses.filter((_, i) => i !== at).join(' -and '));
      const expected = people.filter((each) => evaluate(others, each, now) && !evaluate(checked(clause), each, now));
      expect(missed(clauses.join(' -and '))[clause]).toEqual(
        expected.map((each) => Object.values(each.values).join('/')),
      );
    }
  });

  it('are nobody where everybody is selected', () => {
    expect(missed('user.department -eq null -or user.department -ne null')).toEqual({});
  });
});
