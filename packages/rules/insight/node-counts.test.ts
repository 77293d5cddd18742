import type { Instant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { ColumnTable, checkRule, evaluate, nodeCounts, type RuleObject } from '../index.ts';

const now = 0 as Instant;
const people = ['Sales', 'HR', null].flatMap((department) =>
  ['Bern', null].flatMap((city) =>
    [true, false].map(
      (accountEnabled): RuleObject => ({
        type: 'user',
        values: { department, city, accountEnabled, otherMails: city === null ? [] : ['a@x.org'] },
      }),
    ),
  ),
);
const table = new ColumnTable('user');
for (const [row, person] of people.entries()) table.setRow(row + 1, person.values);

function checked(text: string) {
  const result = checkRule(text);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.rule;
}

describe('node counts', () => {
  it('say what each node matches by itself and keeps of those that reach it', () => {
    const rule =
      ' (user.department -eq "Sales" -or user.department -eq "HR") -and -not (user.city -eq null) -and user.otherMails -any (_ -contains "x") -and user.accountEnabled -eq true';
    const found = nodeCounts(checked(rule), table, now);
    const shown = found.map(({ kind, depth, matching, reached, kept, span }) =>
      [depth, kind, matching, reached, kept, rule.substr(span.position, span.length)].join(' '),
    );
    expect(shown).toEqual([
      `0 and 2 12 2 ${rule.trim()}`,
      '1 or 8 12 8 user.department -eq "Sales" -or user.department -eq "HR"',
      '2 comparison 4 12 4 user.department -eq "Sales"',
      '2 comparison 4 12 4 user.department -eq "HR"',
      '1 not 6 8 4 -not (user.city -eq null)',
      '2 comparison 6 8 4 user.city -eq null',
      '1 any 6 4 4 user.otherMails -any (_ -contains "x")',
      '1 comparison 6 4 2 user.accountEnabled -eq true',
    ]);
    expect(found[1]!.text).toBe('user.department -eq "Sales" -or user.department -eq "HR"');
  });

  it.each([
    'user.city -ne "Bern"',
    '-not (user.city -eq "Bern" -or user.department -eq null)',
    'user.jobTitle -eq null',
  ])('of the whole rule are what the interpreter selects: %s', (text) => {
    const rule = checked(text);
    const selected = people.filter((person) => evaluate(rule, person, now)).length;
    expect(nodeCounts(rule, table, now)[0]).toMatchObject({ matching: selected, kept: selected, reached: 12 });
  });
});
