import {
  addMembers,
  type ClockOptions,
  deleteGroup,
  followClock,
  restoreDeletedItem,
  updateGroup,
  updateUser,
} from '@muster/directory';
import { type AppError, type Instant, type ObjectId, parseInstant } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, aUser, somePeople } from './builders.ts';
import { codeOf, membersOf, refusal, statusOf } from './observe.ts';
import { setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const from = (source: { id: ObjectId }) => `user.memberOf -any (group.objectId -in ['${source.id}'])`;
const contractors = 'user.employeeType -eq "Contractor"';
const clock: ClockOptions = { worker: 'one', leaseMs: 10_000, signal: new AbortController().signal };
const day = (text: string) => parseInstant(text)! as Instant;

describe('the language of a directory', () => {
  it('is the portable one until it is switched, and counts on every node with the next write', async () => {
    const other = await test.secondNode();
    expect(await refusal(test, () => aGroup(test.directory, contractors))).toBe('RULE_INVALID');
    await setRuleDialect(other.directory, 'extended');
    const group = await aGroup(test.directory, contractors);
    const ann = await aUser(other.directory, { employeeType: 'contractor' });
    expect(await membersOf(test.directory, group)).toEqual([ann.id]);
    await updateUser(test.directory, administrator, ann.id, { employeeType: 'Employee' });
    expect(await membersOf(other.directory, group)).toEqual([]);
  });

  it('is not switched back while rules need it, paused ones and chains included', async () => {
    await setRuleDialect(test.directory, 'extended');
    const paused = await aGroup(test.directory, contractors, {
      displayName: 'Contractors',
      membershipRuleProcessingState: 'Paused',
    });
    const source = await aGroup(test.directory);
    const middle = await aGroup(test.directory, from(source), { displayName: 'Middle' });
    const last = await aGroup(test.directory, from(middle), { displayName: 'Last' });
    const back = () => setRuleDialect(test.directory, 'entra');
    expect(await refusal(test, back)).toBe('RULE_DIALECT_NEEDED');
    const problem = (await back().catch((each: unknown) => each)) as AppError;
    expect(problem.message).toContain(`Contractors (${paused.id})`);
    expect(problem.message).toContain(`Last (${last.id})`);
    expect(problem.message).not.toContain('Middle');
    await deleteGroup(test.directory, administrator, paused.id);
    await updateGroup(test.directory, administrator, last.id, { properties: { membershipRule: from(source) } });
    await back();
    expect(await refusal(test, () => aGroup(test.directory, contractors))).toBe('RULE_INVALID');
    await test.settle();
  });

  it('freezes a group that comes back with a rule the language does not have, until it has', async () => {
    await setRuleDialect(test.directory, 'extended');
    const group = await aGroup(test.directory, contractors);
    await test.settle();
    await deleteGroup(test.directory, administrator, group.id);
    await setRuleDialect(test.directory, 'entra');
    await restoreDeletedItem(test.directory, administrator, group.id);
    const ann = await aUser(test.directory, { employeeType: 'Contractor' });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([]);
    expect(await statusOf(test.directory, group)).toMatchObject({ status: 'Failed' });
    await setRuleDialect(test.directory, 'extended');
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann.id]);
  });

  it('keeps memberOf groups of the portable form going through a switch', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const source = await aGroup(test.directory);
    const group = await aGroup(test.directory, from(source));
    await test.settle();
    await setRuleDialect(test.directory, 'extended');
    await addMembers(test.directory, administrator, source.id, [ann!.id]);
    expect(await membersOf(test.directory, group)).toEqual([ann!.id]);
    await setRuleDialect(test.directory, 'entra');
    await addMembers(test.directory, administrator, source.id, [ben!.id]);
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id]);
    expect(await codeOf(aGroup(test.directory, from(group)))).toBe('MEMBEROF_SOURCE_IS_MEMBEROF');
  });

  it('is one of two', async () => {
    const set = () => setRuleDialect(test.directory, 'french' as never);
    expect(await refusal(test, set)).toBe('PROPERTY_INVALID');
  });
});

describe('further attributes', () => {
  it('move people in the write that changes them', async () => {
    await setRuleDialect(test.directory, 'extended');
    const group = await aGroup(test.directory, 'user.costCenter -eq "4711" -and user.employeeLeaveDateTime -eq null');
    const ann = await aUser(test.directory, { employeeOrgData: { costCenter: '4711' } });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann.id]);
    await updateUser(test.directory, administrator, ann.id, { employeeLeaveDateTime: day('2027-01-01') });
    expect(await membersOf(test.directory, group)).toEqual([]);
  });

  it('that are dates follow the clock, for users, devices and members of groups', async () => {
    await setRuleDialect(test.directory, 'extended');
    const source = await aGroup(test.directory);
    const leaving = await aGroup(test.directory, 'user.employeeLeaveDateTime -lt system.now');
    const both = await aGroup(test.directory, `user.employeeLeaveDateTime -le system.now -and ${from(source)}`);
    const chained = await aGroup(test.directory, `-not ${from(both)} -and ${from(source)}`);
    const fresh = await aGroup(test.directory, 'device.createdDateTime -gt system.now -minus P1D');
    const ann = await aUser(test.directory, { employeeLeaveDateTime: day('2026-06-16T00:00:00Z') });
    const laptop = await aDevice(test.directory);
    await addMembers(test.directory, administrator, source.id, [ann.id]);
    await test.settle();
    await followClock(test.directory, clock);
    const all = async () =>
      Promise.all([leaving, both, chained, fresh].map((group) => membersOf(test.directory, group)));
    expect(await all()).toEqual([[], [], [ann.id], [laptop.id]]);
    test.at('2026-06-16T00:00:00Z');
    await followClock(test.directory, clock);
    expect(await all()).toEqual([[], [ann.id], [], [laptop.id]]);
    test.at('2026-06-16T00:00:00.001Z');
    await followClock(test.directory, clock);
    expect(await all()).toEqual([[ann.id], [ann.id], [], [laptop.id]]);
    test.at('2026-06-16T12:00:00Z');
    await followClock(test.directory, clock);
    expect(await all()).toEqual([[ann.id], [ann.id], [], []]);
  });
});
