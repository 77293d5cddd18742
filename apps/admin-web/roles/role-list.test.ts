import { describe, expect, it } from 'vitest';
import { matchingRoles, roleRows } from './role-list.ts';
import type { RoleDefinition } from './role-records.ts';

const role = (id: string, displayName: string, more: Partial<RoleDefinition> = {}): RoleDefinition => ({
  id,
  displayName,
  description: null,
  isBuiltIn: true,
  isEnabled: true,
  isPrivileged: false,
  rolePermissions: [{ allowedResourceActions: ['a', 'b'] }, { allowedResourceActions: ['b'] }],
  ...more,
});
const roles = [
  role('u', 'User Administrator', { isPrivileged: true }),
  role('h', 'Helpdesk', { isBuiltIn: false, description: 'Resets passwords of users' }),
  role('g', 'Groups Administrator'),
];
const held = [{ roleDefinitionId: 'g' }, { roleDefinitionId: 'g' }, { roleDefinitionId: 'u' }];
const none = { search: '', toggles: new Set<string>(), sort: undefined };
const ids = (asked: Partial<Parameters<typeof matchingRoles>[1]>) =>
  matchingRoles(roleRows(roles, held, []), { ...none, ...asked }).map(({ id }) => id);

describe('the list of roles', () => {
  it('counts what is assigned, where it may be known', () => {
    expect(roleRows(roles, held, undefined).map((row) => [row.active, row.eligible, row.permissions])).toEqual([
      [1, undefined, 2],
      [0, undefined, 2],
      [2, undefined, 2],
    ]);
  });

  it('searches, filters and sorts', () => {
    expect(ids({})).toEqual(['g', 'h', 'u']);
    expect(ids({ search: 'user PASS' })).toEqual(['h']);
    expect(ids({ toggles: new Set(['custom']) })).toEqual(['h']);
    expect(ids({ toggles: new Set(['privileged']) })).toEqual(['u']);
    expect(ids({ toggles: new Set(['assigned']) })).toEqual(['g', 'u']);
    expect(ids({ sort: { property: 'active', isDescending: true } })).toEqual(['g', 'u', 'h']);
  });
});
