import { describe, expect, it } from 'vitest';
import { checkRule } from '../index.ts';

const group = '11111111-1111-1111-1111-111111111111';

/** Warnings as `CODE@position+length`, in order, without those named. */
function warnings(text: string, except: readonly string[]): string {
  const { ok, diagnostics } = checkRule(text);
  if (!ok) throw new Error(JSON.stringify(diagnostics));
  return diagnostics
    .filter((each) => !except.includes(each.code))
    .map((each) => `${each.code}@${each.position}+${each.length}`)
    .join(' ');
}

/** Rule, warnings, and warnings of other kinds that the case is not about. */
const cases: readonly (readonly [text: string, expected: string, ...except: string[]])[] = [
  ['user.department -eq "Sales"', ''],
  ['(user.objectId -ne null) and (user.userType -eq "Guest")', ''],
  ['User.department -eq "x"', 'W_PROPERTY_CASE@0+15'],
  [
    'user.otherMails -any (_ -eq "x") and user.assignedPlans -any (AssignedPlan.service -eq "x")',
    'W_PROPERTY_CASE@62+20',
  ],
  [
    'user.department –eq "x" −and user.postalCode -eq −5',
    'W_DASH_VARIANT@16+3 W_DASH_VARIANT@24+4 W_DASH_VARIANT@49+2',
  ],
  ['user.otherMails -startsWith "x"', 'W_COLLECTION_DIRECT@16+11'],
  ['user.otherMails -eq null', ''],
  ['user.otherMails -notEndsWith "x"', 'W_COLLECTION_DIRECT@16+12', 'W_NEGATIVE_NULL'],
  ['user.otherMails -any (_ -notEndsWith "x")', 'W_ANY_NEGATIVE@16+4'],
  ['user.otherMails -any (-not (_ -endsWith "x" or _ -endsWith "y"))', 'W_ANY_NEGATIVE@16+4'],
  ['user.otherMails -any (_ -startsWith "a" and _ -notEndsWith "x")', ''],
  ['user.otherMails -all (_ -notEndsWith "x")', ''],
  ['user.department -eq ""', 'W_EMPTY_STRING@20+2'],
  ['user.department -in ["a", ""]', 'W_EMPTY_STRING@26+2'],
  ['user.department -eq "NULL"', 'W_QUOTED_NULL@20+6'],
  ['user.department -startsWith "null"', ''],
  ['user.city -eq "x" or user.mail -eq "x" and user.state -eq "x"', 'W_MIXED_AND_OR@18+2'],
  ['user.city -eq "x" or (user.mail -eq "x" and user.state -eq "x")', ''],
  ['user.city -ne "x"', 'W_NEGATIVE_NULL@10+3'],
  ['-not (user.city -eq "x")', 'W_NEGATIVE_NULL@16+3'],
  ['-not (user.city -ne "x")', ''],
  ['user.displayName -ne "x"', ''],
  ['user.city -ne null', ''],
  ['user.city -ne "x" -and (user.city -ne null)', ''],
  ['user.mail -eq "a" -or user.city -ne "x" -and user.city -ne null', '', 'W_MIXED_AND_OR'],
  ['user.city -ne "x" -or user.city -ne null', 'W_NEGATIVE_NULL@10+3'],
  ['user.dirSyncEnabled -ne true', 'W_NEGATIVE_NULL@20+3'],
  ['user.department-eq"x"', 'W_MISSING_BLANK@15+3'],
  ['user.department eq"x"and user.city -eq "x"', 'W_MISSING_BLANK@16+2 W_MISSING_BLANK@21+3'],
  ['(user.city -eq "x")-and(user.mail -eq "x")', ''],
  ['-not(user.displayName -eq "x")', ''],
  ['user.city -match "x"', 'W_SLOW_OPERATOR@10+6'],
  ['user.otherMails -any (_ -contains "x")', 'W_SLOW_OPERATOR@24+9'],
  ['user.city -eq "x" or (user.city -eq "y") or user.mail -eq "z"', 'W_USE_IN@0+17'],
  ['user.city -eq "x" and user.city -eq "y"', ''],
  ['user.city -eq "x" or user.city -eq null', ''],
  ['user.city -eq "x" and USER.city eq "x"', 'W_REDUNDANT@22+16', 'W_PROPERTY_CASE'],
  ['-not -not user.city -eq "x"', 'W_REDUNDANT@0+27'],
  [
    'user.employeeHireDate -ge system.now and user.employeeHireDate -le (system.now -plus P1D)',
    'W_TIME_DEPENDENT@26+10',
  ],
  ['device.deviceOSVersion -ge "10"', 'W_NON_PORTABLE@23+3'],
  [`user.memberOf -any (group.objectId -in ['${group}'])`, 'W_MEMBEROF_UPSTREAM@0+13'],
  [`Direct Reports for "${group}"`, ''],
];

describe('warnings', () => {
  it.each(cases)('%s: %s', (text, expected, ...except) => {
    expect(warnings(text, except)).toBe(expected);
  });

  it('come with fixes that lead to a rule without the warning', () => {
    const fixable = ['W_PROPERTY_CASE', 'W_DASH_VARIANT', 'W_MISSING_BLANK', 'W_QUOTED_NULL'];
    let text = 'USER.city–eq"null" -and user.mail−ne 5';
    for (let step = 0; step < 20; step += 1) {
      const next = checkRule(text).diagnostics.find((each) => each.fix !== undefined);
      if (next === undefined) break;
      expect(fixable).toContain(next.code);
      text = text.slice(0, next.position) + next.fix + text.slice(next.position + next.length);
    }
    expect(text).toBe('user.city -eq null -and user.mail -ne 5');
  });

  it('suggest the list that replaces alternatives', () => {
    const [warning] = checkRule('user.city -eq "x" or user.city -eq \'y\'').diagnostics;
    expect(warning?.suggestion).toBe('user.city -in ["x", \'y\']');
  });
});
