import {
  createApplication,
  createGroup,
  createServicePrincipal,
  deleteGroup,
  deleteUser,
  forgetOldCreations,
  purgeDeletedItem,
  type User,
} from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, anApplicationWith, asPerson, giveRole, somePeople } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [ann, ben]: User[] = [];
beforeEach(async () => {
  test = await testDirectory({ createdObjects: 4 });
  [ann, ben] = await somePeople(test.directory, [{}, {}]);
});
afterEach(() => test.close());

let counter = 0;
const draft = (more: object = {}) => ({
  properties: {
    displayName: 'x',
    mailEnabled: false,
    mailNickname: `quota${++counter}`,
    securityEnabled: true,
    ...more,
  },
});
const team = { groupTypes: ['Unified'], mailEnabled: true };
const making = async (user: User = ann!, more: object = {}) =>
  createGroup(test.directory, await asPerson(test.directory, user), draft(more));
const makingMany = async (count: number, more: object = {}) => {
  const made = [];
  for (let i = 0; i < count; i++) made.push(await making(ann, more));
  return made;
};
const reached = 'CREATION_QUOTA_REACHED';

describe('people without a role', () => {
  it('create so many groups and applications, and no more', async () => {
    const caller = await asPerson(test.directory, ann!);
    await makingMany(2);
    const application = await createApplication(test.directory, caller, { properties: { displayName: 'x' } });
    await createServicePrincipal(test.directory, caller, { appId: application.properties.appId! });
    const tries = [
      making(),
      making(ann, team),
      createApplication(test.directory, caller, { properties: { displayName: 'x' } }),
    ];
    expect(await Promise.all(tries.map(codeOf))).toEqual([reached, reached, reached]);
    expect(await codeOf(making(ben))).toBe('none');
  });

  it('create no more by creating at the same moment', async () => {
    const codes = await Promise.all(Array.from({ length: 7 }, () => codeOf(making())));
    expect(codes.filter((code) => code === 'none').length).toBe(4);
    expect(new Set(codes)).toEqual(new Set(['none', reached]));
  });

  it('have deleted objects counted as long as they can be restored, and a quarter for a while afterwards', async () => {
    const teams = await makingMany(4, team);
    for (const { id } of teams) await deleteGroup(test.directory, administrator, id);
    expect(await codeOf(making())).toBe(reached);
    for (const { id } of teams) await purgeDeletedItem(test.directory, administrator, id);
    // Four quarters are one.
    await makingMany(3);
    expect(await codeOf(making())).toBe(reached);
    test.at('2026-07-16T12:00:00Z');
    expect(await codeOf(making())).toBe('none');
    expect(await forgetOldCreations(test.directory)).toBe(4);
    expect(await forgetOldCreations(test.directory)).toBe(0);
    expect(await codeOf(making())).toBe(reached);
  });
});

describe('others', () => {
  it('are not limited: people with a role, applications and the operator', async () => {
    await giveRole(test.directory, 'Groups Administrator', ben!);
    for (let i = 0; i < 5; i++) await making(ben);
    const caller = anApplicationWith('Group.ReadWrite.All');
    for (let i = 0; i < 5; i++) await createGroup(test.directory, caller, draft());
    for (let i = 0; i < 5; i++) await createGroup(test.directory, administrator, draft());
  });

  it('leave nothing behind when they go for good', async () => {
    await makingMany(2);
    await deleteUser(test.directory, administrator, ann!.id);
    await purgeDeletedItem(test.directory, administrator, ann!.id);
    expect(await test.query('select 1 from creations')).toEqual([]);
  });
});
