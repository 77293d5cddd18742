import { addMembers, type Difference, type Group, type User, updateGroup, verify } from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, anApplication, aUser, somePeople } from './builders.ts';
import { setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let people: readonly User[];
let group: Group;
beforeEach(async () => {
  test = await testDirectory();
  people = await somePeople(test.directory, [{ department: 'Sales' }, { department: 'Sales' }, { department: 'HR' }]);
  group = await aGroup(test.directory, 'user.department -eq "Sales"');
  await test.settle();
});
// The directory is damaged on purpose.
afterEach(() => test.discard());

/** What a node that starts now finds. */
async function found(): Promise<readonly (readonly [Difference['kind'], number, number])[]> {
  const { directory, open } = await test.secondNode();
  const { differences } = await verify(directory, open.ledgerSource);
  return differences.map(({ kind, groupNumber, memberNumber }) => [kind, groupNumber, memberNumber] as const);
}

/** Moves somebody in the ledger, behind the directory's back. */
async function forge(member: number, joined: readonly number[], left: readonly number[] = []): Promise<void> {
  await test.query(
    `with place as (insert into change_log (seq, ordinal, at, actor, operation)
        values (nextval('change_seq'), 0, now(), '{}', 'forged') returning seq)
      insert into membership_ledger (seq, ordinal, member_number, joined, left_groups)
      select seq, 0, $1, $2, $3 from place`,
    [member, joined, left],
  );
}

describe('verify', () => {
  it('finds nothing in a directory that nobody has damaged, and counts what it has looked at', async () => {
    const result = await verify(test.directory, test.open.ledgerSource);
    expect(result).toEqual({
      groups: 1,
      rules: 1,
      objects: 3,
      memberships: 2,
      pending: [],
      broken: [],
      differences: [],
    });
  });

  it('finds who is missing and who is too much after a change behind the back of the rules', async () => {
    const [ann, , cleo] = people;
    await test.query(`update users set department = 'HR' where id = $1`, [ann!.id]);
    await test.query(`update users set department = 'sales' where id = $1`, [cleo!.id]);
    expect(await found()).toEqual([
      ['a rule selects it, the ledger does not have it', group.number, cleo!.number],
      ['the ledger has it, no rule selects it', group.number, ann!.number],
    ]);
  });

  it('recomputes rules over rules, groups in groups and managers, each from what it has recomputed itself', async () => {
    await setRuleDialect(test.directory, 'extended');
    const [ann, ben, cleo] = people;
    const [outer, inner] = [await aGroup(test.directory), await aGroup(test.directory)];
    await addMembers(test.directory, administrator, outer.id, [inner.id]);
    await addMembers(test.directory, administrator, inner.id, [ben!.id]);
    const others = await aGroup(test.directory, `-not user.memberOf -any (group.objectId -in ['${group.id}'])`);
    const deep = await aGroup(test.directory, `user.transitiveMemberOf -any (group.objectId -in ['${outer.id}'])`);
    const reports = await aGroup(test.directory, `All Reports for "${ann!.id}"`);
    await test.settle();
    expect(await found()).toEqual([]);
    await test.query(`update users set department = 'Sales' where id = $1`, [cleo!.id]);
    await test.query('update users set manager_id = $1 where id = $2', [ann!.id, ben!.id]);
    await forge(people[2]!.number, [inner.number]);
    const expected = [
      ['a rule selects it, the ledger does not have it', group.number, cleo!.number],
      ['a rule selects it, the ledger does not have it', deep.number, cleo!.number],
      ['a rule selects it, the ledger does not have it', reports.number, ben!.number],
      ['the ledger has it, no rule selects it', others.number, cleo!.number],
    ];
    expect([...(await found())].sort()).toEqual(expected.sort());
  });

  it('finds rows that somebody has put into the ledger', async () => {
    const [ann, , cleo] = people;
    await forge(cleo!.number, [group.number]);
    await forge(ann!.number, [], [group.number]);
    expect(await found()).toEqual([
      ['a rule selects it, the ledger does not have it', group.number, ann!.number],
      ['the ledger has it, no rule selects it', group.number, cleo!.number],
    ]);
  });

  it('finds a row that is missing, in the ledger and against memory', async () => {
    const ann = await aUser(test.directory, { department: 'Sales' });
    await test.query('delete from membership_ledger where member_number = $1', [ann.number]);
    const missing = ['a rule selects it, the ledger does not have it', group.number, ann.number];
    expect(await found()).toEqual([missing]);
    const { differences } = await verify(test.directory, test.open.ledgerSource);
    expect(differences.map(({ kind, memberNumber }) => [kind, memberNumber])).toEqual([
      ['memory has it, the ledger does not', ann.number],
      [missing[0], ann.number],
    ]);
  });

  it('finds a row that memory does not have', async () => {
    const assigned = await aGroup(test.directory);
    await addMembers(test.directory, administrator, assigned.id, [people[0]!.id]);
    await test.query('update membership_ledger set joined = joined || $2::bigint where $1::bigint = any(joined)', [
      assigned.number,
      group.number + 1000,
    ]);
    const { differences } = await verify(test.directory, test.open.ledgerSource);
    expect(differences.map(({ kind, groupNumber }) => [kind, groupNumber])).toEqual([
      ['the ledger has it, memory does not', group.number + 1000],
      ['the group does not exist', group.number + 1000],
    ]);
  });

  it('finds members and groups that do not exist', async () => {
    const assigned = await aGroup(test.directory);
    const { principal } = await anApplication(test.directory);
    await addMembers(test.directory, administrator, assigned.id, [people[0]!.id, principal.id]);
    await test.query('delete from service_principals where id = $1', [principal.id]);
    expect(await found()).toEqual([['the member does not exist', assigned.number, principal.number]]);
    await test.query('update groups set deleted_at = now() where id = $1', [assigned.id]);
    expect(await found()).toContainEqual(['the group does not exist', assigned.number, people[0]!.number]);
  });

  it('compares no group whose pass is not finished, and says so', async () => {
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipRule: 'user.department -eq "HR"' },
    });
    const { pending, differences } = await verify(test.directory, test.open.ledgerSource);
    expect([pending, differences]).toEqual([[group.id], []]);
  });

  it('compares no group whose rule cannot be applied, and says so', async () => {
    await test.query(`update groups set membership_rule = 'nonsense' where id = $1`, [group.id]);
    const { broken, differences } = await verify(test.directory, test.open.ledgerSource);
    expect([broken, differences]).toEqual([[group.id], []]);
  });
});
