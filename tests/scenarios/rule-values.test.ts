import { createExtensionProperty, deleteUser, listRuleValues, updateUser } from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, anApplication, anApplicationWith, asPerson, somePeople } from './builders.ts';
import { codeOf } from './observe.ts';
import { setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const list = (property: string, search = '', limit = 50, caller = administrator) =>
  listRuleValues(test.directory, caller, { property, search, limit });
const shown = async (...asked: Parameters<typeof list>) =>
  (await list(...asked)).values.map(({ value, count }) => `${value} ${count}`);

describe('the values of an attribute', () => {
  it('are listed as people spell them, the most frequent first, and follow every write of any node', async () => {
    const [ann, ben] = await somePeople(test.directory, [
      { department: 'Sales', otherMails: ['Ann@x.org', 'sales@x.org'] },
      { department: 'Presales', otherMails: ['Sales@x.org'] },
      { department: 'Presales', city: 'Bern' },
    ]);
    expect(await shown('user.department')).toEqual(['Presales 2', 'Sales 1']);
    expect(await shown('User.Department', 'SAL')).toEqual(['Sales 1', 'Presales 2']);
    expect(await list('user.department', '', 1)).toEqual({ distinct: 2, values: [{ value: 'Presales', count: 2 }] });
    expect((await shown('user.otherMails')).map((each) => each.toLowerCase())).toEqual([
      'sales@x.org 2',
      'ann@x.org 1',
    ]);
    expect(await shown('user.accountEnabled', 't')).toEqual(['true 3']);
    expect(await shown('user.jobTitle')).toEqual([]);
    const other = await test.secondNode();
    await updateUser(other.directory, administrator, ann!.id, { department: 'Straße' });
    await deleteUser(other.directory, administrator, ben!.id);
    expect(await shown('user.department')).toEqual(['Straße 1', 'Presales 1'].sort());
  });

  it('are those of devices and of directory extensions as well', async () => {
    await aDevice(test.directory, { displayName: 'Laptop' });
    expect(await shown('device.displayName')).toEqual(['Laptop 1']);
    const { application } = await anApplication(test.directory);
    const { name } = await createExtensionProperty(test.directory, administrator, application.id, {
      name: 'costCenter',
      dataType: 'String',
      targetObjects: ['User'],
    });
    await somePeople(test.directory, [{ [name]: 'K1' }, { [name]: 'k1' }, { [name]: 'K2' }]);
    expect((await shown(`user.${name}`)).map((each) => each.toUpperCase())).toEqual(['K1 2', 'K2 1']);
  });

  it('are those that the language of the directory knows', async () => {
    await somePeople(test.directory, [{ employeeOrgData: { costCenter: 'K1', division: null } }]);
    expect(await codeOf(list('user.costCenter'))).toBe('RULE_PROPERTY_UNKNOWN');
    await setRuleDialect(test.directory, 'extended');
    expect(await shown('user.costCenter')).toEqual(['K1 1']);
  });

  it.each([
    ['department', 'RULE_PROPERTY_UNKNOWN'],
    ['group.displayName', 'RULE_PROPERTY_UNKNOWN'],
    ['user.', 'RULE_PROPERTY_UNKNOWN'],
    ['user.assignedPlans', 'RULE_PROPERTY_UNLISTED'],
    ['user.employeeHireDate', 'RULE_PROPERTY_UNLISTED'],
  ])('are refused of %s', async (property, code) => {
    expect(await codeOf(list(property))).toBe(code);
  });

  it('are for those who may read the people or devices', async () => {
    const [ann, guest] = await somePeople(test.directory, [{}, { userType: 'Guest' }]);
    const refused = 'INSUFFICIENT_PRIVILEGES';
    const tried = async (property: string, caller: typeof administrator) => codeOf(list(property, '', 1, caller));
    expect(await tried('user.city', anApplicationWith('Group.Read.All'))).toBe(refused);
    expect(await tried('user.city', anApplicationWith('Device.Read.All'))).toBe(refused);
    expect(await tried('device.deviceModel', anApplicationWith('Device.Read.All'))).toBe('none');
    expect(await tried('user.city', await asPerson(test.directory, guest!))).toBe(refused);
    expect(await tried('user.city', await asPerson(test.directory, ann!))).toBe('none');
  });
});
