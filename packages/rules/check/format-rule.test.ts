import { expect, it } from 'vitest';
import { formatRule } from './format-rule.ts';

function formatted(text: string): string {
  const result = formatRule(text);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.text;
}

it('writes properties, operators and blanks canonically and leaves values alone', () => {
  expect(formatted(" ( ((USER.CITY–EQ'O''Brien')) AND not user.accountenabled eq True ) ")).toBe(
    "user.city -eq 'O''Brien' -and -not (user.accountEnabled -eq True)",
  );
});

it('puts parentheses where precedence would have to be remembered', () => {
  expect(formatted('user.city -eq "a" or user.city -eq "b" and user.state -eq "c"')).toBe(
    'user.city -eq "a" -or (user.city -eq "b" -and user.state -eq "c")',
  );
  expect(formatted('user.otherMails -any _ -eq "a"')).toBe('user.otherMails -any (_ -eq "a")');
});

it('gives every operand of a long chain its own line', () => {
  const text =
    'user.accountEnabled -eq true -and (user.department -eq "Sales and Marketing" -or user.department -eq "Customer Support" -or user.jobTitle -startsWith "SDE")';
  expect(formatted(text)).toBe(
    [
      'user.accountEnabled -eq true',
      '-and (',
      '  user.department -eq "Sales and Marketing"',
      '  -or user.department -eq "Customer Support"',
      '  -or user.jobTitle -startsWith "SDE"',
      ')',
    ].join('\n'),
  );
});

it('changes nothing when the canonical text would pass a limit', () => {
  const nested = `${'(user.city -eq "a" or user.mail -eq "b" and '.repeat(40)}user.state -eq "c"${')'.repeat(40)}`;
  expect(formatted(nested)).toBe(nested);
  const long = `user.city-eq"${'x'.repeat(3057)}"`;
  expect(formatted(long)).toBe(long);
});

it('gives the problems of a rule with errors', () => {
  expect(formatRule('user.city')).toMatchObject({ ok: false, diagnostics: [{ code: 'UNEXPECTED_END' }] });
});
