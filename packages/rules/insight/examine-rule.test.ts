import { describe, expect, it } from 'vitest';
import { checkRule, examineRule } from '../index.ts';

function examine(text: string) {
  const result = checkRule(text);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
  return examineRule(result.rule).diagnostics;
}

/** What is proved, as `CODE text`, without what can be written by others. */
function found(text: string): string[] {
  return examine(text)
    .filter(({ code }) => !code.endsWith('_WRITABLE'))
    .map(({ code, position, length }) => `${code} ${text.slice(position, position + length)}`);
}

describe('a rule that can never be true', () => {
  it.each([
    ['user.extensionAttribute1 -eq "a" -and user.extensionAttribute1 -eq "b"', undefined],
    ['user.accountEnabled -eq true -and user.accountEnabled -eq false', undefined],
    ['user.accountEnabled -eq true -and user.accountEnabled -eq null', undefined],
    ['user.userType -in ["a", "b"] -and user.userType -notIn ["B", "A", "c"]', undefined],
    ['user.userType -startsWith "ab" -and user.userType -startsWith "ac"', undefined],
    ['user.userType -endsWith "x" -and user.userType -notContains "X"', undefined],
    ['user.userType -startsWith "abc" -and user.userType -notStartsWith "AB"', undefined],
    ['user.userType -eq "abc" -and user.userType -notMatch "^a"', undefined],
    ['user.userType -match "^ab" -and user.userType -startsWith "b"', undefined],
    ['user.userType -match "x[0-9]+y" -and user.userType -notMatch "x[0-9]+y"', undefined],
    ['user.userType -match "xx[0-9]+y" -and user.userType -notContains "X"', undefined],
    ['user.employeeHireDate -ge 2026-02-01 -and user.employeeHireDate -le 2026-01-01', undefined],
    ['user.employeeHireDate -ge system.now -and user.employeeHireDate -le system.now -minus P1D', undefined],
    ['user.employeeHireDate -eq 2026-02-01 -and user.employeeHireDate -ne 2026-02-01', undefined],
    ['user.employeeHireDate -ge 2026-02-01 -and -not (user.employeeHireDate -ge 2026-01-01)', undefined],
    ['device.deviceOSVersion -ge "10.0.2" -and device.deviceOSVersion -le "10.0.1.9"', undefined],
    ['device.deviceOSVersion -ge "10" -and -not (device.deviceOSVersion -ge "9")', undefined],
    ['device.deviceOSVersion -ge "10" -and device.deviceOSVersion -startsWith "v"', undefined],
    ['device.deviceOSVersion -ge "ten"', undefined],
    ['user.objectId -eq null', undefined],
    ['user.otherMails -any (_ -eq null)', undefined],
    ['user.otherMails -eq null -and user.otherMails -any (_ -startsWith "a")', undefined],
    ['user.otherMails -any (_ -endsWith "x") -and user.otherMails -all (_ -notEndsWith "X")', undefined],
    ['user.otherMails -startsWith "ab" -and user.otherMails -notStartsWith "a"', undefined],
    ['user.assignedPlans -any (assignedPlan.service -eq "a" -and assignedPlan.service -eq "b")', undefined],
    [
      '(user.state -eq "a" -or user.state -eq "b") -and user.state -ne "a" -and user.extensionAttribute1 -eq "x" -and user.state -ne "b"',
      '(user.state -eq "a" -or user.state -eq "b") -and user.state -ne "a" -and user.extensionAttribute1 -eq "x" -and user.state -ne "b"'.slice(
        1,
      ),
    ],
    [
      'user.extensionAttribute2 -eq "x" -and user.extensionAttribute1 -eq "a" -and user.extensionAttribute1 -eq "b"',
      'user.extensionAttribute1 -eq "a" -and user.extensionAttribute1 -eq "b"',
    ],
  ])('%s', (rule, place = rule) => {
    const plain = found(rule).filter((each) => !each.startsWith('W_PLAIN_PATTERN'));
    expect(plain).toEqual([`W_NEVER_TRUE ${place}`]);
  });
});

describe('a rule that is always true', () => {
  it.each([
    'user.department -ne "a" -or user.department -ne "b"',
    'user.department -eq null -or user.department -ne null',
    'user.accountEnabled -ne true -or user.accountEnabled -ne false',
    '-not (user.city -startsWith "ab" -and user.city -notStartsWith "a")',
    'user.otherMails -all (_ -ne null)',
    'user.displayName -ne null',
    'user.employeeHireDate -ne 2026-01-01 -or user.employeeHireDate -ge system.now -or user.employeeHireDate -le system.now',
  ])('%s', (rule) => {
    expect(found(rule).map((each) => each.split(' ')[0])).toEqual(['W_ALWAYS_TRUE']);
  });

  it('is not blamed when it is the way to say everybody', () => {
    expect(found('user.objectId -ne null')).toEqual([]);
    expect(found('(device.objectId -ne null)')).toEqual([]);
  });
});

