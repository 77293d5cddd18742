import {
  addMembers,
  createExtensionProperty,
  deleteUser,
  type Group,
  membersByRule,
  setManager,
  updateUser,
} from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplication, somePeople } from './builders.ts';
import { setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

/** The batches in which the database gives the members that the group's rule selects. */
async function batchesOf(group: Group): Promise<number[][]> {
  const { directory } = test;
  return directory.store.snapshot(async (session) => {
    await directory.rules.refresh(session);
    const rule = directory.rules.find(group.number);
    if (rule === undefined || 'problem' in rule) throw new Error('the group has no rule in force');
    const batches: number[][] = [];
    for await (const batch of membersByRule(directory, session, rule, directory.clock())) batches.push([...batch]);
    return batches;
  });
}

/** Those members, which must be the ones the group has. */
async function membersOf(group: Group): Promise<number[]> {
  await test.settle();
  const found = (await batchesOf(group)).flat();
  expect(found).toEqual([...test.directory.memberships.membersOf(group.number)]);
  return found;
}

describe('the members of a rule, asked of the database', () => {
  it('are those the group has, whether the database can decide or not', async () => {
    const [ann, ben, , dan] = await somePeople(test.directory, [
      { department: 'Sales', employeeHireDate: Date.parse('2026-06-15T12:00:00Z') },
      { department: 'sales', city: 'Rome' },
      { department: 'HR', city: 'Rom' },
      { department: 'SALES EMEA' },
    ]);
    expect(await membersOf(await aGroup(test.directory, 'user.department -eq "SALES"'))).toEqual([
      ann!.number,
      ben!.number,
    ]);
    expect(await membersOf(await aGroup(test.directory, 'user.department -match "s[a]les."'))).toEqual([dan!.number]);
    const hired = await aGroup(test.directory, 'user.employeeHireDate -le system.now');
    expect(await membersOf(hired)).toEqual([ann!.number]);
    test.at('2026-06-15T11:59:59.999Z');
    expect(await batchesOf(hired)).toEqual([[]]);
    test.at('2026-06-15T12:00:00Z');
    await deleteUser(test.directory, administrator, ben!.id);
    expect(await membersOf(await aGroup(test.directory, 'user.city -startsWith "ro"'))).toHaveLength(1);
  });

  it('come in batches of a stretch of numbers each', async () => {
    const [ann] = await somePeople(test.directory, [{ city: 'Rome' }]);
    await test.query(`select setval('object_number', 140000)`);
    const [ben, cleo] = await somePeople(test.directory, [{ city: 'rome' }, { city: 'Rome' }]);
    for (const rule of ['user.city -eq "rome"', 'user.city -match "r[o]me"']) {
      const batches = await batchesOf(await aGroup(test.directory, rule));
      expect(batches.filter((batch) => batch.length > 0)).toEqual([[ann!.number], [ben!.number, cleo!.number]]);
    }
    await test.settle();
  });

  it('of extensions that hold texts, numbers and dates', async () => {
    const { application } = await anApplication(test.directory);
    const extension = (name: string, dataType: string) =>
      createExtensionProperty(test.directory, administrator, application.id, {
        name,
        dataType,
        targetObjects: ['User'],
      });
    const [place, since] = [await extension('costPlace', 'Integer'), await extension('heldSince', 'DateTime')];
    const [ann, ben] = await somePeople(test.directory, [
      { [place.name]: 77, [since.name]: Date.parse('2024-01-01T00:00:00Z') },
      { [place.name]: 770, [since.name]: Date.parse('2024-01-01T00:00:00.001Z') },
    ]);
    expect(await membersOf(await aGroup(test.directory, `user.${place.name} -eq "77"`))).toEqual([ann!.number]);
    expect(await membersOf(await aGroup(test.directory, `user.${since.name} -endsWith "00:00.001Z"`))).toEqual([
      ben!.number,
    ]);
  });

  it('of a manager, as long as there is one, and of other groups', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    await setManager(test.directory, administrator, ben!.id, ann!.id);
    const reports = await aGroup(test.directory, `Direct Reports for "${ann!.id}"`);
    expect(await membersOf(reports)).toEqual([ann!.number, ben!.number]);

    const source = await aGroup(test.directory);
    const device = await aDevice(test.directory);
    await addMembers(test.directory, administrator, source.id, [ben!.id, device.id]);
    const follower = await aGroup(test.directory, `user.memberOf -any (group.objectId -in ['${source.id}'])`);
    expect(await membersOf(follower)).toEqual([ben!.number]);

    await deleteUser(test.directory, administrator, ann!.id);
    expect(await membersOf(reports)).toEqual([]);
  });

  it('follow a write at once', async () => {
    const [ann] = await somePeople(test.directory, [{ city: 'Rome' }]);
    const group = await aGroup(test.directory, 'user.city -eq "Oslo"');
    await updateUser(test.directory, administrator, ann!.id, { city: 'Oslo' });
    expect(await membersOf(group)).toEqual([ann!.number]);
  });
});

describe('the members of a rule of the extended language', () => {
  it('are those the group has: further attributes by the database, relations by the interpreter', async () => {
    await setRuleDialect(test.directory, 'extended');
    const [ann, ben, cleo, dan] = await somePeople(test.directory, [
      { employeeOrgData: { costCenter: '4711' } },
      { employeeType: 'Contractor' },
      { employeeType: 'contractor', employeeOrgData: { costCenter: '4712' } },
      {},
    ]);
    await setManager(test.directory, administrator, ben!.id, ann!.id);
    await setManager(test.directory, administrator, cleo!.id, ben!.id);
    const [outer, inner] = [await aGroup(test.directory), await aGroup(test.directory)];
    await addMembers(test.directory, administrator, outer.id, [inner.id]);
    await addMembers(test.directory, administrator, inner.id, [cleo!.id, dan!.id]);
    const members = async (rule: string) => membersOf(await aGroup(test.directory, rule));
    expect(await members('user.employeeType -eq "Contractor" -and user.createdDateTime -gt 2020-01-01')).toEqual([
      ben!.number,
      cleo!.number,
    ]);
    expect(await members('user.costCenter -startsWith "471"')).toEqual([ann!.number, cleo!.number]);
    const within = `user.transitiveMemberOf -any (group.objectId -in ['${outer.id}'])`;
    expect(await members(`${within} -and -not All Reports for "${ann!.id}"`)).toEqual([dan!.number]);
    expect(await members(`Direct Reports for "${ann!.id}" -or ${within}`)).toHaveLength(4);
    const laptop = await aDevice(test.directory);
    expect(await members('device.deviceOSVersion -lt "10.1" -and device.isCompliant -eq null')).toEqual([
      laptop.number,
    ]);
  });
});
