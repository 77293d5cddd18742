import {
  deleteGroup,
  evaluateDynamicMembership,
  type Group,
  type Properties,
  purgeDeletedItem,
  restoreDeletedItem,
  updateGroup,
} from '@muster/directory';
import { AppError, type ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aDevice, administrator, aGroup, aUser } from './builders.ts';
import { codeOf, refusal } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory({ dynamicGroups: 4, memberOfGroups: 2 });
});
afterEach(() => test.close());

const rule = 'user.department -eq "Sales"';
const from = (...sources: readonly { id: ObjectId }[]) =>
  `user.memberOf -any (group.objectId -in [${sources.map(({ id }) => `'${id}'`).join(', ')}])`;
const change = (group: Group, properties: Properties) =>
  updateGroup(test.directory, administrator, group.id, { properties });
const nobody = '00000000-0000-4000-8000-000000000000' as ObjectId;

describe('saving a rule', () => {
  it('is refused with every problem of the text', async () => {
    const wrong = 'user.departmnt -eq "Sales" -and user.accountEnabled -startsWith "t"';
    const problem = await aGroup(test.directory, wrong).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(AppError);
    const { code, message, extras } = problem as AppError;
    expect(code).toBe('RULE_INVALID');
    expect(message).toMatch(/^Dynamic membership rule validation error: /);
    expect(extras.details!.map((detail) => [detail.code, detail.target])).toEqual([
      ['UNKNOWN_PROPERTY', 'membershipRule'],
      ['OPERATOR_NOT_SUPPORTED', 'membershipRule'],
    ]);
    expect(extras.inner!.diagnostics).toHaveLength(2);
  });

  it.each<[string, string, Properties, string]>([
    ['an extension nobody registered', `user.extension_${'a'.repeat(32)}_x -eq "1"`, {}, 'EXTENSION_NOT_REGISTERED'],
    ['a source that does not exist', from({ id: nobody }), {}, 'MEMBEROF_SOURCE_NOT_FOUND'],
    ['a role-assignable group', rule, { isAssignableToRole: true }, 'ROLE_ASSIGNABLE_GROUP'],
    ['a mail-enabled security group', rule, { mailEnabled: true }, 'GROUP_KIND_NOT_DYNAMIC'],
    ['a distribution group', rule, { mailEnabled: true, securityEnabled: false }, 'GROUP_KIND_NOT_DYNAMIC'],
    ['a synchronised group', rule, { onPremisesSyncEnabled: true }, 'GROUP_KIND_NOT_DYNAMIC'],
    ['an unknown state', rule, { membershipRuleProcessingState: 'Off' }, 'PROPERTY_INVALID'],
  ])('is refused for %s', async (_name, text, properties, code) => {
    expect(await refusal(test, () => aGroup(test.directory, text, properties))).toBe(code);
  });

  it('is refused for a dynamic group without rule, and for a rule on an assigned one', async () => {
    const without = () => aGroup(test.directory, undefined, { groupTypes: ['DynamicMembership'] });
    expect(await refusal(test, without)).toBe('RULE_REQUIRED');
    const assigned = () => aGroup(test.directory, undefined, { membershipRule: rule });
    expect(await refusal(test, assigned)).toBe('RULE_ON_ASSIGNED_GROUP');
  });
});

describe('the number of dynamic groups', () => {
  it('is limited; deleted ones count until they are purged, converted ones do not', async () => {
    const [first, second] = [await aGroup(test.directory, rule), await aGroup(test.directory, rule)];
    await aGroup(test.directory, rule);
    await aGroup(test.directory, rule, { membershipRuleProcessingState: 'Paused' });
    const one = () => aGroup(test.directory, rule);
    expect(await refusal(test, one)).toBe('DYNAMIC_GROUP_QUOTA');
    await deleteGroup(test.directory, administrator, first.id);
    expect(await refusal(test, one)).toBe('DYNAMIC_GROUP_QUOTA');
    await purgeDeletedItem(test.directory, administrator, first.id);
    await one();

    await change(second, { groupTypes: [] });
    await one();
    const back = () => change(second, { groupTypes: ['DynamicMembership'] });
    expect(await refusal(test, back)).toBe('DYNAMIC_GROUP_QUOTA');
  });

  it('does not keep those that exist from getting another rule, or from being restored', async () => {
    const groups = await Promise.all(Array.from({ length: 4 }, () => aGroup(test.directory, rule)));
    await change(groups[0]!, { membershipRule: 'user.department -eq "HR"' });
    await change(groups[0]!, { membershipRuleProcessingState: 'Paused' });
    await change(groups[0]!, { membershipRuleProcessingState: 'On' });
    await deleteGroup(test.directory, administrator, groups[1]!.id);
    await restoreDeletedItem(test.directory, administrator, groups[1]!.id);
  });

  it('is limited for memberOf rules, too', async () => {
    const source = await aGroup(test.directory);
    const group = await aGroup(test.directory, from(source));
    await aGroup(test.directory, from(source));
    const third = await aGroup(test.directory, rule);
    expect(await refusal(test, () => change(third, { membershipRule: from(source) }))).toBe('MEMBEROF_QUOTA');
    expect(await refusal(test, () => aGroup(test.directory, from(source)))).toBe('MEMBEROF_QUOTA');
    await change(group, { membershipRule: `${from(source)} ` });
  });
});

describe('asking a rule about somebody', () => {
  const ask = (memberId: ObjectId, groupId: ObjectId | null, membershipRule: string | null = null) =>
    evaluateDynamicMembership(test.directory, administrator, { memberId, groupId, membershipRule });

  it('tells what the rule says, not who is a member', async () => {
    const group = await aGroup(test.directory, rule, { membershipRuleProcessingState: 'Paused' });
    const ann = await aUser(test.directory, { department: 'Sales' });
    expect(await ask(ann.id, group.id)).toMatchObject({ membershipRule: rule, result: true });
    const other = 'user.department -eq "HR"';
    expect(await ask(ann.id, group.id, other)).toMatchObject({ membershipRule: other, result: false });
    const source = await aGroup(test.directory, rule);
    await test.settle();
    expect(await ask(ann.id, null, from(source))).toMatchObject({ result: true });
  });

  it('is refused where there is nothing to tell', async () => {
    const [ann, laptop] = [await aUser(test.directory), await aDevice(test.directory)];
    const assigned = await aGroup(test.directory);
    expect(await codeOf(ask(ann.id, assigned.id))).toBe('RULE_REQUIRED');
    expect(await codeOf(ask(laptop.id, null, rule))).toBe('OBJECT_TYPE_MISMATCH');
    expect(await codeOf(ask(ann.id, null, 'nonsense'))).toBe('RULE_INVALID');
    expect(await codeOf(ask(nobody, null, rule))).toBe('RESOURCE_NOT_FOUND');
    expect(await codeOf(ask(ann.id, nobody))).toBe('RESOURCE_NOT_FOUND');
  });
});
