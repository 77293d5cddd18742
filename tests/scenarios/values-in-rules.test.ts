import {
  createExtensionProperty,
  type Device,
  deleteExtensionProperty,
  evaluateDynamicMembership,
  getObject,
  reprocessRule,
  updateDevice,
  updateUser,
} from '@muster/directory';
import { parseInstant } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplication, aUser } from './builders.ts';
import { codeOf, membersOf, refusal } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

describe('the fifteen extension attributes', () => {
  it('are merged one by one, and rules follow each of them', async () => {
    const first = await aGroup(test.directory, 'user.extensionAttribute1 -eq "a"');
    const second = await aGroup(test.directory, 'user.extensionAttribute15 -eq "b"');
    const ann = await aUser(test.directory, { onPremisesExtensionAttributes: { extensionAttribute1: 'A' } });
    const patch = (fields: Record<string, string | null> | null) =>
      updateUser(test.directory, administrator, ann.id, { onPremisesExtensionAttributes: fields });
    const members = async () => [await membersOf(test.directory, first), await membersOf(test.directory, second)];
    expect(await members()).toEqual([[ann.id], []]);
    await patch({ extensionAttribute15: 'b' });
    expect(await members()).toEqual([[ann.id], [ann.id]]);
    await patch({ extensionAttribute1: null });
    expect(await members()).toEqual([[], [ann.id]]);
    const { properties } = await getObject(test.directory, administrator, 'user', ann.id);
    expect(properties.onPremisesExtensionAttributes).toEqual({ extensionAttribute15: 'b' });
    await patch(null);
    expect(await members()).toEqual([[], []]);
  });

  it('exist on devices, too', async () => {
    const group = await aGroup(test.directory, 'device.extensionAttribute3 -eq "kiosk"');
    const laptop: Device = await aDevice(test.directory, { extensionAttributes: { extensionAttribute3: 'kiosk' } });
    expect(await membersOf(test.directory, group)).toEqual([laptop.id]);
    await updateDevice(test.directory, administrator, laptop.id, { extensionAttributes: { extensionAttribute3: '' } });
    expect(await membersOf(test.directory, group)).toEqual([]);
  });
});

describe('a directory extension', () => {
  const register = async (name: string, dataType: string) => {
    const { application } = await anApplication(test.directory);
    const input = { name, dataType, targetObjects: ['User'] };
    return createExtensionProperty(test.directory, administrator, application.id, input);
  };

  it.each([
    ['String', 'Red', '-eq "red"', 'Blue'],
    ['Boolean', true, '-eq "true"', false],
    ['Integer', 42, '-eq "42"', 43],
    ['LargeInteger', 9_007_199_254_740_991, '-startsWith "9007199"', 7],
    ['DateTime', parseInstant('2026-01-31T08:00:00Z')!, '-startsWith "2026-01-31T08:00:00"', 0],
  ])('of type %s is a text to rules', async (dataType, matching, condition, other) => {
    const { name } = await register('value', dataType);
    const group = await aGroup(
      test.directory,
      `user.${name.toUpperCase().replace('EXTENSION_', 'extension_')} ${condition}`,
    );
    const before = await aUser(test.directory, { [name]: matching });
    await test.settle();
    const ann = await aUser(test.directory, { [name]: matching });
    expect(await membersOf(test.directory, group)).toEqual([before.id, ann.id]);
    await updateUser(test.directory, administrator, ann.id, { [name]: other });
    expect(await membersOf(test.directory, group)).toEqual([before.id]);
    await updateUser(test.directory, administrator, before.id, { [name]: null });
    expect(await membersOf(test.directory, group)).toEqual([]);
  });

  it('is registered once, by its own application, and removed by it', async () => {
    const { application } = await anApplication(test.directory);
    const other = await anApplication(test.directory);
    const input = { name: 'team', dataType: 'String', targetObjects: ['User'] };
    const create = (changes: object = {}) =>
      createExtensionProperty(test.directory, administrator, application.id, { ...input, ...changes });
    const extension = await create();
    expect(await refusal(test, () => create({ name: 'TEAM' }))).toBe('EXTENSION_IN_USE');
    for (const wrong of [{ name: 'a b' }, { dataType: 'Float' }, { targetObjects: [] }, { targetObjects: ['Car'] }]) {
      expect(await refusal(test, () => create(wrong))).toBe('PROPERTY_INVALID');
    }
    const remove = (id: typeof application.id) => () =>
      deleteExtensionProperty(test.directory, administrator, id, extension.id);
    expect(await refusal(test, remove(other.application.id))).toBe('RESOURCE_NOT_FOUND');
    await remove(application.id)();
    const rule = () => aGroup(test.directory, `user.${extension.name} -eq "x"`);
    expect(await refusal(test, rule)).toBe('EXTENSION_NOT_REGISTERED');
  });

  it('counts for groups of users only when it is one of users', async () => {
    const { application } = await anApplication(test.directory);
    const ofGroups = { name: 'team', dataType: 'String', targetObjects: ['Group'] };
    const { name } = await createExtensionProperty(test.directory, administrator, application.id, ofGroups);
    expect(await codeOf(aGroup(test.directory, `user.${name} -eq "x"`))).toBe('EXTENSION_NOT_REGISTERED');
  });
});

describe('a rule about dates', () => {
  const hireDate = (timestamp: string | null) => ({
    employeeHireDate: timestamp === null ? null : parseInstant(timestamp)!,
  });

  it('is asked at each write, with the clock of that write', async () => {
    const newcomers = await aGroup(test.directory, 'user.employeeHireDate -ge system.now -minus p30d');
    const [ann, ben] = [
      await aUser(test.directory, hireDate('2026-06-01T00:00:00Z')),
      await aUser(test.directory, hireDate('2026-04-01T00:00:00Z')),
    ];
    await aUser(test.directory);
    await test.settle();
    expect(await membersOf(test.directory, newcomers)).toEqual([ann.id]);
    await updateUser(test.directory, administrator, ben.id, hireDate('2026-06-20T00:00:00Z'));
    expect(await membersOf(test.directory, newcomers)).toEqual([ann.id, ben.id]);

    test.at('2026-07-10T00:00:00Z');
    await updateUser(test.directory, administrator, ann.id, hireDate('2026-06-01T00:00:01Z'));
    expect(await membersOf(test.directory, newcomers)).toEqual([ben.id]);
    await updateUser(test.directory, administrator, ann.id, hireDate(null));
    expect(await membersOf(test.directory, newcomers)).toEqual([ben.id]);
  });

  it('is asked by a pass with the clock of the pass', async () => {
    const started = await aGroup(test.directory, 'user.employeeHireDate -le system.now');
    const ann = await aUser(test.directory, hireDate('2026-07-01T00:00:00Z'));
    await test.settle();
    expect(await membersOf(test.directory, started)).toEqual([]);
    test.at('2026-07-01T00:00:00Z');
    const evaluation = { memberId: ann.id, groupId: started.id, membershipRule: null };
    expect(await evaluateDynamicMembership(test.directory, administrator, evaluation)).toMatchObject({ result: true });
    await reprocessRule(test.directory, administrator, started.id);
    await test.settle();
    expect(await membersOf(test.directory, started)).toEqual([ann.id]);
  });
});
