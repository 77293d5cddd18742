import { describe, expect, it } from 'vitest';
import { type CheckedRule, checkRule, extendProperties, ruleProperties } from '../index.ts';

const id = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(4)}-${digit.repeat(12)}`;

function checked(text: string): CheckedRule {
  const result = checkRule(text);
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.rule;
}

/** Errors as `CODE@position+length`, in order. */
function errors(text: string): string {
  const { ok, diagnostics } = checkRule(text);
  return ok ? 'accepted' : diagnostics.map((each) => `${each.code}@${each.position}+${each.length}`).join(' ');
}

describe('semantic errors beyond the fixtures', () => {
  it.each([
    [
      'user.a -eq "x" -or user.city -eq true -or b -eq 1',
      'UNKNOWN_PROPERTY@0+6 TYPE_MISMATCH@33+4 PREFIX_REQUIRED@42+1',
    ],
    [
      'user.a -eq "x" -or device.b -eq "x" -or device.accountEnabled -eq true',
      'UNKNOWN_PROPERTY@0+6 MIXED_OBJECTS@19+8 MIXED_OBJECTS@40+21',
    ],
    ['contact.a -eq 1 -or device.b -eq "x"', 'UNKNOWN_OBJECT@0+9 UNKNOWN_PROPERTY@20+8'],
    ['user.city -match "(" -or user.city -match "["', 'INVALID_REGEX@17+3 INVALID_REGEX@42+3'],
    ['user.city -ge null', 'OPERATOR_NOT_SUPPORTED@10+3'],
    ['user.employeeHireDate -contains system.now', 'OPERATOR_NOT_SUPPORTED@22+9'],
    ['user.city -contains (system.now -plus P1D)', 'SYSTEM_NOW_NOT_ALLOWED@21+10'],
    ['user.accountEnabled -eq "$true"', 'TYPE_MISMATCH@24+7'],
    ['user.accountEnabled -eq 2020-01-01', 'TYPE_MISMATCH@24+10'],
    ['user.employeeHireDate -eq true', 'TYPE_MISMATCH@26+4'],
    ['user.employeeHireDate -eq "2024-02-30"', 'INVALID_DATE@26+12'],
    ['user.city -startsWith true', 'TYPE_MISMATCH@22+4'],
    ['user.assignedPlans -eq system.now', 'COLLECTION_OPERATOR_REQUIRED@19+3'],
    ['user.assignedPlans -any (assignedPlan -eq "x")', 'UNKNOWN_PROPERTY@25+12'],
    ['user.assignedPlans -any (group.objectId -eq "x")', 'WRONG_ELEMENT@25+14'],
    ['user.otherMails -any (_.x -eq "x")', 'WRONG_ELEMENT@22+3'],
    ['user.otherMails -any (mail -eq "x")', 'WRONG_ELEMENT@22+4'],
    ['user.otherMails -any (_ -ge "x")', 'OPERATOR_NOT_SUPPORTED@24+3'],
    ['user.otherMails -any (device.x -eq "x")', 'MIXED_OBJECTS@22+8'],
    ['user.otherMails -any (_ -eq true and _ -contains null)', 'TYPE_MISMATCH@28+4 NULL_NOT_ALLOWED@49+4'],
    ['user.city -all (user.typo -eq "x")', 'COLLECTION_REQUIRED@10+4'],
    ['user.typo -any (user.typo -eq "x")', 'UNKNOWN_PROPERTY@0+9'],
    ['user.memberOf -ne null', 'MEMBEROF_SHAPE@0+13'],
    ['user.memberOf -any (_ -in ["x"])', 'MEMBEROF_SHAPE@0+13'],
    ['user.memberOf -any (group.objectId -in [5])', 'INVALID_OBJECT_ID@40+1'],
    [
      `user.typo -eq 1 or user.memberOf -eq "x" or user.memberOf -any (x -eq 1)`,
      'UNKNOWN_PROPERTY@0+9 MEMBEROF_COMBINED@19+13',
    ],
    ['device.accountEnabled -eq true -and user.memberOf -eq "x"', 'MIXED_OBJECTS@36+13'],
    ['user.extension_c272a57b722d4eb29bfe327874ae79cb_ -eq "x"', 'UNKNOWN_PROPERTY@0+48'],
  ])('%s', (text, expected) => {
    expect(errors(text)).toBe(expected);
  });

  it.each([
    `((user.memberOf -any ((group.objectId -in ['${id('1')}']))))`,
    `user.memberOf -any group.objectId -in ["${id('1')}"]`,
    'user.assignedPlans -ne null and user.otherMails -eq $null',
    'user.assignedPlans -any assignedPlan.service -eq "x" or assignedPlan.capabilityStatus -eq null',
    'device.deviceOSVersion -ge 10.0',
    'user.employeeHireDate -ne "2026-01-01"',
    'user.city -match 5',
  ])('%s is accepted', (text) => {
    expect(errors(text)).toBe('accepted');
  });
});

describe('places', () => {
  it('counts lines and columns from 1, whatever ends a line', () => {
    const { diagnostics } = checkRule('user.a -eq "x" or\nuser.b -eq "x" or\r\n  user.c -eq "x"\ror user.d -eq "x"');
    expect(diagnostics.map(({ line, column }) => [line, column])).toEqual([
      [1, 1],
      [2, 1],
      [3, 3],
      [4, 4],
    ]);
  });

  it('gives a diagnostic in the form of the language spec', () => {
    expect(checkRule('(user.invalidDepartment -eq "Value")').diagnostics).toEqual([
      {
        code: 'UNKNOWN_PROPERTY',
        severity: 'error',
        message: 'user.invalidDepartment cannot be used in rules.',
        position: 1,
        length: 22,
        line: 1,
        column: 2,
        help: expect.any(String),
      },
    ]);
    const [warning] = checkRule('user.department -ne "Sales"').diagnostics;
    expect(warning?.help).toBe('Add -and (user.department -ne null) to leave them out.');
  });
});

describe('suggestions', () => {
  it.each([
    ['user.departmnt -eq "x"', 'user.department'],
    ['user.department == "x"', '-eq'],
    ['user.department != "x"', '-ne'],
    ['user.city -eq "x" && user.state -eq "y"', '-and'],
    ['user.officeLocation -eq "x"', 'user.physicalDeliveryOfficeName'],
    ['user.onPremisesSyncEnabled -eq true', 'user.dirSyncEnabled'],
    ['user.mobilePhone -eq "x"', 'user.mobile'],
    ['user.businessPhones -eq "x"', 'user.telephoneNumber'],
    ['user.id -eq "x"', 'user.objectId'],
    ['user.assignedLicenses -eq "x"', 'user.assignedPlans'],
    ['device.trustType -eq "x"', 'device.deviceTrustType'],
    ['device.model -eq "x"', 'device.deviceModel'],
    ['device.manufacturer -eq "x"', 'device.deviceManufacturer'],
    ['device.osVersion -eq "x"', 'device.deviceOSVersion'],
    ['device.operatingSystem -eq "x"', 'device.deviceOSType'],
    ['device.deviceName -eq "x"', 'device.displayName'],
    ['user.deviceOSType -eq "x"', 'device.deviceOSType'],
    ['device.department -eq "x"', 'user.department'],
    ['user.customSecurityAttributes -eq "x"', undefined],
    ['deviceOSType -eq "x"', 'device.deviceOSType'],
    ['displayName -eq "x"', undefined],
    ['user.city -eq "x" or displayName -eq "x"', 'user.displayName'],
    ['user.city -equals "x"', '-eq'],
    ['user.city -startWith "x"', '-startsWith'],
    ['user.city -gt "x"', '-ge'],
    ['user.city -notcontain "x"', '-notContains'],
    ['user.city -zzz "x"', undefined],
    ['user.otherMails -any (mail -eq "x")', '_'],
  ])('%s: did you mean %s', (text, suggestion) => {
    expect(checkRule(text).diagnostics[0]?.suggestion).toBe(suggestion);
  });

  it.each([
    ['user.departmnt -eq "x"', 'user.department -eq "x"'],
    ['user.city -eq Sales', 'user.city -eq "Sales"'],
    ['city -eq "x"', 'user.city -eq "x"'],
    ['user.city -not null', 'user.city -ne null'],
    ['user.city -equals "x"', 'user.city -eq "x"'],
    ['user.city -eq “x”', 'user.city -eq "x"'],
    ['user.city -eq ‘x’', "user.city -eq 'x'"],
    ['user.city -in [a, "b"]', 'user.city -in ["a", "b"]'],
  ])('the fixes of %s lead to %s', (broken, repaired) => {
    let text = broken;
    for (let step = 0; step < 3; step += 1) {
      const first = checkRule(text).diagnostics.find((each) => each.severity === 'error');
      if (first?.fix === undefined) break;
      text = text.slice(0, first.position) + first.fix + text.slice(first.position + first.length);
    }
    expect(text).toBe(repaired);
    expect(checkRule(text).ok).toBe(true);
  });

  it('offers no fix where it would change the meaning', () => {
    expect(checkRule('user.city -like "x*"').diagnostics[0]).toMatchObject({ suggestion: '-match' });
    expect(checkRule('user.city -like "x*"').diagnostics[0]?.fix).toBeUndefined();
  });
});

describe('what a checked rule tells about itself', () => {
  it('a condition', () => {
    const extension = 'extension_c272a57b722d4eb29bfe327874ae79cb_Office';
    const text = `USER.City -eq "x" or user.otherMails -any (_ -eq "x") or user.${extension} -ne null`;
    const rule = checked(text);
    expect(rule).toMatchObject({
      text,
      objectType: 'user',
      form: 'condition',
      managerId: null,
      sourceGroupIds: [],
      isTimeDependent: false,
    });
    expect([...rule.properties]).toEqual(['city', 'otherMails', extension.toLowerCase()]);
    expect(rule.extensionNames).toEqual([extension.toLowerCase()]);
  });

  it('direct reports', () => {
    const rule = checked(`direct reports for "${id('A')}"`);
    expect(rule).toMatchObject({ objectType: 'user', form: 'directReports', managerId: id('a') });
    expect([...rule.properties]).toEqual(['managerId', 'objectId']);
  });

  it('memberOf', () => {
    const rule = checked(`device.memberof -any (group.objectId -in ['${id('B')}', '${id('2')}', '${id('b')}'])`);
    expect(rule).toMatchObject({ objectType: 'device', form: 'memberOf', sourceGroupIds: [id('b'), id('2')] });
    expect([...rule.properties]).toEqual(['memberOf']);
  });

  it('the clock', () => {
    expect(checked('-not (user.city -eq "x" -or user.employeeHireDate -le system.now)').isTimeDependent).toBe(true);
    expect(checked('user.employeeHireDate -le 2026-01-01').isTimeDependent).toBe(false);
  });
});

describe('tables of a deployment', () => {
  const properties = extendProperties(ruleProperties, {
    user: [
      { name: 'employeeType' },
      { name: 'createdDateTime', type: 'date' },
      { name: 'extension_c272a57b722d4eb29bfe327874ae79cb_Office', isPortable: true, isExtension: true },
    ],
  });

  it('makes further names usable, with a warning', () => {
    const result = checkRule('user.employeetype -eq "Contractor" -and user.createdDateTime -ge 2026-01-01', {
      properties,
    });
    expect(result.ok && [...result.rule.properties]).toEqual(['employeeType', 'createdDateTime']);
    expect(result.diagnostics.map((each) => each.code)).toEqual([
      'W_PROPERTY_CASE',
      'W_NON_PORTABLE',
      'W_NON_PORTABLE',
    ]);
  });

  it('keeps the spelling of an extension it lists', () => {
    const result = checkRule('user.extension_c272a57b722d4eb29bfe327874ae79cb_office -eq "x"', { properties });
    expect(result.ok && result.rule.extensionNames).toEqual(['extension_c272a57b722d4eb29bfe327874ae79cb_Office']);
  });

  it('leaves the portable tables alone', () => {
    expect(errors('user.employeeType -eq "x"')).toBe('UNKNOWN_PROPERTY@0+17');
  });
});
