import {
  addMembers,
  deleteGroup,
  type Group,
  type GroupInsight,
  lintGroup,
  lintPage,
  lintRules,
  type User,
  updateUser,
} from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, anApplicationWith, somePeople } from './builders.ts';
import { codeOf, logHead } from './observe.ts';
import { setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let people: readonly User[];
beforeEach(async () => {
  test = await testDirectory();
  people = await somePeople(test.directory, [
    { department: 'Sales', city: 'Bern', jobTitle: 'Manager' },
    { department: 'Sales', city: 'Bern', jobTitle: 'Clerk' },
    { department: 'HR', city: 'Ulm', jobTitle: 'Clerk' },
    { department: 'HR', city: 'Bern', jobTitle: 'Clerk' },
    { department: 'IT', city: 'Ulm', jobTitle: 'Clerk' },
    { department: 'IT', city: 'Ulm', jobTitle: 'Engineer', accountEnabled: false },
    { department: 'IT', city: 'Genf' },
    { department: 'IT', city: 'Genf' },
    { department: 'IT', city: 'Genf' },
  ]);
});
afterEach(() => test.close());

const look = (group: Group, caller = administrator) => lintGroup(test.directory, caller, group.id);
/** Codes with the part of the rule that they are about. */
const codes = ({ diagnostics, membershipRule }: GroupInsight) =>
  diagnostics
    .filter(({ code }) => !code.endsWith('_WRITABLE'))
    .map(({ code, position, length }) => `${code} ${membershipRule!.slice(position, position + length)}`);

async function lintAll(limit?: number): Promise<GroupInsight[]> {
  const found: GroupInsight[] = [];
  if (limit === undefined)
    for await (const page of lintRules(test.directory, administrator)) found.push(...page.insights);
  for (let after: number | null = limit === undefined ? null : 0; after !== null; ) {
    const page = await lintPage(test.directory, administrator, { after, limit: limit! });
    expect(page.examined).toBeLessThanOrEqual(limit!);
    found.push(...page.insights);
    after = page.next;
  }
  return found;
}

describe('a look at one group', () => {
  it('finds values that nobody has, and spells the nearest as people do', async () => {
    const group = await aGroup(test.directory, 'user.department -in ["Salse", "HR"] -and user.userType -eq "Member"');
    await test.settle();
    const { diagnostics } = await look(group);
    const finding = diagnostics.find(({ code }) => code === 'W_VALUE_NOWHERE');
    expect(finding).toMatchObject({ fix: '"Sales"', position: 21, length: 7 });
    expect(finding?.message).toBe('user.department -eq "Salse" fits no user. The nearest is "Sales", which 2 have.');
  });

  it('follows what anybody writes', async () => {
    const group = await aGroup(test.directory, 'user.department -eq "Legal" -or user.city -eq "Bern"');
    const other = await test.secondNode();
    expect(codes(await look(group))).toEqual(['W_VALUE_NOWHERE "Legal"']);
    await updateUser(other.directory, administrator, people[2]!.id, { department: 'Legal' });
    expect(codes(await look(group))).toEqual([]);
    await updateUser(other.directory, administrator, people[2]!.id, { city: 'Bern' });
    expect(codes(await look(group))).toEqual(['W_IDLE_AT_PRESENT user.department -eq "Legal"']);
  });

  it('finds what is proved, what changes nobody, and a rule that selects nobody', async () => {
    const dead = await aGroup(test.directory, 'user.city -eq "Bern" -and user.city -eq "Ulm"');
    const idle = await aGroup(test.directory, 'user.department -eq "HR" -and user.accountEnabled -eq true');
    const empty = await aGroup(test.directory, 'user.department -eq "HR" -and user.jobTitle -eq "Engineer"');
    const fine = await aGroup(test.directory, 'user.jobTitle -eq "Clerk"');
    await test.settle();
    expect(codes(await look(dead))).toEqual(['W_NEVER_TRUE user.city -eq "Bern" -and user.city -eq "Ulm"']);
    expect(codes(await look(idle))).toEqual(['W_IDLE_AT_PRESENT user.accountEnabled -eq true']);
    expect(codes(await look(empty))).toEqual([
      'W_SELECTS_NOBODY user.department -eq "HR" -and user.jobTitle -eq "Engineer"',
    ]);
    expect(codes(await look(fine))).toEqual([]);
    expect((await look(fine)).diagnostics.map(({ code }) => code)).toEqual(['W_GUEST_WRITABLE']);
  });

  it('names groups with the same members and larger ones with all of them', async () => {
    const bern = await aGroup(test.directory, 'user.city -eq "Bern"');
    const sales = await aGroup(test.directory, 'user.department -eq "Sales"');
    const again = await aGroup(test.directory, 'user.department -startsWith "sal"');
    const everybody = await aGroup(test.directory, 'user.objectId -ne null');
    const assigned = await aGroup(test.directory);
    await addMembers(
      test.directory,
      administrator,
      assigned.id,
      people.slice(0, 2).map(({ id }) => id),
    );
    const follower = await aGroup(test.directory, `user.memberOf -any (group.objectId -in ['${sales.id}'])`);
    await test.settle();
    const found = await look(sales);
    expect(found.identicalTo.map(({ groupId }) => groupId)).toEqual([again.id, assigned.id]);
    expect(found.identicalTo[0]).toEqual({ groupId: again.id, displayName: again.properties.displayName, members: 2 });
    expect(found.containedIn).toEqual([{ groupId: bern.id, displayName: bern.properties.displayName, members: 3 }]);
    expect((await look(bern)).containedIn.map(({ groupId }) => groupId)).not.toContain(everybody.id);
    expect((await look(follower)).identicalTo.map(({ groupId }) => groupId)).not.toContain(sales.id);
    expect(await look(assigned)).toMatchObject({
      membershipRule: null,
      diagnostics: [],
      isHeldAgainstDirectory: false,
    });
    await deleteGroup(test.directory, administrator, again.id);
    expect((await look(sales)).identicalTo.map(({ groupId }) => groupId)).toEqual([assigned.id]);
  });

  it('looks at rules about devices, reports and memberships', async () => {
    await aDevice(test.directory, { displayName: 'laptop', operatingSystem: 'Windows' });
    const devices = await aGroup(test.directory, 'device.deviceOSType -eq "Windwos"');
    expect((await look(devices)).diagnostics[0]).toMatchObject({ code: 'W_VALUE_NOWHERE', fix: '"Windows"' });
    const reports = await aGroup(test.directory, `Direct Reports for "${newObjectId()}"`);
    expect(codes(await look(reports))).toHaveLength(1);
    const follower = await aGroup(test.directory, `user.memberOf -any (group.objectId -in ['${devices.id}'])`);
    expect(await look(follower)).toMatchObject({ diagnostics: [], isHeldAgainstDirectory: false, isComplete: true });
  });

  it('looks at rules of the extended language, their memberships included', async () => {
    await setRuleDialect(test.directory, 'extended');
    const bern = await aGroup(test.directory, 'user.city -eq "Bern"');
    const isInBern = `user.memberOf -any (group.objectId -in ['${bern.id}'])`;
    const sales = await aGroup(test.directory, `${isInBern} -and user.department -eq "Sales"`);
    const wrong = await aGroup(test.directory, `${isInBern} -and user.department -eq "Sales" -and ${isInBern}`);
    const misspelt = await aGroup(test.directory, `${isInBern} -and user.department -eq "Slaes"`);
    await test.settle();
    expect(codes(await look(sales))).toEqual([`W_IDLE_AT_PRESENT ${isInBern}`]);
    expect(codes(await look(wrong))).toEqual([`W_IDLE_AT_PRESENT ${isInBern}`, `W_DECIDES_NOTHING ${isInBern}`]);
    expect(codes(await look(misspelt))).toEqual(['W_VALUE_NOWHERE "Slaes"']);
    expect(await look(sales)).toMatchObject({ isHeldAgainstDirectory: true, containedIn: [] });
  });

  it('looks at rules alone where nobody is kept in memory, and at members all the same', async () => {
    const group = await aGroup(test.directory, 'user.department -eq "Salse" -or user.department -match "^HR$"');
    const hr = await aGroup(test.directory, 'user.department -eq "HR"');
    await test.settle();
    const { directory } = await test.secondNode({ keepsColumns: false });
    const found = await lintGroup(directory, administrator, group.id);
    expect(found.isHeldAgainstDirectory).toBe(false);
    expect(codes(found)).toEqual(['W_PLAIN_PATTERN -match "^HR$"']);
    expect(found.identicalTo.map(({ groupId }) => groupId)).toEqual([hr.id]);
  });

  it('shows nothing of people to those who may not read them', async () => {
    const group = await aGroup(test.directory, 'user.department -eq "Salse"');
    const groupsAndDevices = anApplicationWith('Group.Read.All', 'Device.Read.All');
    const found = await look(group, groupsAndDevices);
    expect(found.isHeldAgainstDirectory).toBe(false);
    expect(found.diagnostics.map(({ code }) => code)).toEqual(['W_GUEST_WRITABLE']);
    const place = await logHead(test);
    for (const permission of ['Group.Read.All', 'User.Read.All']) {
      const caller = anApplicationWith(permission);
      expect(await codeOf(look(group, caller))).toBe('INSUFFICIENT_PRIVILEGES');
      expect(await codeOf(lintPage(test.directory, caller, { after: 0, limit: 1 }))).toBe('INSUFFICIENT_PRIVILEGES');
      expect(await codeOf(lintRules(test.directory, caller).next())).toBe('INSUFFICIENT_PRIVILEGES');
    }
    expect(await codeOf(lintGroup(test.directory, administrator, newObjectId()))).toBe('RESOURCE_NOT_FOUND');
    expect(await logHead(test)).toBe(place);
  });
});

describe('a look at all groups', () => {
  it('gives those with findings, in pages or all together, paused ones and assigned ones too', async () => {
    const twins = [await aGroup(test.directory), await aGroup(test.directory)];
    for (const twin of twins) await addMembers(test.directory, administrator, twin.id, [people[0]!.id]);
    await aGroup(test.directory);
    const wrong = await aGroup(test.directory, 'user.city -eq "Brn" -or user.city -eq "Ulm"', {
      membershipRuleProcessingState: 'Paused',
    });
    await aGroup(test.directory, 'user.objectId -ne null');
    await test.settle();
    const all = await lintAll();
    expect(all.map(({ groupId }) => groupId)).toEqual([...twins, wrong].map(({ id }) => id));
    expect(all[2]!.diagnostics.map(({ code }) => code)).toContain('W_VALUE_NOWHERE');
    for (const limit of [1, 2, 200]) expect(await lintAll(limit)).toEqual(all);
  });

  it('says of every group what a look at it alone says', async () => {
    const rules = ['Bern', 'Ulm', 'Genf', 'Bren'].flatMap((city) => [
      `user.city -eq "${city}"`,
      `user.city -eq "${city}" -and user.department -ne "x"`,
      `user.city -ne "${city}" -and user.department -eq "IT"`,
    ]);
    const groups: Group[] = [];
    for (const rule of rules) groups.push(await aGroup(test.directory, rule));
    await test.settle();
    const all = await lintAll();
    for (const group of groups) {
      const alone = await look(group);
      const { diagnostics, identicalTo, containedIn } = alone;
      const isSilent = diagnostics.length + identicalTo.length + containedIn.length === 0;
      expect(all.find(({ groupId }) => groupId === group.id)).toEqual(isSilent ? undefined : alone);
    }
  });
});