describe('a part that decides nothing', () => {
  it.each([
    ['user.state -eq "a" -and user.state -ne null', 'W_DECIDES_NOTHING user.state -ne null'],
    ['user.state -eq "a" -and user.state -eq "A"', 'W_DECIDES_NOTHING user.state -eq "A"'],
    ['user.state -startsWith "a" -or user.state -startsWith "ab"', 'W_DECIDES_NOTHING user.state -startsWith "ab"'],
    ['user.state -in ["a", "b"] -or user.state -eq "b"', 'W_DECIDES_NOTHING user.state -eq "b"'],
    ['user.objectId -ne null -and user.userType -eq "Member"', 'W_ALWAYS_TRUE user.objectId -ne null'],
    [
      'user.userType -eq "x" -and (user.state -eq "a" -or (user.state -eq "b" -and user.state -eq "c"))',
      'W_NEVER_TRUE user.state -eq "b" -and user.state -eq "c"',
    ],
    ['user.state -eq "a" -and (user.userType -eq "x" -or user.state -eq "b")', 'W_DECIDES_NOTHING user.state -eq "b"'],
    ['user.state -eq "a" -or (user.state -ne "a" -and user.userType -eq "x")', 'W_DECIDES_NOTHING user.state -ne "a"'],
    ['-not (user.state -eq "a" -and user.state -ne null)', 'W_DECIDES_NOTHING user.state -ne null'],
    ['user.otherMails -any (_ -startsWith "a" -and _ -ne null)', 'W_ALWAYS_TRUE _ -ne null'],
    [
      'user.otherMails -any (_ -startsWith "ab") -and user.otherMails -any (_ -startsWith "a")',
      'W_DECIDES_NOTHING user.otherMails -any (_ -startsWith "a")',
    ],
    ['user.state -eq "a" -and -not (user.state -eq "b")', 'W_DECIDES_NOTHING -not (user.state -eq "b")'],
    [
      'user.employeeHireDate -ge 2026-01-01 -and user.employeeHireDate -ge 2025-01-01',
      'W_DECIDES_NOTHING user.employeeHireDate -ge 2025-01-01',
    ],
  ])('%s: %s', (rule, expected) => {
    expect(found(rule)).toEqual([expected]);
  });

  it('is named with what decides it', () => {
    const rule = 'user.state -eq "a" -and user.accountEnabled -eq true -and user.state -ne "b"';
    const diagnostic = examine(rule).find(({ code }) => code === 'W_DECIDES_NOTHING');
    expect(diagnostic?.message).toBe('user.state -ne "b" decides nothing: user.state -eq "a" decides it.');
  });
});

describe('nothing is said', () => {
  it.each([
    'user.department -eq "Sales" -and user.userType -eq "Member"',
    'user.department -eq "a" -or user.department -eq "b"',
    'user.department -ne "a" -and user.department -ne "b"',
    'user.department -startsWith "a" -and user.department -endsWith "b" -and user.department -contains "c"',
    'user.department -startsWith "aa" -and user.department -notContains "b"',
    'user.department -match "a[0-9]" -and user.department -notMatch "b[0-9]"',
    'user.otherMails -any (_ -startsWith "a") -and user.otherMails -any (_ -startsWith "b")',
    'user.otherMails -all (_ -startsWith "a") -and user.otherMails -all (_ -startsWith "b")',
    'user.employeeHireDate -ge 2026-01-01 -and user.employeeHireDate -le system.now',
    'user.employeeHireDate -ge system.now -minus P7D -and user.employeeHireDate -le system.now',
    'device.deviceOSVersion -ge "10.0" -and device.deviceOSVersion -le "10.0"',
    'user.assignedPlans -any (assignedPlan.service -eq "a" -and assignedPlan.servicePlanId -eq "b")',
    "user.memberOf -any (group.objectId -in ['11111111-1111-1111-1111-111111111111'])",
    'Direct Reports for "11111111-1111-1111-1111-111111111111"',
  ])('of %s', (rule) => {
    expect(found(rule)).toEqual([]);
  });
});

