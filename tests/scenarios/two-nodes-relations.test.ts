import { addMembers, removeMember, setManager, updateUser, verify, writePeople } from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, aUser, somePeople } from './builders.ts';
import { membersOf } from './observe.ts';
import { extendedDirectory, type TestDirectory } from './test-directory.ts';

let test: TestDirectory;
let other: Awaited<ReturnType<TestDirectory['secondNode']>>;
beforeEach(async () => {
  test = await extendedDirectory();
  other = await test.secondNode();
});
afterEach(() => test.close());

const rounds = 12;
const differences = async () => (await verify(test.directory, test.open.ledgerSource)).differences;

describe('two nodes that write at the same time about what one rule reads together', () => {
  it('the line of managers above somebody, and an attribute', async () => {
    const [one, two, middle] = await somePeople(test.directory, [{}, {}, {}]);
    const rule = `All Reports for "${one!.id}" -and user.department -eq "Sales"`;
    const group = await aGroup(test.directory, rule);
    const below = await somePeople(
      test.directory,
      Array.from({ length: 4 }, () => ({ department: 'HR' })),
    );
    const moves = below.map(({ id }) => ({ kind: 'update', id, properties: {}, managerId: middle!.id }) as const);
    await writePeople(test.directory, administrator, 'import', moves);
    await test.settle();
    for (let i = 0; i < rounds; i++) {
      const [manager, department] = i % 2 === 0 ? [one, 'Sales'] : [two, 'HR'];
      await Promise.all([
        setManager(test.directory, administrator, middle!.id, manager!.id),
        ...below.map(({ id }) => updateUser(other.directory, administrator, id, { department })),
      ]);
      const expected = i % 2 === 0 ? below.map(({ id }) => id) : [];
      expect(await membersOf(other.directory, group)).toEqual(expected);
    }
    expect(await differences()).toEqual([]);
  });

  it('the line of managers, from above and by new people below', async () => {
    const [one, middle] = await somePeople(test.directory, [{}, {}]);
    const group = await aGroup(test.directory, `All Reports for "${one!.id}"`);
    await test.settle();
    let below: ObjectId[] = [];
    for (let i = 0; i < rounds; i++) {
      const [made] = await Promise.all([
        Promise.all([1, 2, 3].map(() => aUser(other.directory, {}, middle!.id))),
        setManager(test.directory, administrator, middle!.id, i % 2 === 0 ? one!.id : null),
      ]);
      below = [...below, ...made.map(({ id }) => id)];
      const expected = i % 2 === 0 ? [one!.id, middle!.id, ...below] : [one!.id];
      expect([...(await membersOf(test.directory, group))].sort()).toEqual(expected.sort());
    }
    expect(await differences()).toEqual([]);
  });

  it('groups in groups, and their members', async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 4 }, () => ({})),
    );
    const ids = people.map(({ id }) => id);
    const [outer, inner] = [await aGroup(test.directory), await aGroup(test.directory)];
    const deep = await aGroup(test.directory, `user.transitiveMemberOf -any (group.objectId -in ['${outer.id}'])`);
    await test.settle();
    for (let i = 0; i < rounds; i++) {
      const isIn = i % 2 === 0;
      const change = (directory: TestDirectory['directory'], group: ObjectId, id: ObjectId) =>
        isIn ? addMembers(directory, administrator, group, [id]) : removeMember(directory, administrator, group, id);
      await Promise.all([
        change(test.directory, outer.id, inner.id),
        ...ids.map((id) => change(other.directory, inner.id, id)),
      ]);
      expect(await membersOf(test.directory, deep)).toEqual(isIn ? ids : []);
    }
    expect(await differences()).toEqual([]);
  });
});
