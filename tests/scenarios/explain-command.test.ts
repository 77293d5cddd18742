import { deleteUser } from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { findGroup, findMember } from '../../apps/cli/explanations/find-ends.ts';
import { aDevice, administrator, aGroup, aUser } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
afterAll(() => test.close());

it('finds whom a command names, whatever the case', async () => {
  const ann = await aUser(test.directory, { userPrincipalName: 'Ann@contoso.com' });
  const laptop = await aDevice(test.directory, { displayName: 'Laptop 7' });
  const group = await aGroup(test.directory, undefined, { displayName: "O'Brien's" });
  const member = (text: string) => findMember(test.directory, text);
  expect(await member('ANN@contoso.com')).toBe(ann.id);
  expect(await member(ann.id.toUpperCase())).toBe(ann.id);
  expect(await member('laptop 7')).toBe(laptop.id);
  expect(await member(String(laptop.properties.deviceId).toUpperCase())).toBe(laptop.id);
  expect(await findGroup(test.directory, "o'brien's")).toBe(group.id);
  // An id is taken as it stands, so that deleted ones can be asked about.
  const id = newObjectId();
  expect([await member(id), await findGroup(test.directory, id)]).toEqual([id, id]);
  await deleteUser(test.directory, administrator, ann.id);
  expect(await codeOf(member('ann@contoso.com'))).toBe('CLI_NOBODY_FOUND');
});

it('asks back when a name fits several', async () => {
  expect(await codeOf(findGroup(test.directory, 'Twins'))).toBe('CLI_NOBODY_FOUND');
  const twins = [];
  for (let i = 0; i < 11; i++) twins.push(await aGroup(test.directory, undefined, { displayName: 'Twins' }));
  const problem = await findGroup(test.directory, 'twins').catch((error: unknown) => error);
  const shown = twins.slice(0, 10).map((group) => group.id);
  expect(problem).toMatchObject({ code: 'CLI_NAME_AMBIGUOUS', help: `name it by id: ${shown.join(', ')}, …` });
});
