import { expect, test } from 'vitest';
import { applicationPermissions } from '../authorization/permission-table.ts';
import { graphDelegatedPermissions } from '../consents/delegated-permissions.ts';
import { permissionRoleId, permissionScopeId } from './graph-permission-ids.ts';

test('every permission has an id of its own', () => {
  const roles = applicationPermissions.map(permissionRoleId);
  const scopes = graphDelegatedPermissions.map(({ value }) => permissionScopeId(value));
  expect(new Set([...roles, ...scopes]).size).toBe(roles.length + scopes.length);
});

test('a permission that Graph does not have has an id that follows from its name, ever the same', () => {
  expect(permissionRoleId('No.Such')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(permissionRoleId('No.Such')).toBe('ac0d353c-16da-8482-97de-343ca518aa70');
  expect(permissionScopeId('No.Such')).not.toBe(permissionRoleId('No.Such'));
});
