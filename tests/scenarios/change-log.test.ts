import {
  addMembers,
  addSecret,
  deleteUser,
  membershipHistory,
  purgeDeletedItem,
  restoreDeletedItem,
  setManager,
  updateGroup,
  updateUser,
} from '@muster/directory';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { administrator, aGroup, anApplication, anApplicationWith, aUser, somePeople } from './builders.ts';
import { changesAfter, logHead, movementsOf, refusal } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
});
afterEach(() => test.close());

describe('the change log', () => {
  it('says who changed what, from which value to which, and when', async () => {
    const ann = await aUser(test.directory, { department: 'HR', city: 'Bern' });
    const place = await logHead(test);
    test.at('2026-06-15T15:00:00Z');
    const caller = anApplicationWith('User.ReadWrite.All');
    const actor = caller.actor as { id: string; appId: string };
    await updateUser(test.directory, caller, ann.id, {
      department: 'Sales',
      city: null,
      displayName: ann.properties.displayName!,
    });
    const changes = await changesAfter(test.directory, place);
    expect(changes).toEqual([
      {
        seq: expect.any(Number),
        cause: {
          actor: { kind: 'application', id: actor.id, name: 'Payroll', appId: actor.appId },
          operation: 'update-user',
          requestId: 'request-1',
          at: Date.parse('2026-06-15T15:00:00Z'),
        },
        facts: [
          {
            objectType: 'user',
            objectId: ann.id,
            objectNumber: ann.number,
            action: 'update',
            changes: { department: ['HR', 'Sales'], city: ['Bern', null] },
          },
        ],
      },
    ]);
  });

  it('has one place for a whole transaction, with the memberships it caused', async () => {
    const [sales, bern] = [
      await aGroup(test.directory, 'user.department -eq "Sales"'),
      await aGroup(test.directory, 'user.city -eq "Bern"'),
    ];
    const follower = await aGroup(test.directory, `user.memberOf -any (group.objectId -in ['${sales.id}'])`);
    const place = await logHead(test);
    const [ann] = await somePeople(test.directory, [{ department: 'Sales', city: 'Bern' }, {}]);
    const [change, ...others] = await changesAfter(test.directory, place);
    expect(others).toEqual([]);
    expect(change!.facts.map((fact) => fact.action)).toEqual(['create', 'create']);
    const rows = await test.directory.store.read((session) => session.log.ledgerRowsOf(change!.seq));
    expect(rows).toEqual([
      { kind: 'member', member: ann!.number, joined: [sales.number, bern.number, follower.number], left: [] },
    ]);
  });

  it('tells a person’s whole history in a group', async () => {
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const ann = await aUser(test.directory, { department: 'Sales' });
    await updateUser(test.directory, administrator, ann.id, { department: 'HR' });
    await updateGroup(test.directory, administrator, group.id, {
      properties: { membershipRule: 'user.department -eq "HR"' },
    });
    await test.settle();
    await deleteUser(test.directory, administrator, ann.id);
    await restoreDeletedItem(test.directory, administrator, ann.id);
    const question = { groupId: group.id, memberId: ann.id, order: 'oldest', limit: 10, after: null } as const;
    const { moves } = await membershipHistory(test.directory, administrator, question);
    expect(moves.map(({ operation, joined }) => [operation, joined])).toEqual([
      ['create-user', true],
      ['update-user', false],
      ['pass', true],
      ['delete-user', false],
      ['restore-deleted-item', true],
    ]);
  });

  it('names the kind of every fact', async () => {
    const [ann, ben] = await somePeople(test.directory, [{}, {}]);
    const group = await aGroup(test.directory);
    const place = await logHead(test);
    await addMembers(test.directory, administrator, group.id, [ann!.id]);
    await setManager(test.directory, administrator, ann!.id, ben!.id);
    await deleteUser(test.directory, administrator, ann!.id);
    await restoreDeletedItem(test.directory, administrator, ann!.id);
    await deleteUser(test.directory, administrator, ann!.id);
    await purgeDeletedItem(test.directory, administrator, ann!.id);
    const name = ann!.properties.userPrincipalName;
    const freed = `${ann!.id.replaceAll('-', '')}${name}`;
    const now = test.directory.clock();
    const changes = await changesAfter(test.directory, place);
    expect(changes.map(({ facts }) => facts.map((fact) => [fact.objectType, fact.action, fact.changes]))).toEqual([
      [['group', 'update', { members: [null, ann!.id] }]],
      [['user', 'update', { managerId: [null, ben!.id] }]],
      [['user', 'delete', { signInSessionsValidFromDateTime: [null, now], userPrincipalName: [name, freed] }]],
      [['user', 'restore', { userPrincipalName: [freed, name] }]],
      [['user', 'delete', { userPrincipalName: [name, freed] }]],
      [['user', 'purge', {}]],
    ]);
    expect((await movementsOf(test.directory, group, place)).map((move) => move.operation)).toEqual([
      'add-members',
      'delete-user',
      'restore-deleted-item',
      'delete-user',
    ]);
  });

  it('has nothing of what was refused, nor of what changed nothing', async () => {
    const ann = await aUser(test.directory, { department: 'Sales' });
    const name = ann.properties.userPrincipalName!;
    const place = await logHead(test);
    const taken = () => aUser(test.directory, { userPrincipalName: name });
    expect(await refusal(test, taken)).toBe('UNIQUE_VALUE_TAKEN');
    const invalid = () => updateUser(test.directory, administrator, ann.id, { city: 'Bern', usageLocation: '12' });
    expect(await refusal(test, invalid)).toBe('PROPERTY_INVALID');
    await updateUser(test.directory, administrator, ann.id, { department: 'Sales', city: null });
    expect(await changesAfter(test.directory, place)).toEqual([]);
  });

  it('holds no secret, in any form', async () => {
    const password = 'Open-Sesame-31415';
    const secretText = 'a-secret-of-an-application-27182';
    const ann = await aUser(test.directory, { passwordProfile: { password } });
    await updateUser(test.directory, administrator, ann.id, { passwordProfile: { password: `${password}!` } });
    const { application } = await anApplication(test.directory);
    const input = { displayName: 'x', startsAt: null, endsAt: null, secretText };
    await addSecret(test.directory, administrator, application.id, input);
    await deleteUser(test.directory, administrator, ann.id);
    const [log] = await test.query<{ text: string }>('select json_agg(change_log)::text as text from change_log');
    const [users] = await test.query<{ text: string }>('select json_agg(users)::text as text from users');
    for (const text of [log!.text, users!.text]) {
      for (const secret of [password, secretText, 'argon2', 'passwordProfile']) expect(text).not.toContain(secret);
    }
    expect(log!.text).toContain('lastPasswordChangeDateTime');
  });
});
