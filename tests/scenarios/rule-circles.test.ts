import { addMembers, deleteGroup, type Group, restoreDeletedItem, updateGroup } from '@muster/directory';
import { AppError, type ObjectId } from '@muster/kernel';
import { afterEach, describe, expect, it } from 'vitest';
import { administrator, aGroup } from './builders.ts';
import { refusal } from './observe.ts';
import { extendedDirectory, type TestDirectory } from './test-directory.ts';

let test: TestDirectory;
afterEach(() => test.close());

const from = (...sources: readonly { id: ObjectId }[]) =>
  `user.memberOf -any (group.objectId -in [${sources.map(({ id }) => `'${id}'`).join(', ')}])`;
const within = (source: { id: ObjectId }) => from(source).replace('memberOf', 'transitiveMemberOf');
const grouped = (rule: string, displayName: string) => aGroup(test.directory, rule, { displayName });
const plain = (displayName: string) => aGroup(test.directory, undefined, { displayName });
const setRule = (group: Group, membershipRule: string) =>
  updateGroup(test.directory, administrator, group.id, { properties: { membershipRule } });
const setState = (group: Group, membershipRuleProcessingState: string) =>
  updateGroup(test.directory, administrator, group.id, { properties: { membershipRuleProcessingState } });
const add = (group: Group, inner: Group) => addMembers(test.directory, administrator, group.id, [inner.id]);

/** The sentence with which the work is refused, ids left out; the database must not have changed. */
async function refused(work: () => Promise<unknown>): Promise<string> {
  let message = '';
  const code = await refusal(test, () =>
    work().catch((problem: unknown) => {
      if (problem instanceof AppError) message = problem.message;
      throw problem;
    }),
  );
  expect(code).toBe('RULE_CIRCLE');
  expect(message).toMatch(/[0-9a-f]{8}-[0-9a-f-]{27}/);
  return message.replace(/^.*themselves: /, '').replaceAll(/ \([0-9a-f-]{36}\)/g, '');
}

describe('a circle of rules', () => {
  it('is refused when the rule is saved, and the path is named', async () => {
    test = await extendedDirectory();
    const one = await grouped('user.city -eq "Bern"', 'One');
    const two = await grouped(`${from(one)} -and user.department -eq "Sales"`, 'Two');
    const three = await grouped(`-not ${from(two)}`, 'Three');
    expect(await refused(() => setRule(one, from(three)))).toBe('One reads Three reads Two reads One');
    expect(await refused(() => setRule(one, `user.city -eq null -or -not ${from(one)}`))).toBe('One reads One');
    const free = await plain('Free');
    await setRule(one, from(free));
    expect(await refused(() => setRule(one, `${from(free)} -and ${from(two)}`))).toBe('One reads Two reads One');
  });

  it('is refused through groups inside groups, from both ends', async () => {
    test = await extendedDirectory();
    const [outer, inner] = [await plain('Outer'), await plain('Inner')];
    const ruled = await grouped(within(outer), 'Ruled');
    const chained = await grouped(from(ruled), 'Chained');
    await add(outer, inner);
    expect(await refused(() => add(inner, ruled))).toBe('Ruled reads Outer contains Ruled');
    expect(await refused(() => add(inner, chained))).toBe('Ruled reads Outer contains Chained reads Ruled');
    const other = await grouped('user.city -eq "Bern"', 'Other');
    await add(inner, other);
    expect(await refused(() => setRule(other, within(outer)))).toBe('Other reads Outer contains Other');
    expect(await refused(() => setRule(other, from(chained)))).toBe(
      'Other reads Chained reads Ruled reads Outer contains Other',
    );
    // Direct members only: what lies inside does not matter.
    await setRule(other, from(outer));
  });

  it('is refused when a paused rule is resumed and when a group is restored', async () => {
    test = await extendedDirectory();
    const one = await grouped('user.city -eq "Bern"', 'One');
    const two = await grouped(from(one), 'Two');
    await setState(two, 'Paused');
    await setRule(one, from(two));
    expect(await refused(() => setState(two, 'On'))).toBe('Two reads One reads Two');
    await setRule(one, 'user.city -eq "Bern"');
    await setState(two, 'On');
    await deleteGroup(test.directory, administrator, two.id);
    await setRule(one, 'user.city -eq null');
    const three = await grouped(from(one), 'Three');
    await restoreDeletedItem(test.directory, administrator, two.id);
    await setRule(three, from(two));
    await deleteGroup(test.directory, administrator, two.id);
    await setRule(one, from(three)).catch(() => {});
    await setRule(three, 'user.city -eq null');
    await setRule(one, `-not ${from(three)}`);
    await setRule(three, from(await plain('Free')));
    const back = await restoreDeletedItem(test.directory, administrator, two.id);
    expect(back.id).toBe(two.id);
    expect(await refused(() => setRule(three, from(two)))).toBe('Three reads Two reads One reads Three');
  });

  it('is refused when a restored group would close it', async () => {
    test = await extendedDirectory();
    const [outer, inner] = [await plain('Outer'), await plain('Inner')];
    const one = await grouped('user.city -eq "Bern"', 'One');
    await add(outer, inner);
    await add(inner, one);
    await deleteGroup(test.directory, administrator, inner.id);
    await setRule(one, within(outer));
    expect(await refused(() => restoreDeletedItem(test.directory, administrator, inner.id))).toBe(
      'One reads Outer contains One',
    );
    await setRule(one, 'user.city -eq null');
    await restoreDeletedItem(test.directory, administrator, inner.id);
    const two = await grouped(from(one), 'Two');
    await deleteGroup(test.directory, administrator, two.id);
    // While Two lies among the deleted items, its rule is no rule.
    expect(await refusal(test, () => setRule(one, from(two)))).toBe('MEMBEROF_SOURCE_NOT_FOUND');
  });
});

describe('a chain of rules', () => {
  it('has a limit, from both ends', async () => {
    test = await extendedDirectory({ ruleChain: 3 });
    const bottom = await grouped('user.city -eq "Bern"', 'Bottom');
    const one = await grouped(from(bottom), 'One');
    const two = await grouped(from(one, bottom), 'Two');
    const three = await grouped(from(two), 'Three');
    expect(await refusal(test, () => grouped(from(three), 'Four'))).toBe('RULE_CHAIN_TOO_LONG');
    const free = await plain('Free');
    expect(await refusal(test, () => setRule(bottom, from(free)))).toBe('RULE_CHAIN_TOO_LONG');
    await setRule(three, from(bottom));
    await setRule(bottom, from(free));
  });

  it('has its limit of groups, apart from that of the portable language', async () => {
    test = await extendedDirectory({ memberOfGroups: 1, extendedMemberOfGroups: 3 });
    const source = await plain('Source');
    for (const rule of [from(source), `-not ${from(source)}`, within(source)]) await grouped(rule, 'x');
    expect(await refusal(test, () => grouped(within(source), 'x'))).toBe('MEMBEROF_QUOTA');
  });
});
