import { checkRule } from '@muster/rules';
import { describe, expect, it } from 'vitest';
import corpus from '../../../../fixtures/rules/corpus-rules.json' with { type: 'json' };
import invalidRules from '../../../../fixtures/rules/invalid-rules.json' with { type: 'json' };
import { applyChanges } from '../text-change.ts';
import { markedProblems } from './fixes.ts';

/** The texts that the fixes of the first problem with the code lead to. */
function fixed(text: string, code: string): string[] {
  const found = markedProblems(text).find((each) => each.diagnostic.code === code);
  if (found === undefined) throw new Error(`no ${code} in ${text}`);
  return found.fixes.map((each) => applyChanges(text, each.changes));
}

describe('the fixes of a problem', () => {
  it.each([
    ['UNKNOWN_PROPERTY', 'user.departmnt -eq "x"', ['user.department -eq "x"']],
    ['PREFIX_REQUIRED', 'department -eq "x"', ['user.department -eq "x"']],
    ['W_QUOTED_NULL', 'user.city -eq "null"', ['user.city -eq null']],
    ['UNQUOTED_STRING', 'user.city -eq Berlin', ['user.city -eq "Berlin"']],
    ['UNKNOWN_OPERATOR', 'user.city -equals "x"', ['user.city -eq "x"']],
    ['UNKNOWN_OPERATOR', 'user.city -like "x"', ['user.city -match "x"']],
    ['UNEXPECTED_CHARACTER', 'user.city=="x"', ['user.city -eq "x"']],
    ['SMART_QUOTE', 'user.city -eq “x” -or user.city -eq “y”', ['user.city -eq "x" -or user.city -eq "y"']],
    ['UNTERMINATED_STRING', '(user.city -eq "x)', ['(user.city -eq "x")']],
    [
      'UNTERMINATED_STRING',
      'user.city -eq "x -and user.mail -ne null',
      ['user.city -eq "x" -and user.mail -ne null', 'user.city -eq "x -and user.mail -ne null"'],
    ],
    ['UNBALANCED_PARENTHESIS', '(user.city -eq "x"', ['(user.city -eq "x")', 'user.city -eq "x"']],
    ['UNBALANCED_PARENTHESIS', 'user.city -eq "x")', ['(user.city -eq "x")', 'user.city -eq "x"']],
    [
      'MISSING_CONNECTOR',
      'user.city -eq "x" user.mail -eq "y"',
      ['user.city -eq "x" -and user.mail -eq "y"', 'user.city -eq "x" -or user.mail -eq "y"'],
    ],
    ['LIST_NOT_ALLOWED', 'user.city -ne ["x"]', ['user.city -notIn ["x"]']],
    ['LIST_EXPECTED', 'user.city -in "x"', ['user.city -in ["x"]', 'user.city -eq "x"']],
    ['UNEXPECTED_TOKEN', '(user.city -in ["x", "y")', ['(user.city -in ["x", "y"])']],
    ['UNTERMINATED_LIST', 'user.city -in ["x", "y"', ['user.city -in ["x", "y"]']],
    [
      'OPERATOR_NOT_SUPPORTED',
      'user.accountEnabled -contains true',
      ['user.accountEnabled -eq true', 'user.accountEnabled -ne true'],
    ],
    ['NULL_NOT_ALLOWED', 'user.city -notContains null', ['user.city -ne null']],
    [
      'SYSTEM_NOW_NOT_ALLOWED',
      'user.employeeHireDate -eq system.now',
      ['user.employeeHireDate -ge system.now', 'user.employeeHireDate -le system.now'],
    ],
    ['TYPE_MISMATCH', 'user.city -eq true', ['user.city -eq "true"']],
    [
      'TYPE_MISMATCH',
      'user.accountEnabled -eq "yes"',
      ['user.accountEnabled -eq true', 'user.accountEnabled -eq false'],
    ],
    ['NOT_AS_COMPARISON', 'user.city -not "x"', ['user.city -ne "x"']],
    ['COLLECTION_REQUIRED', 'user.city -any (_ -eq "x")', ['user.city -eq "x"']],
    ['W_COLLECTION_DIRECT', 'user.otherMails -notEndsWith "x"', ['user.otherMails -all (_ -notEndsWith "x")']],
    ['W_NEGATIVE_NULL', 'user.city -ne "x"', ['(user.city -ne "x" -and user.city -ne null)']],
    [
      'W_MIXED_AND_OR',
      'user.city -eq "x" or user.mail -eq "y" and user.state -eq "z"',
      ['user.city -eq "x" or (user.mail -eq "y" and user.state -eq "z")'],
    ],
    [
      'W_USE_IN',
      'user.city -eq "x" or (user.city -eq 5) or user.mail -eq "z"',
      ['user.city -in ["x", 5] or user.mail -eq "z"'],
    ],
    ['W_REDUNDANT', 'user.city -eq "x" and USER.city eq "x"', ['user.city -eq "x"']],
    ['W_REDUNDANT', '-not -not user.city -eq "x"', ['(user.city -eq "x")']],
    ['W_PROPERTY_CASE', 'user.City -eq "x"', ['user.city -eq "x"']],
    ['W_DASH_VARIANT', 'user.city –eq "x"', ['user.city -eq "x"']],
    ['W_MISSING_BLANK', 'user.city-eq "x"', ['user.city -eq "x"']],
  ])('%s in %s', (code, text, expected) => {
    expect(fixed(text, code)).toEqual(expected);
  });

  it('make it vanish in every rule of the fixtures', () => {
    let offered = 0;
    for (const text of [...corpus.map((each) => each.rule), ...invalidRules.map((each) => each.rule)]) {
      const before = checkRule(text).diagnostics;
      for (const { diagnostic, fixes } of markedProblems(text)) {
        for (const fix of fixes) {
          const after = checkRule(applyChanges(text, fix.changes)).diagnostics;
          const count = (found: typeof before) => found.filter((each) => each.code === diagnostic.code).length;
          const nearest = (found: typeof before, of: string) => of.length - (found[0]?.position ?? of.length);
          const repaired = applyChanges(text, fix.changes);
          const isFurther = count(after) < count(before) || nearest(after, repaired) < nearest(before, text);
          expect(isFurther, `${diagnostic.code} ${text} ${JSON.stringify(fix)}`).toBe(true);
          offered += 1;
        }
      }
    }
    expect(offered).toBeGreaterThan(250);
  });

  it('show findings from elsewhere in their place', () => {
    const text = 'user.city -eq "Berln"';
    const finding = {
      ...checkRule('x').diagnostics[0]!,
      code: 'W_VALUE_NOWHERE',
      position: 14,
      length: 7,
      fix: '"Berlin"',
    } as const;
    const problems = markedProblems(text, {}, [finding]);
    expect(problems.map((each) => each.fixes.map((fix) => applyChanges(text, fix.changes)))).toEqual([
      ['user.city -eq "Berlin"'],
    ]);
  });
});
