import { expect, it } from 'vitest';
import { ruleLines } from './rule-lines.ts';

it.each([
  ['', []],
  ['user.city -eq "Ulm"', ['user.city -eq "Ulm"']],
  [
    '(user.department -eq "Research -and  Development")   -and (user.country -in ["DE", "AT"])',
    ['(user.department -eq "Research -and  Development")', '-and (user.country -in ["DE", "AT"])'],
  ],
  [
    '(user.a -eq "1" -or user.b -eq "2") and user.c -ne null',
    ['(user.a -eq "1"', '  -or user.b -eq "2")', 'and user.c -ne null'],
  ],
])('breaks a rule into lines: %s', (rule, lines) => {
  expect(ruleLines(rule)).toEqual(lines);
});
