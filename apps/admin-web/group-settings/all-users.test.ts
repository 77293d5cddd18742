import { expect, it } from 'vitest';
import { allUsersRules, allUsersState } from './all-users.ts';

const group = (membershipRule: string | null) => ({ id: 'x', displayName: 'All Users', membershipRule });

it.each([
  [allUsersRules.everybody, 'everybody'],
  [' ( user.objectId  -NE null )', 'everybody'],
  [allUsersRules.members, 'members'],
  ['user.objectId ne null and user.userType eq "Member"', 'members'],
  ['user.objectId -ne null -and user.userType -eq "Guest"', 'other'],
  ['user.department -eq "Sales"', 'other'],
  [null, 'other'],
] as const)('tells whom the rule lets in: %s', (rule, scope) => {
  expect(allUsersState(group(rule), undefined)).toMatchObject({ state: 'on', scope });
});

it('tells what is not there from what can be restored', () => {
  expect(allUsersState(undefined, undefined)).toEqual({ state: 'off' });
  expect(allUsersState(undefined, group('x'))).toMatchObject({ state: 'deleted' });
  expect(allUsersState(group('x'), group('y'))).toMatchObject({ state: 'on', group: { membershipRule: 'x' } });
});
