import { expect, it } from 'vitest';
import { splitPath } from '../../wire/split-path.ts';
import { narrowTypes } from './cast-types.ts';

const members = ['user', 'group', 'device', 'servicePrincipal'] as const;
const at = (path: string) => narrowTypes(members, true, splitPath(`/v1.0/groups/x/${path}`).segments);

it('leaves a list without cast polymorphic', () => {
  const whole = { types: members, isEmpty: false, isCast: false, isPolymorphic: true, contextName: 'directoryObjects' };
  expect(at('members')).toEqual(whole);
  expect(at('members/microsoft.graph.directoryObject')).toEqual(whole);
});

it.each([
  ['members/microsoft.graph.user', ['user'], false, 'users'],
  ['members/Graph.Device/$count', ['device'], false, 'devices'],
  ['members/microsoft.graph.application', members, true, 'applications'],
  ['members/microsoft.graph.orgContact', members, true, 'contacts'],
])('%s', (path, types, isEmpty, contextName) => {
  expect(at(path)).toEqual({ types, isEmpty, isCast: true, isPolymorphic: false, contextName });
});
