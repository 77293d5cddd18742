import { expect, it } from 'vitest';
import type { RoleDefinition } from '../role-records.ts';
import { type AccessTarget, heldAt, schedulesOf, targetName } from './access-target.ts';

it('asks of a role and of a group as the API wants it', () => {
  const role: AccessTarget = { type: 'role', role: { id: 'r', displayName: 'Reader' } as RoleDefinition };
  const group: AccessTarget = { type: 'group', id: 'g', name: 'Night shift' };
  expect([role, group].map(targetName)).toEqual(['Reader', 'Night shift']);
  expect([role, group].map((each) => decodeURIComponent(schedulesOf(each)))).toEqual([
    "$expand=principal&$filter=roleDefinitionId eq 'r'",
    "$expand=principal&$filter=groupId eq 'g'",
  ]);
  expect([role, group].map((each) => heldAt(each, '/', 'owner'))).toEqual([
    { roleDefinitionId: 'r', directoryScopeId: '/' },
    { groupId: 'g', accessId: 'owner' },
  ]);
});
