import { addMembers, explainMembership, removeMember, setManager, updateUser } from '@muster/directory';
import { type ObjectId, parseInstant } from '@muster/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { administrator, aGroup, aUser } from './builders.ts';
import { extendedDirectory, type TestDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await extendedDirectory();
});
afterEach(() => test.close());

it('memberships by reports, groups in groups and other rules are explained as they were', async () => {
  const [ann, ben] = [await aUser(test.directory), await aUser(test.directory)];
  const [outer, inner] = [await aGroup(test.directory), await aGroup(test.directory)];
  await addMembers(test.directory, administrator, outer.id, [inner.id]);
  await addMembers(test.directory, administrator, inner.id, [ben.id]);
  const middle = await aUser(test.directory, {}, ann.id);
  await setManager(test.directory, administrator, ben.id, middle.id);
  const reports = `All Reports for "${ann.id}"`;
  const within = `user.transitiveMemberOf -any (group.objectId -in ['${outer.id}'])`;
  const group = await aGroup(test.directory, `${reports} -and ${within} -and user.city -eq null`);
  await test.settle();

  test.at('2026-06-16T09:00:00Z');
  await setManager(test.directory, administrator, middle.id, null);
  test.at('2026-06-17T09:00:00Z');
  await removeMember(test.directory, administrator, inner.id, ben.id);
  test.at('2026-06-18T09:00:00Z');
  await updateUser(test.directory, administrator, ben.id, { city: 'Bern' });

  const results = async (at: string | null) => {
    const question = { groupId: group.id, memberId: ben.id as ObjectId, at: at === null ? null : parseInstant(at)! };
    const { isMember, rule } = await explainMembership(test.directory, administrator, question);
    const clauses = rule!.details!.children.map(({ result, propertyValue }) => [result, propertyValue]);
    return [isMember, rule!.standing.kind, ...clauses];
  };
  expect(await results('2026-06-15T23:00:00Z')).toEqual([
    true,
    'applied',
    [true, `${middle.id}, ${ann.id}`],
    [true, outer.id],
    [true, ''],
  ]);
  expect(await results('2026-06-16T23:00:00Z')).toEqual([
    false,
    'applied',
    [false, middle.id],
    [true, outer.id],
    [true, ''],
  ]);
  expect(await results('2026-06-17T23:00:00Z')).toEqual([
    false,
    'applied',
    [false, middle.id],
    [false, ''],
    [true, ''],
  ]);
  expect(await results(null)).toEqual([false, 'applied', [false, middle.id], [false, ''], [false, 'Bern']]);
});
