import { type Instant, parseInstant } from '@muster/kernel';
import { describe, expect, it } from 'vitest';
import corpus from '../../../fixtures/rules/corpus-rules.json' with { type: 'json' };
import vectors from '../../../fixtures/rules/rule-vectors.json' with { type: 'json' };
import {
  checkRule,
  evaluate,
  explain,
  extendedProperties,
  formatRule,
  printRule,
  type RuleObject,
  ruleObjectFromJson,
} from '../index.ts';

const id = (digit: string) => `${digit.repeat(8)}-1111-2222-3333-${digit.repeat(12)}`;
const [a, b, c] = [id('a'), id('b'), id('c')] as const;
const now = parseInstant('2026-06-15T12:00:00Z')!;
const extended = { dialect: 'extended' } as const;
const inGroup = (group: string) => `user.memberOf -any (group.objectId -in ['${group}'])`;
const within = (group: string) => `user.transitiveMemberOf -any (group.objectId -in ['${group}'])`;

function rule(text: string) {
  const result = checkRule(text, extended);
  if (!result.ok) throw new Error(`${text}: ${JSON.stringify(result.diagnostics)}`);
  return result.rule;
}

const codesOf = (text: string, dialect: 'entra' | 'extended' = 'extended') =>
  checkRule(text, { dialect }).diagnostics.map((each) => `${each.code}@${each.position}+${each.length}`);
const holdsFor = (text: string, values: RuleObject['values'], type: 'user' | 'device' = 'user', at: Instant = now) =>
  evaluate(rule(text), { type, values }, at);

