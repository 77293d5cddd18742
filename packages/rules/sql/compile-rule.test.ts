import { type Instant, parseInstant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { checkRule } from '../check/check-rule.ts';
import { compileRule } from './compile-rule.ts';
import type { SqlOperand, SqlTable } from './sql-table.ts';
import { sqlText } from './sql-text.ts';

const now = parseInstant('2026-06-15T12:00:00Z')!;

const operands: Readonly<Record<string, SqlOperand>> = {
  department: { kind: 'text', sql: sqlText`dep`, indexed: sqlText`upper(dep)` },
  city: { kind: 'text', sql: sqlText`city` },
  deviceOSVersion: { kind: 'text', sql: sqlText`os` },
  accountEnabled: { kind: 'boolean', sql: sqlText`on` },
  employeeHireDate: { kind: 'instant', sql: sqlText`hired` },
  objectId: { kind: 'id', sql: sqlText`id` },
  managerId: { kind: 'id', sql: sqlText`boss` },
  otherMails: { kind: 'texts', sql: sqlText`mails` },
  assignedPlans: { kind: 'plans', sql: sqlText`plans` },
  extension_0123456789abcdef0123456789abcdef_x: { kind: 'opaque', sql: sqlText`x` },
};

/** A table whose database does not know that `ꟛ` is a letter. */
const table: SqlTable = {
  operandOf: (name) => operands[name]!,
  foldsAlike: (folded) => !folded.includes('Ƛ'),
};

/** The condition with `$1` and so on for its parameters, those after it, and `≥` before a superset. */
function compiled(text: string, at: Instant = now): string {
  const checked = checkRule(text);
  if (!checked.ok) throw new Error(JSON.stringify(checked.diagnostics));
  const result = compileRule(checked.rule, table, at);
  if (!result.ok) return result.reason;
  const { isExact, where } = result.condition;
  expect(where.parts.length).toBe(where.values.length + 1);
  const sql = where.parts.map((part, i) => part + (i < where.values.length ? `$${i + 1}` : '')).join('');
  const values = where.values.map(({ value }) => JSON.stringify(value)).join(' ');
  return `${isExact ? '' : '≥ '}${sql}${values === '' ? '' : ` ← ${values}`}`;
}

const id = '11111111-2222-3333-4444-555555555555';

describe('a rule as SQL', () => {
  it.each([
    ['user.city -eq "Rome"', 'upper((city) collate "C") = $1 ← "ROME"'],
    ['user.city -ne "Rome"', '((upper((city) collate "C") = $1) is not true) ← "ROME"'],
    ['-not user.city -ne "Rome"', 'upper((city) collate "C") = $1 ← "ROME"'],
    ['user.city -eq null', '(city) is null'],
    ['user.city -endsWith "é"', 'right(upper(translate(city, $1, $2) collate "C"), length($3)) = $4 ← "é" "É" "É" "É"'],
    ['user.city -contains "σ"', 'strpos(upper(translate(city, $1, $2) collate "C"), $3) > 0 ← "ςσ" "ΣΣ" "Σ"'],
    ['user.city -in ["a", 5]', 'upper((city) collate "C") = any($1) ← ["A","5"]'],
    ['user.department -eq "Sales"', '(upper(dep) = upper($1) and upper((dep) collate "C") = $2) ← "SALES" "SALES"'],
    [
      'user.department -startsWith "S"',
      '(starts_with(upper(dep), upper($1)) and starts_with(upper((dep) collate "C"), $2)) ← "S" "S"',
    ],
    ['user.department -startsWith ""', 'starts_with(upper((dep) collate "C"), $1) ← ""'],
    ['user.department -eq "ƛ"', 'upper(translate(dep, $1, $2) collate "C") = $3 ← "ƛ" "Ƛ" "Ƛ"'],
    [
      'user.department -in ["a", "b"]',
      '(upper(dep) in (upper($1), upper($2)) and upper((dep) collate "C") = any($3)) ← "A" "B" ["A","B"]',
    ],
    ['user.accountEnabled -ne true', '(((on) is true) is not true)'],
    ['user.employeeHireDate -ge system.now -minus P1D', 'hired >= $1 ← 1781438400000'],
    ['user.employeeHireDate -ge system.now -minus P90000000D', '(hired) is not null'],
    ['user.employeeHireDate -le system.now -minus P90000000D', 'false'],
    [`user.objectId -eq "${id.toUpperCase()}"`, `id = $1 ← "${id}"`],
    ['user.objectId -eq "nobody"', 'false'],
    [`user.objectId -in ["${id}", "x"]`, `id = any($1) ← ["${id}"]`],
    [`Direct Reports for "${id}"`, `(boss = $1 or id = $2) ← "${id}" "${id}"`],
    [
      'user.otherMails -any (_ -eq "a" -and _ -ne null)',
      'exists (select from jsonb_array_elements_text(mails) as element(value) where (upper((element.value) collate "C") = $1 and (((element.value) is null) is not true))) ← "A"',
    ],
    [
      'user.assignedPlans -all (assignedPlan.service -eq null)',
      "not exists (select from jsonb_array_elements(plans) as element(value) where ((element.value ->> 'service') is null) is not true)",
    ],
    ['user.otherMails -eq null', 'coalesce(jsonb_array_length(mails), 0) = 0'],
    ['user.assignedPlans -ne null', '((coalesce(jsonb_array_length(plans), 0) = 0) is not true)'],
    ['device.deviceOSVersion -ge "ten"', 'false'],
  ])('%s', (rule, expected) => {
    expect(compiled(rule)).toBe(expected);
  });

  it('of versions compares numbers', () => {
    const parts = `(string_to_array(os, '.')::numeric[] || '{0,0,0}'::numeric[])[1:4]`;
    const form = `(os) collate "C" ~ '^[0-9]+(\\.[0-9]+){0,3}$'`;
    expect(compiled('device.deviceOSVersion -ge "10.4"')).toBe(
      `case when ${form} then ${parts} >= $1 else false end ← [10,4,0,0]`,
    );
    expect(compiled('device.deviceOSVersion -le "9007199254740993"')).toBe('≥ true');
  });

  it.each([
    ['user.city -match "rome"', 'strpos(upper((city) collate "C"), $1) > 0 ← "ROME"'],
    ['user.city -match "^rome.*"', 'starts_with(upper((city) collate "C"), $1) ← "ROME"'],
    ['user.city -match "^(?:a|b)$"', '(upper((city) collate "C") = $1 or upper((city) collate "C") = $2) ← "A" "B"'],
    [
      'user.city -notMatch "rome$"',
      '((right(upper((city) collate "C"), length($1)) = $2) is not true) ← "ROME" "ROME"',
    ],
    [
      'user.city -match "^a[bc]d"',
      '≥ (starts_with(upper((city) collate "C"), $1) and strpos(upper((city) collate "C"), $2) > 0) ← "A" "D"',
    ],
    ['user.city -match "[bc]"', '≥ (city) is not null'],
    ['user.city -notMatch "^a[bc]"', '≥ true'],
    ['user.city -match "\\uD801"', '≥ (city) is not null'],
    ['user.city -eq "a\ud801"', 'false'],
    ['user.city -eq "a\0"', 'false'],
    ['user.city -contains "a\0"', 'false'],
    ['user.city -startsWith "a\ud801"', '≥ starts_with(upper((city) collate "C"), $1) ← "A"'],
    ['user.city -contains "\udc00a\ud801"', '≥ strpos(upper((city) collate "C"), $1) > 0 ← "A"'],
    ['user.city -in ["\0"]', 'false'],
    ['user.extension_0123456789abcdef0123456789abcdef_x -eq "1"', '≥ (x) is not null'],
    ['user.extension_0123456789abcdef0123456789abcdef_x -eq null', '(x) is null'],
    ['user.accountEnabled -eq true -and user.city -match "[bc]"', '≥ ((on) is true and (city) is not null)'],
    ['-not (user.accountEnabled -eq true -and user.city -match "[bc]")', '≥ ((((on) is true) is not true) or true)'],
  ])('is exact only where it can be: %j', (rule, expected) => {
    expect(compiled(rule)).toBe(expected);
  });

  it('has no text of its values in it', () => {
    const shape = (literal: string) =>
      compiled(`user.city -eq '${literal}' -or user.city -in ['${literal}']`).split(' ← ')[0];
    for (const hostile of [`''; drop table users --`, '\\', '$1', '%', '{"a",b}', '\n"']) {
      expect(shape(hostile)).toBe(shape('rome'));
    }
  });

  it('is refused for memberOf', () => {
    expect(compiled(`user.memberOf -any (group.objectId -in ['${id}'])`)).toContain('memberships are not rows');
  });
});
