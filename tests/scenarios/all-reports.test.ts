import {
  deleteUser,
  evaluateDynamicMembership,
  purgeDeletedItem,
  restoreDeletedItem,
  setManager,
  type User,
  updateUser,
  writePeople,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, aUser, somePeople } from './builders.ts';
import { logHead, membersOf } from './observe.ts';
import { extendedDirectory, type TestDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await extendedDirectory();
});
afterEach(() => test.close());

const put = (user: { id: ObjectId }, manager: { id: ObjectId } | null) =>
  setManager(test.directory, administrator, user.id, manager?.id ?? null);
const below = ({ id }: { id: ObjectId }, rest = '') => aGroup(test.directory, `All Reports for "${id}"${rest}`);
const ids = (...users: readonly User[]) => users.map((user) => user.id);
type Members = Parameters<typeof membersOf>[1];
const members = (group: Members) => membersOf(test.directory, group);

/** A line of people, each the manager of the next. */
async function aLine(length: number): Promise<readonly User[]> {
  const people = await somePeople(
    test.directory,
    Array.from({ length }, () => ({})),
  );
  for (let i = 1; i < length; i++) await put(people[i]!, people[i - 1]!);
  return people;
}

describe('reports at any depth', () => {
  it('move with everybody below them, in one change', async () => {
    const [ann, ben, cleo, dan, eve] = await aLine(5);
    const [top] = await somePeople(test.directory, [{}]);
    const [ofAnn, ofBen, ofTop] = [await below(ann!), await below(ben!), await below(top!)];
    await test.settle();
    expect(await members(ofAnn)).toEqual(ids(ann!, ben!, cleo!, dan!, eve!));
    expect(await members(ofBen)).toEqual(ids(ben!, cleo!, dan!, eve!));
    expect(await members(ofTop)).toEqual(ids(top!));
    const before = await logHead(test);
    await put(cleo!, top!);
    expect(await logHead(test)).toBe(before + 1);
    expect(await members(ofAnn)).toEqual(ids(ann!, ben!));
    expect(await members(ofBen)).toEqual(ids(ben!));
    expect(await members(ofTop)).toEqual(ids(cleo!, dan!, eve!, top!));
    await put(cleo!, null);
    expect(await members(ofTop)).toEqual(ids(top!));
  });

  it('hold those of somebody who is created, or moved by an import', async () => {
    const [ann, ben, cleo, dan] = await aLine(4);
    const ofAnn = await below(ann!);
    await test.settle();
    const eve = await aUser(test.directory, {}, dan!.id);
    expect(await members(ofAnn)).toEqual(ids(ann!, ben!, cleo!, dan!, eve));
    const move = (user: User, managerId: ObjectId | null) =>
      ({ kind: 'update', id: user.id, properties: {}, managerId }) as const;
    await writePeople(test.directory, administrator, 'import', [
      move(ben!, null),
      move(cleo!, ann!.id),
      move(dan!, ben!.id),
    ]);
    expect(await members(ofAnn)).toEqual(ids(ann!, cleo!));
    await writePeople(test.directory, administrator, 'import', [move(ben!, cleo!.id), move(cleo!, ann!.id)]);
    expect(await members(ofAnn)).toEqual(ids(ann!, ben!, cleo!, dan!, eve));
  });

  it('end at a manager who is deleted, and begin again when the manager is restored', async () => {
    const [ann, ben, cleo, dan] = await aLine(4);
    const [ofAnn, ofBen] = [await below(ann!), await below(ben!)];
    const near = await aGroup(test.directory, `Direct Reports for "${ben!.id}" -and user.city -eq null`);
    await test.settle();
    const all = async () => [await members(ofAnn), await members(ofBen), await members(near)];
    expect(await all()).toEqual([ids(ann!, ben!, cleo!, dan!), ids(ben!, cleo!, dan!), ids(ben!, cleo!)]);
    await deleteUser(test.directory, administrator, ben!.id);
    expect(await all()).toEqual([ids(ann!), [], []]);
    await updateUser(test.directory, administrator, cleo!.id, { jobTitle: 'x' });
    await restoreDeletedItem(test.directory, administrator, ben!.id);
    expect(await all()).toEqual([ids(ann!, ben!, cleo!, dan!), ids(ben!, cleo!, dan!), ids(ben!, cleo!)]);
    await deleteUser(test.directory, administrator, ann!.id);
    expect(await all()).toEqual([[], ids(ben!, cleo!, dan!), ids(ben!, cleo!)]);
    await purgeDeletedItem(test.directory, administrator, ann!.id);
    expect(await all()).toEqual([[], ids(ben!, cleo!, dan!), ids(ben!, cleo!)]);
  });

  it('combine with attributes, memberships and a denial', async () => {
    const [ann, ben, cleo, dan] = await aLine(4);
    const staff = await below(ann!, ' -and user.accountEnabled -eq true');
    const others = await aGroup(test.directory, `-not (All Reports for "${ben!.id}")`);
    const both = await aGroup(
      test.directory,
      `user.memberOf -any (group.objectId -in ['${staff.id}']) -and Direct Reports for "${ben!.id}"`,
    );
    await test.settle();
    expect(await members(both)).toEqual(ids(ben!, cleo!));
    expect(await members(others)).toEqual(ids(ann!));
    await updateUser(test.directory, administrator, cleo!.id, { accountEnabled: false });
    expect([await members(staff), await members(both)]).toEqual([ids(ann!, ben!, dan!), ids(ben!)]);
    await put(dan!, ben!);
    expect(await members(both)).toEqual(ids(ben!, dan!));
    await put(ben!, null);
    expect([await members(staff), await members(both)]).toEqual([ids(ann!), []]);
    await put(dan!, null);
    expect(await members(others)).toEqual(ids(ann!, dan!));
  });

  it('do not hang in a circle of managers that an import made', async () => {
    const [ann, ben, cleo] = await aLine(3);
    const [ofAnn, ofCleo] = [await below(ann!), await below(cleo!)];
    await test.settle();
    const close = { kind: 'update', id: ann!.id, properties: {}, managerId: cleo!.id } as const;
    await writePeople(test.directory, administrator, 'import', [close]);
    expect([await members(ofAnn), await members(ofCleo)]).toEqual([ids(ann!, ben!, cleo!), ids(ann!, ben!, cleo!)]);
    const dan = await aUser(test.directory, {}, ben!.id);
    expect(await members(ofCleo)).toEqual(ids(ann!, ben!, cleo!, dan));
    await put(ben!, null);
    expect([await members(ofAnn), await members(ofCleo)]).toEqual([ids(ann!), ids(ann!, cleo!)]);
  });

  it('count a thousand managers above and no more, in passes and in writes', { timeout: 60_000 }, async () => {
    const people = await somePeople(
      test.directory,
      Array.from({ length: 1003 }, () => ({})),
    );
    const links = people.slice(1).map(({ id }, i) => {
      return { kind: 'update', id, properties: {}, managerId: people[i]!.id } as const;
    });
    await writePeople(test.directory, administrator, 'import', links);
    const [boss] = await somePeople(test.directory, [{}]);
    const [ofFirst, ofBoss] = [await below(people[0]!), await below(boss!)];
    await test.settle();
    const size = (group: { number: number }) => test.open.memberships.memberCount(group.number);
    expect([size(ofFirst), size(ofBoss)]).toEqual([1001, 1]);
    await put(people[0]!, boss!);
    expect([size(ofFirst), size(ofBoss)]).toEqual([1001, 1001]);
    expect(test.open.memberships.has(ofBoss.number, people[999]!.number)).toBe(true);
    expect(test.open.memberships.has(ofBoss.number, people[1000]!.number)).toBe(false);
  });

  it('of a manager nobody knows are nobody', async () => {
    const group = await below({ id: '00000000-0000-4000-8000-000000000000' as ObjectId });
    await aLine(2);
    await test.settle();
    expect(await members(group)).toEqual([]);
  });

  it('are explained with the managers above', async () => {
    const [ann, ben, cleo] = await aLine(3);
    const ask = (membershipRule: string) =>
      evaluateDynamicMembership(test.directory, administrator, { memberId: cleo!.id, groupId: null, membershipRule });
    expect(await ask(`All Reports for "${ann!.id}"`)).toMatchObject({
      result: true,
      details: { propertyName: 'manager', propertyValue: `${ben!.id}, ${ann!.id}` },
    });
    expect((await ask(`Direct Reports for "${ann!.id}" -or user.city -ne null`)).result).toBe(false);
    expect((await ask(`-not All Reports for "${cleo!.id}"`)).result).toBe(false);
  });
});
