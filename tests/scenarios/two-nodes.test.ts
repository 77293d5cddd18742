import {
  addMembers,
  checkMemberGroups,
  deleteGroup,
  removeMember,
  setManager,
  updateGroup,
  updateUser,
  verify,
} from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, aUser, somePeople } from './builders.ts';
import { codeOf, membersOf } from './observe.ts';
import { randomWrites } from './random-writes.ts';
import { setNoGuard, setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

describe('two nodes on one database', () => {
  it('see what the other has written in the very next read', async () => {
    const other = await test.secondNode();
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const [ann] = await somePeople(test.directory, [{ department: 'HR' }]);
    for (let i = 0; i < 20; i++) {
      const [writer, reader] = i % 2 === 0 ? [test.directory, other.directory] : [other.directory, test.directory];
      const isMember = i % 3 !== 0;
      await updateUser(writer, administrator, ann!.id, { department: isMember ? 'Sales' : 'HR', jobTitle: `${i}` });
      expect(await membersOf(reader, group)).toEqual(isMember ? [ann!.id] : []);
      const checked = await checkMemberGroups(reader, administrator, 'user', ann!.id, [group.id]);
      expect(checked).toEqual(isMember ? [group.id] : []);
    }
  });

  it('apply a rule that the other has registered to the very next write', async () => {
    const other = await test.secondNode();
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const ann = await aUser(other.directory, { department: 'Sales' });
    expect(await membersOf(test.directory, group)).toEqual([ann.id]);
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipRule: 'user.department -eq "HR"' },
    });
    const ben = await aUser(other.directory, { department: 'HR' });
    await updateUser(other.directory, administrator, ann.id, { department: 'IT' });
    expect(await membersOf(test.directory, group)).toEqual([ben.id]);
    await updateGroup(other.directory, administrator, group.id, {
      properties: { membershipRuleProcessingState: 'Paused' },
    });
    await updateUser(test.directory, administrator, ben.id, { department: 'IT' });
    expect(await membersOf(other.directory, group)).toEqual([ben.id]);
  });

  it('let one of two equal writes win', async () => {
    const other = await test.secondNode();
    const group = await aGroup(test.directory);
    const [ann] = await somePeople(test.directory, [{}]);
    const both = (work: (directory: typeof test.directory) => Promise<unknown>) =>
      Promise.all([test.directory, other.directory].map((directory) => codeOf(work(directory))));
    const added = await both((node) => addMembers(node, administrator, group.id, [ann!.id]));
    expect(added.sort()).toEqual(['REFERENCE_EXISTS', 'none']);
    const removed = await both((node) => removeMember(node, administrator, group.id, ann!.id));
    expect(removed.sort()).toEqual(['RESOURCE_NOT_FOUND', 'none']);
  });

  it('leave nobody in a group that one deletes while the other adds members', async () => {
    const other = await test.secondNode();
    const people = await somePeople(
      test.directory,
      Array.from({ length: 10 }, () => ({})),
    );
    for (const person of people) {
      const group = await aGroup(test.directory);
      await Promise.all([
        codeOf(addMembers(other.directory, administrator, group.id, [person.id])),
        deleteGroup(test.directory, administrator, group.id),
      ]);
      expect([...test.open.memberships.membersOf(group.number)]).toEqual([]);
    }
  });

  it('never close a circle of managers together', async () => {
    const other = await test.secondNode();
    for (let i = 0; i < 3; i++) {
      const [ann, ben, cleo, dan] = await somePeople(test.directory, [{}, {}, {}, {}]);
      await setManager(test.directory, administrator, ann!.id, ben!.id);
      await setManager(test.directory, administrator, cleo!.id, dan!.id);
      const codes = await Promise.all([
        codeOf(setManager(test.directory, administrator, ben!.id, cleo!.id)),
        codeOf(setManager(other.directory, administrator, dan!.id, ann!.id)),
      ]);
      expect(codes.sort()).toEqual(['MANAGER_INVALID', 'none']);
    }
  });

  it.each([
    [1, 'entra'],
    [2, 'entra'],
    [3, 'extended'],
    [4, 'extended'],
    [5, 'extended'],
  ] as const)('agree after random writes on both, seed %i, rules of the language %s', async (seed, dialect) => {
    const other = await test.secondNode();
    await setRuleDialect(other.directory, dialect);
    // A rule that denies something moves nearly everybody.
    await setNoGuard(test);
    await randomWrites([test.directory, other.directory], seed, 75, dialect === 'extended');
    await test.settle();
    for (const node of [{ directory: test.directory, open: test.open }, other]) {
      const { differences, pending } = await verify(node.directory, node.open.ledgerSource);
      expect({ seed, differences, pending }).toEqual({ seed, differences: [], pending: [] });
    }
  });
});
