import { deleteUser, type Group, updateGroup, updateUser } from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, anApplicationWith, somePeople } from './builders.ts';
import { logHead, membersOf, movementsOf, propertiesOf, refusal, statusOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const inSales = 'user.department -eq "Sales"';
const change = (group: Group, properties: Parameters<typeof updateGroup>[3]['properties']) =>
  updateGroup(test.directory, administrator, group.id, { properties });

/** Two in Sales, one in Marketing in Bern, one in HR. */
const people = () =>
  somePeople(test.directory, [
    { department: 'Sales', city: 'Bern' },
    { department: 'Sales', city: 'Basel' },
    { department: 'Marketing', city: 'Bern' },
    { department: 'HR', city: 'Basel' },
  ]);

describe('a changed rule', () => {
  it('is applied as a difference: who stays is not touched', async () => {
    const [ann, ben, cleo] = await people();
    const group = await aGroup(test.directory, inSales);
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id]);

    const place = await logHead(test);
    await change(group, { membershipRule: 'user.city -eq "Bern"' });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, cleo!.id]);
    expect(await movementsOf(test.directory, group, place)).toEqual([
      { operation: 'pass', joined: [cleo!.number], left: [ben!.number] },
    ]);
  });

  it('counts for the next write, before any pass has run', async () => {
    const [ann, ben] = await people();
    const group = await aGroup(test.directory, inSales);
    await test.settle();
    await change(group, { membershipRule: 'user.city -eq "Bern"' });
    await updateUser(test.directory, administrator, ben!.id, { city: 'Biel' });
    expect(await membersOf(test.directory, group)).toEqual([ann!.id]);
    await updateUser(test.directory, administrator, ben!.id, { city: 'Bern' });
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id]);
  });

  it('goes from NotStarted to Succeeded, and tells when members last changed', async () => {
    await people();
    const group = await aGroup(test.directory, inSales);
    expect(await statusOf(test.directory, group)).toMatchObject({
      status: 'NotStarted',
      lastMembershipUpdated: null,
      errorMessage: null,
    });
    test.at('2026-06-15T13:00:00Z');
    await test.settle();
    const first = await statusOf(test.directory, group);
    expect(first).toMatchObject({ status: 'Succeeded', lastMembershipUpdated: Date.parse('2026-06-15T13:00:00Z') });

    test.at('2026-06-15T14:00:00Z');
    await change(group, { membershipRule: `${inSales} ` });
    expect((await statusOf(test.directory, group))!.status).toBe('NotStarted');
    await test.settle();
    const second = { status: 'Succeeded', lastMembershipUpdated: first!.lastMembershipUpdated };
    expect(await statusOf(test.directory, group)).toMatchObject(second);
  });

  it('keeps its text as it was submitted, and does nothing when it is the same', async () => {
    await people();
    const text = `  ( user.department   -EQ "Sales")\n`;
    const group = await aGroup(test.directory, text);
    await test.settle();
    const place = await logHead(test);
    await change(group, { membershipRule: text, membershipRuleProcessingState: 'On' });
    expect((await propertiesOf(test.directory, group)).membershipRule).toBe(text);
    expect(await logHead(test)).toBe(place);
    expect((await statusOf(test.directory, group))!.status).toBe('Succeeded');
  });

  it('cannot be cleared, nor its state', async () => {
    const group = await aGroup(test.directory, inSales);
    for (const membershipRule of [null, '', '  ']) {
      expect(await refusal(test, () => change(group, { membershipRule }))).toBe('RULE_INVALID');
    }
    const badState = () => change(group, { membershipRuleProcessingState: null });
    expect(await refusal(test, badState)).toBe('PROPERTY_INVALID');
    const otherState = () => change(group, { membershipRuleProcessingState: 'Off' });
    expect(await refusal(test, otherState)).toBe('PROPERTY_INVALID');
  });
});

describe('a paused group', () => {
  it('keeps its members, whatever happens to them, until it is resumed', async () => {
    const [ann, ben, cleo, dan] = await people();
    const group = await aGroup(test.directory, inSales);
    await test.settle();
    await change(group, { membershipRuleProcessingState: 'Paused' });
    expect(await statusOf(test.directory, group)).toBeNull();

    await updateUser(test.directory, administrator, ann!.id, { department: 'HR' });
    await updateUser(test.directory, administrator, cleo!.id, { department: 'Sales' });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id]);

    await change(group, { membershipRuleProcessingState: 'On' });
    expect((await statusOf(test.directory, group))!.status).toBe('NotStarted');
    const place = await logHead(test);
    await updateUser(test.directory, administrator, dan!.id, { department: 'Sales' });
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id, dan!.id]);
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ben!.id, cleo!.id, dan!.id]);
    expect(await movementsOf(test.directory, group, place)).toEqual([
      { operation: 'update-user', joined: [dan!.number], left: [] },
      { operation: 'pass', joined: [cleo!.number], left: [ann!.number] },
    ]);
  });

  it('loses those who are deleted', async () => {
    const [ann, ben] = await people();
    const group = await aGroup(test.directory, inSales);
    await test.settle();
    await change(group, { membershipRuleProcessingState: 'Paused' });
    await deleteUser(test.directory, administrator, ann!.id);
    expect(await membersOf(test.directory, group)).toEqual([ben!.id]);
  });

  it('takes a new rule, checked but not applied', async () => {
    const [ann, ben, cleo] = await people();
    const group = await aGroup(test.directory, inSales);
    await test.settle();
    await change(group, { membershipRuleProcessingState: 'Paused' });
    const wrong = () => change(group, { membershipRule: 'user.departmnt -eq "Sales"' });
    expect(await refusal(test, wrong)).toBe('RULE_INVALID');

    await change(group, { membershipRule: 'user.city -eq "Bern"' });
    await updateUser(test.directory, administrator, cleo!.id, { jobTitle: 'Lead' });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, ben!.id]);
    expect(await statusOf(test.directory, group)).toBeNull();

    await change(group, { membershipRuleProcessingState: 'On' });
    await test.settle();
    expect(await membersOf(test.directory, group)).toEqual([ann!.id, cleo!.id]);
  });

  it('can be paused again, and created paused, without any effect', async () => {
    await people();
    const group = await aGroup(test.directory, inSales, { membershipRuleProcessingState: 'Paused' });
    await test.settle();
    const place = await logHead(test);
    await change(group, { membershipRuleProcessingState: 'Paused' });
    expect(await logHead(test)).toBe(place);
    expect(await membersOf(test.directory, group)).toEqual([]);
    expect(await statusOf(test.directory, group)).toBeNull();
  });

  it('is paused by those only who may change groups', async () => {
    const group = await aGroup(test.directory, inSales);
    const reader = anApplicationWith('Group.Read.All', 'GroupMember.ReadWrite.All');
    const pause = () =>
      updateGroup(test.directory, reader, group.id, { properties: { membershipRuleProcessingState: 'Paused' } });
    expect(await refusal(test, pause)).toBe('INSUFFICIENT_PRIVILEGES');
  });
});
