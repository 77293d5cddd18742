import { describe, expect, it } from 'vitest';
import { groupKind, isDynamic, isRuleActive } from './group-kind.ts';

describe('groupKind', () => {
  it.each([
    [['Unified'], true, true, 'Microsoft 365'],
    [['Unified'], true, false, 'Microsoft 365'],
    [['Unified', 'DynamicMembership'], true, false, 'Microsoft 365'],
    [['Unified'], false, true, undefined],
    [[], false, true, 'security'],
    [['DynamicMembership'], false, true, 'security'],
    [[], true, true, 'mail-enabled security'],
    [[], true, false, 'distribution'],
    [[], false, false, undefined],
  ])('%j, mail-enabled %s, security-enabled %s: %s', (groupTypes, mailEnabled, securityEnabled, kind) => {
    expect(groupKind({ groupTypes, mailEnabled, securityEnabled })).toBe(kind);
  });
});

describe('isRuleActive', () => {
  it.each([
    [['DynamicMembership'], 'On', true, true],
    [['DynamicMembership'], 'Paused', true, false],
    [[], 'On', false, false],
    [undefined, 'On', false, false],
  ])('%j, %s', (groupTypes, membershipRuleProcessingState, dynamic, active) => {
    const properties = { membershipRuleProcessingState, ...(groupTypes === undefined ? {} : { groupTypes }) };
    expect([isDynamic(properties), isRuleActive(properties)]).toEqual([dynamic, active]);
  });
});
