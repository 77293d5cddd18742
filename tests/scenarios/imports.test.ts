import { getObject, type PersonWrite, updateUser, writePeople } from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, aUser, somePeople } from './builders.ts';
import { changesAfter, logHead, membersOf, refusal } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

const write = (batch: readonly PersonWrite[]) => writePeople(test.directory, administrator, 'import', batch);
const find = async (id: Parameters<typeof getObject>[3]) =>
  (await getObject(test.directory, administrator, 'user', id)).properties;

describe('many people at once', () => {
  it('change properties and managers together, and are in their groups at once', async () => {
    const [boss, ann, ben] = await somePeople(test.directory, [{}, {}, { department: 'Sales' }]);
    const sales = await aGroup(test.directory, 'user.department -eq "Sales"');
    const reports = await aGroup(test.directory, `Direct Reports for "${boss!.id}"`);
    await test.settle();
    const place = await logHead(test);
    await write([
      { kind: 'update', id: ann!.id, properties: { department: 'Sales' }, managerId: boss!.id },
      { kind: 'update', id: ben!.id, properties: { department: null } },
    ]);
    expect(await membersOf(test.directory, sales)).toEqual([ann!.id]);
    expect(await membersOf(test.directory, reports)).toEqual([boss!.id, ann!.id]);
    const [change, ...others] = await changesAfter(test.directory, place);
    expect(others).toEqual([]);
    expect(change!.facts.map((fact) => [fact.objectId, fact.changes])).toEqual([
      [ann!.id, { department: [null, 'Sales'], managerId: [null, boss!.id] }],
      [ben!.id, { department: ['Sales', null] }],
    ]);
    await write([{ kind: 'update', id: ann!.id, properties: {}, managerId: null }]);
    expect(await membersOf(test.directory, reports)).toEqual([boss!.id]);
  });

  it('may name somebody twice: the later write starts from the earlier one', async () => {
    const ann = await aUser(test.directory);
    const sales = await aGroup(test.directory, 'user.department -eq "Sales" -and user.city -eq "Bern"');
    await write([
      { kind: 'update', id: ann.id, properties: { department: 'Sales', city: 'Basel' } },
      { kind: 'update', id: ann.id, properties: { city: 'Bern' } },
    ]);
    expect(await find(ann.id)).toMatchObject({ department: 'Sales', city: 'Bern' });
    expect(await membersOf(test.directory, sales)).toEqual([ann.id]);
  });

  it('take their sign-in names along when they are renamed', async () => {
    const [ann, ben] = [await aUser(test.directory), await aUser(test.directory)];
    await write([{ kind: 'update', id: ann.id, properties: { userPrincipalName: 'ann.new@contoso.com' } }]);
    await updateUser(test.directory, administrator, ben.id, { userPrincipalName: 'ben.new@contoso.com' });
    for (const [user, issuerAssignedId] of [
      [ann, 'ann.new@contoso.com'],
      [ben, 'ben.new@contoso.com'],
    ] as const) {
      const identity = { signInType: 'userPrincipalName', issuer: 'contoso.com', issuerAssignedId };
      expect((await find(user.id)).identities).toEqual([identity]);
    }
  });

  it('can exchange their names', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const names = [ann!, ben!].map((user) => user.properties.userPrincipalName!);
    await write([
      { kind: 'update', id: ann!.id, properties: { userPrincipalName: names[1]! } },
      { kind: 'update', id: ben!.id, properties: { userPrincipalName: names[0]! } },
    ]);
    expect((await find(ann!.id)).userPrincipalName).toBe(names[1]);
  });

  it('are all refused when one of them is', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const good: PersonWrite = { kind: 'update', id: ann!.id, properties: { city: 'Bern' } };
    const update = (properties: PersonWrite['properties'], rest = {}): PersonWrite => ({
      kind: 'update',
      id: ben!.id,
      properties,
      ...rest,
    });
    const refused: readonly (readonly [PersonWrite, string])[] = [
      [update({ department: 'x'.repeat(65) }), 'PROPERTY_INVALID'],
      [update({ userPrincipalName: ann!.properties.userPrincipalName! }), 'UNIQUE_VALUE_TAKEN'],
      [update({ userPrincipalName: 'ben@fabrikam.com' }), 'DOMAIN_NOT_VERIFIED'],
      [update({}, { managerId: '00000000-0000-4000-8000-000000000000' }), 'MANAGER_INVALID'],
      [update({}, { id: '00000000-0000-4000-8000-000000000000' }), 'RESOURCE_NOT_FOUND'],
      [update({ passwordProfile: { password: 'Correct-Horse-7' } }), 'PROPERTY_INVALID'],
    ];
    for (const [bad, code] of refused) expect(await refusal(test, () => write([good, bad]))).toBe(code);
  });
});