describe('memberships and reports, extended language', () => {
  const id = (digit: string) => `${digit.repeat(8)}-0000-4000-8000-000000000000`;
  const member = (digit: string) => `user.memberOf -any (group.objectId -in ['${id(digit)}'])`;
  const reports = `All Reports for "${id('3')}"`;

  it.each([
    [`${member('1')} -and -not (${member('1')})`, `W_NEVER_TRUE ${member('1')} -and -not (${member('1')})`],
    [`${reports} -or -not (${reports})`, `W_ALWAYS_TRUE ${reports} -or -not (${reports})`],
    [`${member('1')} -and ${reports} -and ${reports}`, `W_DECIDES_NOTHING ${reports}`],
    [`${member('1')} -and (${reports} -or ${member('1')})`, `W_DECIDES_NOTHING ${reports} -or ${member('1')}`],
    [`${member('1')} -and -not (${member('2')})`, undefined],
    ['user.createdDateTime -gt 2026-01-01 -and user.createdDateTime -lt 2026-01-01T00:00:00.001Z', 'W_NEVER_TRUE'],
    ['device.deviceOSVersion -gt "10.0" -and device.deviceOSVersion -lt "10.0.0.1"', 'W_NEVER_TRUE'],
    ['device.deviceOSVersion -gt "10.0" -and device.deviceOSVersion -lt "10.0.0.2"', undefined],
  ])('%s: %s', (rule, expected) => {
    const result = checkRule(rule, { dialect: 'extended' });
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    const [first] = examineRule(result.rule).diagnostics.filter(({ code }) => !code.endsWith('_WRITABLE'));
    const place = first && rule.slice(first.position, first.position + first.length);
    expect(first && `${first.code} ${place}`).toEqual(expected === 'W_NEVER_TRUE' ? `${expected} ${rule}` : expected);
  });
});

describe('attributes that others can write', () => {
  const writable = (text: string) =>
    examine(text).flatMap(({ code, position }) => (code.endsWith('_WRITABLE') ? `${code}@${position}` : []));

  it.each([
    ['user.mobile -startsWith "+1"', ['W_SELF_WRITABLE@0']],
    ['user.department -eq "a" -or user.department -eq "b"', ['W_GUEST_WRITABLE@0']],
    ['user.department -eq "a" -and user.userType -eq "Member"', []],
    ['user.department -eq "a" -and -not (user.userType -eq "guest")', []],
    ['user.department -eq "a" -or user.userType -eq "Member"', ['W_GUEST_WRITABLE@0']],
    ['user.otherMails -any (_ -endsWith "@contoso.com") -and user.userType -eq "Member"', ['W_SELF_WRITABLE@0']],
    ['user.extensionAttribute1 -eq "a"', []],
    ['device.displayName -eq "a"', []],
  ])('%s: %j', (rule, expected) => {
    expect(writable(rule)).toEqual(expected);
  });
});

describe('a rule that would take too long to prove', () => {
  /** Everybody has one of four places, no two the same: there are five. */
  const names = ['city', 'state', 'mail', 'surname', 'givenName'].map((name) => `user.${name}`);
  const places = ['a', 'b', 'c', 'd'];
  const somewhere = names.map((name) => `(${places.map((place) => `${name} -eq "${place}"`).join(' -or ')})`);
  const apart = names.flatMap((name, i) =>
    names
      .slice(i + 1)
      .flatMap((other) => places.map((place) => `-not (${name} -eq "${place}" -and ${other} -eq "${place}")`)),
  );

  it('is given up, and says so', () => {
    const result = checkRule([...somewhere, ...apart].join(' -and '));
    if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
    const { diagnostics, isComplete } = examineRule(result.rule);
    expect(isComplete || diagnostics.some(({ code }) => code === 'W_NEVER_TRUE')).toBe(false);
  });
});

describe('a rule as long as rules may be', () => {
  it.each([
    ['user.state -contains "aNUMBER" -or '],
    ['user.state -notContains "aNUMBER" -and '],
    ['(user.state -eq "aNUMBER" -or user.city -eq "bNUMBER") -and '],
    ['(user.state -ne "aNUMBER" -and user.city -contains "bNUMBER") -or '],
    ['user.otherMails -any (_ -match "NUMBER[a-c]x*") -or -not '],
  ])('of %s is looked at in bounded time', (piece) => {
    const end = 'user.department -eq "z"';
    let text = '';
    for (let n = 0; text.length + piece.length + end.length < 3050; n += 1) text += piece.replaceAll('NUMBER', `${n}`);
    // Without bounds this would not end within the time that a test may take.
    expect(examine(text + end).length).toBeGreaterThan(0);
  });
});
