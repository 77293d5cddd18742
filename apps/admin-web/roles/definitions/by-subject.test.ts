import { expect, it } from 'vitest';
import { bySubject, subjectOf } from './by-subject.ts';

it('puts what is about the same together', () => {
  const named = ['users/create', 'groups.security/create', 'users/delete', 'groups/standard/read'];
  const all = named.map((name) => ({ name: `microsoft.directory/${name}` }));
  expect([...bySubject(all)].map(([subject, each]) => [subject, each.length])).toEqual([
    ['users', 2],
    ['groups', 2],
  ]);
  expect(subjectOf('odd')).toBe('odd');
});
