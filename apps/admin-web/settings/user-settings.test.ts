import { expect, it } from 'vitest';
import { rightsLost } from './user-settings.ts';

it('rights are lost that were there and are taken away', () => {
  const before = { allowedToReadOtherUsers: true, allowedToCreateSecurityGroups: false, allowedToCreateApps: true };
  const policy = { defaultUserRolePermissions: before };
  const changed = { allowedToReadOtherUsers: false, allowedToCreateSecurityGroups: true };
  expect(rightsLost(changed, policy)).toEqual(['allowedToReadOtherUsers']);
  expect(rightsLost({}, policy)).toEqual([]);
});
