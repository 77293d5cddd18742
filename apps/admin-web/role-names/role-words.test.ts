import { expect, it } from 'vitest';
import { germanRoles, governsNothing } from './german-roles.ts';
import { roleInWords } from './role-words.ts';

const globalAdministrator = '62e90394-69f5-4237-9190-012177145e10';

it('tells built-in roles in German on German pages, and all others as they were written', () => {
  const role = { displayName: 'Global Administrator', description: 'Does everything.' };
  expect(roleInWords(role, globalAdministrator.toUpperCase(), 'de').displayName).toBe('Globaler Administrator');
  expect(roleInWords(role, globalAdministrator, 'en')).toBe(role);
  expect(roleInWords(role, 'another', 'de')).toBe(role);
  const reader = roleInWords(role, 'ffd52fa5-98dc-465c-991d-fc073eb59f8f', 'de');
  expect(reader).toEqual({
    displayName: germanRoles['ffd52fa5-98dc-465c-991d-fc073eb59f8f']![0],
    description: governsNothing,
  });
  expect(roleInWords({ displayName: 'x' }, globalAdministrator, 'de')).toEqual({
    displayName: 'Globaler Administrator',
  });
});
