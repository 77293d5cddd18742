import { expect, it } from 'vitest';
import { groupType, membershipType, type ProcessingStatus, processingOf, ruleKind } from './group.ts';

it.each([
  ['user.department -eq "Sales"', 'user'],
  ['device.deviceOSType -eq "Windows"', 'device'],
  ['(Device.displayName -ne null)', 'device'],
  ['user.jobTitle -eq "device.manager"', 'user'],
  ["user.jobTitle -eq 'device.manager'", 'user'],
  ['Direct Reports for "62e19b97-8b3d-4d4a-a106-4ce66896a863"', 'user'],
  [null, 'user'],
] as const)('tells what a rule is about: %s', (rule, kind) => {
  expect(ruleKind(rule)).toBe(kind);
});

it('names membership types and kinds of groups', () => {
  const dynamic = { groupTypes: ['DynamicMembership'] };
  expect(membershipType({ groupTypes: [], membershipRule: 'device.id -ne null' })).toBe('assigned');
  expect(membershipType({ ...dynamic, membershipRule: 'user.city -eq "Ulm"' })).toBe('dynamicUser');
  expect(membershipType({ ...dynamic, membershipRule: 'device.model -eq "x"' })).toBe('dynamicDevice');
  expect(groupType({ groupTypes: ['Unified', 'DynamicMembership'], mailEnabled: true })).toBe('microsoft365');
  expect(groupType({ groupTypes: [], mailEnabled: false, securityEnabled: true })).toBe('security');
  expect(groupType({ groupTypes: [], mailEnabled: true, securityEnabled: true })).toBe('mailSecurity');
  expect(groupType({ groupTypes: [], mailEnabled: true, securityEnabled: false })).toBe('distribution');
});

it('says how a group stands to its rule', () => {
  const with_ = (status: Partial<ProcessingStatus>, state: 'On' | 'Paused' = 'On') =>
    processingOf({
      groupTypes: ['DynamicMembership'],
      membershipRuleProcessingState: state,
      membershipRuleProcessingStatus: status as ProcessingStatus,
    });
  expect(processingOf({ groupTypes: [], membershipRuleProcessingState: 'Paused' })).toBe('none');
  expect(with_({ status: 'Running' }, 'Paused')).toBe('paused');
  expect(with_({ status: 'NotStarted', isApprovalRequired: true })).toBe('held');
  expect(with_({ status: 'NotStarted', isApprovalRequired: false })).toBe('waiting');
  expect(with_({ status: 'Running' })).toBe('running');
  expect(with_({ status: 'Failed' })).toBe('failed');
  expect(with_({ status: 'Succeeded' })).toBe('done');
});
