import { formatInstant, type Instant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import { checkValue } from './check-value.ts';
import { parseTarget, type Target } from './target.ts';

function read(name: string, text: string) {
  const reading = checkValue(parseTarget(name) as Target, text);
  return 'problem' in reading ? reading.problem.code : reading.value;
}

describe('values', () => {
  const cases: [string, string, unknown][] = [
    ['department', 'Sales', 'Sales'],
    ['department', '', null],
    ['department', 'x'.repeat(64), 'x'.repeat(64)],
    ['department', 'x'.repeat(65), 'TOO_LONG'],
    ['displayName', '', 'MISSING_VALUE'],
    ['accountEnabled', 'Yes', true],
    ['accountEnabled', 'FALSE', false],
    ['accountEnabled', 'maybe', 'BAD_VALUE'],
    ['userType', 'guest', 'Guest'],
    ['userType', 'Visitor', 'BAD_VALUE'],
    ['usageLocation', 'de', 'DE'],
    ['usageLocation', 'GB', 'GB'],
    ['usageLocation', 'UK', 'BAD_VALUE'],
    ['usageLocation', 'ZZ', 'BAD_VALUE'],
    ['usageLocation', 'EU', 'BAD_VALUE'],
    ['usageLocation', 'SU', 'BAD_VALUE'],
    ['usageLocation', 'Germany', 'TOO_LONG'],
    ['businessPhones', '', []],
    ['businessPhones', '+49 30 1', ['+49 30 1']],
    ['businessPhones', '1; 2', 'BAD_VALUE'],
    ['otherMails', 'a@x.example; b@x.example;', ['a@x.example', 'b@x.example']],
    ['otherMails', 'a@x.example; b', 'BAD_VALUE'],
    ['mail', 'ann@x.example', 'ann@x.example'],
    ['mail', 'ann', 'BAD_VALUE'],
    ['mail', 'ann @x.example', 'BAD_VALUE'],
    ['userPrincipalName', "o'neil.a-b_c!d#e^f~1@x.example", "o'neil.a-b_c!d#e^f~1@x.example"],
    ['userPrincipalName', 'ann', 'BAD_VALUE'],
    ['userPrincipalName', 'ann lee@x.example', 'BAD_VALUE'],
    ['userPrincipalName', 'josé@x.example', 'BAD_VALUE'],
    ['userPrincipalName', `${'a'.repeat(65)}@x.example`, 'BAD_VALUE'],
    ['userPrincipalName', `a@${'b'.repeat(110)}.example`, 'TOO_LONG'],
    ['mailNickname', 'ann.lee', 'ann.lee'],
    ['mailNickname', 'ann lee', 'BAD_VALUE'],
    ['employeeHireDate', '2023-02-30', 'BAD_VALUE'],
    ['employeeHireDate', '30.01.2023', 'BAD_VALUE'],
    ['extensionAttribute7', 'red', 'red'],
  ];
  it.each(cases)('%s from `%s`', (name, text, expected) => {
    expect(read(name, text)).toEqual(expected);
  });

  it('reads dates as midnight UTC', () => {
    expect(formatInstant(read('employeeHireDate', '2023-02-28') as Instant)).toBe('2023-02-28T00:00:00Z');
  });

  it('says what is wrong in the words of the file', () => {
    const target = parseTarget('department') as Target;
    expect(checkValue(target, 'x'.repeat(70))).toEqual({
      problem: {
        code: 'TOO_LONG',
        property: 'department',
        message: '`department` is 70 characters long; the limit is 64',
      },
    });
  });
});
