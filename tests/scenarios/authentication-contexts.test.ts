import {
  createAuthenticationContext,
  deleteAuthenticationContext,
  getAuthenticationContext,
  listAuthenticationContexts,
  updateAuthenticationContext,
} from '@muster/directory';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { administrator } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

const create = (id: string, input: object = { displayName: 'Step up' }) =>
  createAuthenticationContext(test.directory, administrator, id, input);

it('are kept under ids of the caller’s choice, in order, changed and taken away', async () => {
  for (const id of ['c10', 'C2']) await create(id);
  const ids = async () => (await listAuthenticationContexts(test.directory, administrator)).map((each) => each.id);
  expect(await ids()).toEqual(['c2', 'c10']);
  await updateAuthenticationContext(test.directory, administrator, 'c2', { isAvailable: false, description: 'x' });
  expect(await getAuthenticationContext(test.directory, administrator, 'C2')).toEqual({
    id: 'c2',
    displayName: 'Step up',
    description: 'x',
    isAvailable: false,
  });
  await deleteAuthenticationContext(test.directory, administrator, 'c2');
  expect(await ids()).toEqual(['c10']);
  for (const work of [getAuthenticationContext, deleteAuthenticationContext]) {
    expect(await codeOf(work(test.directory, administrator, 'c2'))).toBe('RESOURCE_NOT_FOUND');
  }
});

it.each([
  ['c0', {}, 'PROPERTY_INVALID'],
  ['c100', {}, 'PROPERTY_INVALID'],
  ['x', {}, 'PROPERTY_INVALID'],
  ['c3', { displayName: undefined }, 'PROPERTY_REQUIRED'],
  ['c3', { displayName: ' ' }, 'PROPERTY_INVALID'],
  ['c3', { description: 'x'.repeat(1025) }, 'PROPERTY_INVALID'],
])('%s with %o: %s', async (id, input, code) => {
  expect(await codeOf(create(id, { displayName: 'x', ...input }))).toBe(code);
});