describe('the extended dialect', () => {
  it.each([
    ['combined', `${inGroup(a)} -and user.department -eq "Sales"`, { memberOf: [a], department: 'sales' }, true],
    ['combined, not a member', `${inGroup(a)} -and user.city -eq null`, { memberOf: [b] }, false],
    ['negated', `-not (${inGroup(a)})`, { memberOf: [b] }, true],
    ['negated, a member', `-not ${inGroup(a)}`, { memberOf: [a.toUpperCase()] }, false],
    ['several', `${inGroup(a)} -and -not ${inGroup(b)} -or ${inGroup(c)}`, { memberOf: [b, c] }, true],
    ['at any depth', within(a), { memberOf: [], transitiveMemberOf: [a] }, true],
    ['at any depth, direct only', within(a), { memberOf: [a] }, false],
    ['all reports', `All Reports for "${a}"`, { managerIds: [c, b, a] }, true],
    ['all reports, of another', `All Reports for "${a}"`, { managerIds: [c, b] }, false],
    ['all reports, the manager', `all reports FOR '${a}'`, { objectId: a }, true],
    ['direct reports combined', `Direct Reports for "${a}" -and user.city -eq null`, { managerIds: [a, b] }, true],
    ['direct reports, not the second above', `-not Direct Reports for "${b}"`, { managerIds: [a, b] }, true],
    ['reports in a chain', `user.city -eq "Bern" -or (All Reports for "${b}")`, { managerIds: [a, b] }, true],
    ['a further text', 'user.employeeType -eq "Contractor"', { employeeType: 'contractor' }, true],
    ['a further date', 'user.createdDateTime -ge system.now -minus P30D', { createdDateTime: now }, true],
    ['a further truth value', 'user.isResourceAccount -eq true', { isResourceAccount: true }, true],
    ['-gt at the instant', 'user.employeeHireDate -gt 2026-06-15T12:00:00Z', { employeeHireDate: now }, false],
    ['-gt after', 'user.employeeHireDate -gt 2026-06-15T11:59:59.999Z', { employeeHireDate: now }, true],
    ['-lt at the instant', 'user.employeeHireDate -lt system.now', { employeeHireDate: now }, false],
    ['-lt before', 'user.employeeHireDate -lt system.now -plus PT1S', { employeeHireDate: now }, true],
    ['-gt of nothing', 'user.employeeHireDate -gt 2020-01-01', {}, false],
    ['-lt of nothing', 'user.employeeHireDate -lt 2030-01-01', {}, false],
  ] as const)('%s', (_, text, values, expected) => {
    const object: RuleObject = { type: 'user', values };
    expect(evaluate(rule(text), object, now)).toBe(expected);
    expect(explain(rule(text), object, now).result).toBe(expected);
    expect(evaluate(rule(printRule(rule(text))), object, now)).toBe(expected);
    const formatted = formatRule(text, extended);
    expect(formatted.ok && evaluate(rule(formatted.text), object, now)).toBe(expected);
    expect(checkRule(text).ok).toBe(false);
    expect(codesOf(text).filter((each) => each.startsWith('W_NON_PORTABLE')).length).toBeGreaterThan(0);
  });

  it.each([
    ['-gt "10.0.22000"', '10.0.22000', false],
    ['-gt "10.0.22000"', '10.0.22000.1', true],
    ['-gt "10"', '10.0.0.0', false],
    ['-gt "10"', '10.1', true],
    ['-lt "10.1"', '10.0.99999.99999', true],
    ['-lt "10.1"', '10.1.0.0', false],
    ['-lt "0"', '0.0', false],
    ['-lt "10"', 'unknown', false],
    ['-gt "x"', '10', false],
  ] as const)('versions: %s of %s', (test, deviceOSVersion, expected) => {
    expect(holdsFor(`device.deviceOSVersion ${test}`, { deviceOSVersion }, 'device')).toBe(expected);
  });

  it.each([
    [`${inGroup(a)} -and user.city -eq "Bern"`, ['W_NON_PORTABLE@0+13']],
    [inGroup(a), ['W_MEMBEROF_UPSTREAM@0+13']],
    [within(a), ['W_NON_PORTABLE@0+23']],
    [`-not All Reports for "${a}"`, ['W_NON_PORTABLE@5+54']],
    [`Direct Reports for "${a}"`, []],
    [`(Direct Reports for "${a}")`, ['W_NON_PORTABLE@1+57']],
    ['user.employeeHireDate -gt 2026-01-01', ['W_NON_PORTABLE@22+3']],
    ['user.employeeType -eq "x"', ['W_NON_PORTABLE@0+17']],
    ['device.deviceOSVersion lt "10"', ['W_NON_PORTABLE@23+2']],
  ])('says what is not portable: %s', (text, expected) => {
    expect(checkRule(text, extended).ok).toBe(true);
    expect(codesOf(text)).toEqual(expected);
  });

  it.each([
    [`user.memberOf -all (group.objectId -in ['${a}']) -and user.city -eq null`, ['MEMBEROF_SHAPE@0+13']],
    [`user.city -eq null -and user.memberOf -any (group.objectId -notIn ['${a}'])`, ['MEMBEROF_SHAPE@24+13']],
    [`user.otherMails -any (All Reports for "${a}")`, ['OUTER_PROPERTY_IN_LAMBDA@22+54']],
    [`device.isRooted -eq true -and All Reports for "${a}"`, ['MIXED_OBJECTS@30+54']],
    [`All Reports for "${a}" -and device.isRooted -eq true`, ['MIXED_OBJECTS@60+15']],
    ['All Reports for "x"', ['INVALID_OBJECT_ID@16+3']],
    ['All Reports of "x"', ['DIRECT_REPORTS_SHAPE@12+2']],
    [`user.city -eq "x" All Reports for "${a}"`, ['MISSING_CONNECTOR@18+3']],
    ['user.department -gt "x"', ['OPERATOR_NOT_SUPPORTED@16+3']],
    ['user.employeeHireDate -gt null', ['NULL_NOT_ALLOWED@26+4']],
    ['user.employeeHireDate -eq system.now', ['SYSTEM_NOW_NOT_ALLOWED@26+10']],
  ])('refuses %s', (text, expected) => {
    expect(codesOf(text)).toEqual(expected);
  });

  it('tells what a rule asks about others', () => {
    const { relations, sourceGroupIds, form, readsRelations } = rule(
      `${inGroup(b)} -and (${within(a)} -or All Reports for "${c}" -or Direct Reports for "${b}")`,
    );
    expect({ form, readsRelations, sourceGroupIds }).toEqual({
      form: 'condition',
      readsRelations: true,
      sourceGroupIds: [b, a],
    });
    expect(relations).toEqual({ groups: [b], groupsWithin: [a], directReportsOf: [b], allReportsOf: [c] });
    expect(rule(`Direct Reports for "${a}"`)).toMatchObject({ form: 'directReports', readsRelations: false });
    expect(rule(inGroup(a))).toMatchObject({ form: 'memberOf', readsRelations: true });
  });

  it('explains reports with the managers above', () => {
    const explained = explain(rule(`All Reports for "${b}"`), { type: 'user', values: { managerIds: [a, b] } }, now);
    expect(explained).toMatchObject({ propertyName: 'manager', propertyValue: `${a}, ${b}`, result: true });
  });

  it('takes every rule of the portable language in its own meaning', () => {
    for (const { rule: text } of [...corpus, ...vectors]) {
      const portable = checkRule(text);
      if (portable.ok) expect(printRule(rule(text)), text).toBe(printRule(portable.rule));
    }
    for (const vector of vectors) {
      const object = ruleObjectFromJson(vector.object, { properties: extendedProperties }) as RuleObject;
      const at = parseInstant((vector as { now?: string }).now ?? '1970-01-01')!;
      expect(evaluate(rule(vector.rule), object, at), vector.id).toBe(vector.expected);
    }
  });
});

describe('the portable language', () => {
  it.each([
    ['user.employeeHireDate -gt 2026-01-01', ['UNKNOWN_OPERATOR@22+3']],
    [`All Reports for "${a}"`, ['UNKNOWN_OPERATOR@4+7']],
    [within(a), ['UNKNOWN_PROPERTY@0+23']],
    ['user.employeeType -eq "x"', ['UNKNOWN_PROPERTY@0+17']],
    [`-not ${inGroup(a)}`, ['MEMBEROF_COMBINED@5+13']],
  ])('still refuses %s', (text, expected) => {
    expect(codesOf(text, 'entra')).toEqual(expected);
  });
});
