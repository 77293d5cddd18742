import { expect, it } from 'vitest';
import { germanRoles } from '../../apps/admin-web/role-names/german-roles.ts';
import { builtInRoles } from '../../packages/directory/roles/built-in-roles.ts';

it('has German words for every built-in role, and for the description of every one that governs something', () => {
  const nothing = 'Can be assigned and is shown; it governs nothing in this directory.';
  const wanted = builtInRoles.map(({ templateId, description }) => [templateId, description !== nothing]);
  const there = builtInRoles.map(({ templateId }) => {
    const words = germanRoles[templateId];
    return [words && templateId, words?.[1] !== undefined];
  });
  expect(there).toEqual(wanted);
  expect(Object.keys(germanRoles)).toHaveLength(builtInRoles.length);
});
