import { expect, it } from 'vitest';
import { newUserBody } from './new-user.ts';

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
