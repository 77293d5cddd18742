import { expect, it } from 'vitest';
import { rulePieces } from './rule-pieces.ts';

it.each([
  ['user.city -eq "A `"b`" c"', ['property user.city', 'operator -eq', 'text "A `"b`" c"']],
  [
    '(USER.city eq "a") and -NOT user.x',
    ['property USER.city', 'operator eq', 'text "a"', 'connector and', 'connector -NOT', 'property user.x'],
  ],
  [
    'user.employeeHireDate -ge system.now -minus P30D',
    ['property user.employeeHireDate', 'operator -ge', 'literal system.now', 'operator -minus', 'literal P30D'],
  ],
  ['user.a -in ["x', ['property user.a', 'operator -in', 'text "x']],
  ["_ -eq 'it''s' or", ['property _', 'operator -eq', "text 'it''s'", 'connector or']],
  ['Direct Reports for 5', ['literal 5']],
])('colours %s', (text, expected) => {
  expect(rulePieces(text).map(({ from, to, kind }) => `${kind} ${text.slice(from, to)}`)).toEqual(expected);
});
