import { expect, it } from 'vitest';
import type { Row } from '../../lists/list-column.ts';
import { requestsOf } from './more-assignments.ts';
import { newUserBody } from './new-user.ts';
import { offeredRoles } from './offered-roles.ts';

const field = (name: string, kind: 'text' | 'lines' = 'text') => ({ name, label: name, kind }) as const;

it('sends of a new user what was typed, and nothing that was left empty', () => {
  const fields = [field('displayName'), field('city'), field('otherMails', 'lines'), field('employeeOrgData.division')];
  const user = {
    values: { displayName: 'Kim Ek', city: ' ', otherMails: 'k@x.example', 'employeeOrgData.division': 'North' },
    localPart: "kim.o'ek",
    domain: 'own.example',
    nickname: '',
    password: 'p',
    forcesChange: true,
    isEnabled: true,
    managerId: 'm1',
  };
  expect(newUserBody(fields, user)).toEqual({
    displayName: 'Kim Ek',
    otherMails: ['k@x.example'],
    employeeOrgData: { division: 'North' },
    userPrincipalName: "kim.o'ek@own.example",
    mailNickname: 'kim.oek',
    accountEnabled: true,
    passwordProfile: { password: 'p', forceChangePasswordNextSignIn: true },
    'manager@odata.bind': '/v1.0/users/m1',
  });
});

it('offers roles that can be given and are not chosen, and puts people into units before it gives them roles', () => {
  const role = (id: string, displayName: string, isEnabled = true) => ({ id, displayName, isEnabled });
  const all = [role('1', 'User Administrator'), role('2', 'Old desk', false), role('3', 'Helpdesk Administrator')];
  const nameOf = (row: Row) => String(row.displayName);
  expect(offeredRoles(all, [], 'admin', nameOf).map(({ id }) => id)).toEqual(['3', '1']);
  expect(offeredRoles(all, [all[2]!], '', nameOf).map(({ id }) => id)).toEqual(['1']);
  const requests = requestsOf('kim', { roles: [all[0]!], units: [{ id: 'u' }] });
  expect(requests.map(({ path }) => path)).toEqual([
    '/directory/administrativeUnits/u/members/$ref',
    '/roleManagement/directory/roleAssignments',
  ]);
});
