import { objectTypes } from '@muster/directory';
import { expect, it } from 'vitest';
import { typesOf } from './get-by-ids.ts';

it.each([
  [undefined, objectTypes],
  [[], objectTypes],
  [['directoryObject', 'user'], objectTypes],
  [
    ['User', '#microsoft.graph.group'],
    ['user', 'group'],
  ],
  [['device', 'directoryRole'], ['device']],
  [['directoryRole'], []],
])('types %j stand for %j', (names, types) => {
  expect(typesOf(names)).toEqual(types);
});
