import {
  createAdministrativeUnit,
  createRoleDefinition,
  deleteUser,
  listRoleAssignments,
  operations,
  requestAccess,
  updateUser,
  verifySecret,
} from '@muster/directory';
import { type ObjectId, parseInstant } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runMuster } from '../../apps/cli/run-muster.ts';
import { RecordedTerminal } from '../../apps/cli/testing/recorded-terminal.ts';
import { administrator, aGroup, asPerson, aUser, giveRole } from './builders.ts';
import { changesAfter, codeOf, logHead } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeEach(async () => {
  test = await testDirectory();
  await aUser(test.directory, { userPrincipalName: 'ann@contoso.com', displayName: 'Ann' });
});
afterEach(() => test.close());

async function muster(...args: readonly string[]) {
  const terminal = new RecordedTerminal();
  const context = {
    terminal,
    clock: test.directory.clock,
    openDirectory: async () => ({
      directory: test.directory,
      people: undefined as never,
      ledger: test.open.ledgerSource,
      close: async () => {},
    }),
    onInterrupt: () => {},
    onTerminate: () => {},
    environment: {},
  };
  const code = await runMuster(args, context, false);
  return { code, out: terminal.text, err: terminal.messages.join('') };
}

describe('muster role', () => {
  it('assigns, lists and removes roles by name', async () => {
    await aGroup(test.directory, undefined, { displayName: 'Auditors', isAssignableToRole: true });
    test.at('2026-06-15T12:00:00Z');
    expect((await muster('role', 'list')).out).toBe('nobody holds a role\n');
    expect(await muster('role', 'assign', 'user administrator', 'ANN@contoso.com')).toMatchObject({
      code: 0,
      out: 'ANN@contoso.com holds the role User Administrator\n',
    });
    test.at('2026-06-15T12:00:01Z');
    expect(await muster('role', 'assign', 'Reports Reader', 'Auditors', '--group')).toMatchObject({ code: 0 });
    expect((await muster('role', 'list')).out).toBe(
      'User Administrator: ann@contoso.com\nReports Reader: Auditors (group)\n',
    );
    const unit = await createAdministrativeUnit(test.directory, administrator, { displayName: 'Hamburg' });
    const inUnit = ['Helpdesk Administrator', 'ann@contoso.com', '--unit'] as const;
    test.at('2026-06-15T12:00:02Z');
    expect(await muster('role', 'assign', ...inUnit, 'hamburg')).toMatchObject({ code: 0 });
    expect((await muster('role', 'list')).out).toContain(
      `Helpdesk Administrator: ann@contoso.com at /administrativeUnits/${unit.id}\n`,
    );
    expect(await muster('role', 'remove', ...inUnit, unit.id)).toMatchObject({ code: 0 });
    expect((await muster('role', 'assign', ...inUnit, 'Bremen')).code).toBe(1);
    expect((await muster('role', 'assign', ...inUnit, 'Hamburg', '--scope', '/')).code).toBe(2);
    const [first] = (await muster('role', 'list', '--json')).out.split('\n').map((line) => line && JSON.parse(line));
    expect(first).toMatchObject({ role: 'User Administrator', principal: 'ann@contoso.com', scope: '/' });
    expect(await muster('role', 'remove', 'User Administrator', 'ann@contoso.com')).toMatchObject({ code: 0 });
    expect((await muster('role', 'list')).out).toBe('Reports Reader: Auditors (group)\n');
  });

  it('gives a role without an end to somebody who held it for a time, or was to hold it later', async () => {
    const held = async () =>
      (await listRoleAssignments(test.directory, administrator)).map(({ startsAt, endsAt }) => [startsAt, endsAt]);
    const ann = (await test.query<{ id: ObjectId }>(`select id from users where display_name = 'Ann'`))[0]!;
    const give = (startsAt: string, endsAt: string | null) =>
      requestAccess(test.directory, administrator, {
        kind: 'assignment',
        action: 'adminAssign',
        principalId: ann.id,
        held: { type: 'role', id: '4a5d8f65-41da-4de4-8968-e035b65339cf' as ObjectId, scope: '/' },
        justification: 'x',
        ticket: null,
        wanted: {
          startsAt: parseInstant(startsAt)!,
          expiration: endsAt === null ? 'noExpiration' : 'afterDateTime',
          duration: null,
          endsAt: endsAt === null ? null : parseInstant(endsAt)!,
        },
        isValidationOnly: false,
      });
    test.at('2026-06-15T12:00:00Z');
    await give('2026-06-15T12:00:00Z', '2026-06-15T14:00:00Z');
    expect(await muster('role', 'assign', 'Reports Reader', 'ann@contoso.com')).toEqual({
      code: 0,
      out: 'ann@contoso.com holds the role Reports Reader without an end; until now it was from 2026-06-15T12:00:00Z to 2026-06-15T14:00:00Z\n',
      err: '',
    });
    expect(await held()).toEqual([[test.directory.clock(), null]]);
    expect((await muster('role', 'assign', 'Reports Reader', 'ann@contoso.com')).code).toBe(2);
    await muster('role', 'remove', 'Reports Reader', 'ann@contoso.com');
    await give('2026-06-16T12:00:00Z', null);
    expect((await muster('role', 'assign', 'Reports Reader', 'ann@contoso.com')).out).toContain(
      'until now it was from 2026-06-16T12:00:00Z on',
    );
    expect(await held()).toEqual([[test.directory.clock(), null]]);
  });

  it('says what is wrong', async () => {
    expect(await muster('role', 'assign', 'Emperor', 'ann@contoso.com')).toMatchObject({
      code: 1,
      err: expect.stringContaining('there is no role `Emperor`'),
    });
    const draft = { description: null, isEnabled: true, version: null };
    const actions = ['microsoft.directory/users/standard/read'];
    await createRoleDefinition(test.directory, administrator, { ...draft, displayName: 'Reports Reader', actions });
    expect((await muster('role', 'assign', 'Reports Reader', 'ann@contoso.com')).err).toContain('more than one role');
    const nobody = await muster('role', 'remove', 'Guest Inviter', 'ann@contoso.com');
    expect([nobody.code, nobody.out]).toEqual([1, '']);
    await muster('admin', 'add', 'ann@contoso.com');
    expect(await muster('role', 'remove', 'Global Administrator', 'ann@contoso.com')).toMatchObject({
      code: 2,
      err: expect.stringContaining('without a Global Administrator'),
    });
  });

  it('shows holders who are deleted by their ids', async () => {
    const ben = await aUser(test.directory);
    await giveRole(test.directory, 'Reports Reader', ben);
    await deleteUser(test.directory, administrator, ben.id);
    expect((await muster('role', 'list')).out).toBe(`Reports Reader: ${ben.id} (deleted)\n`);
  });
});

describe('muster admin', () => {
  it('recovers an administrator with a new password, and the log keeps it', async () => {
    const ben = await aUser(test.directory, { userPrincipalName: 'ben@contoso.com' });
    await updateUser(test.directory, administrator, ben.id, { accountEnabled: false });
    const place = await logHead(test);
    const { code, out } = await muster('admin', 'recover', 'ben@contoso.com');
    expect(code).toBe(0);
    expect(out).toContain('the account was disabled and is enabled now');
    const password = /password {2}(\S+)/.exec(out)![1]!;
    const [row] = await test.query<{ hash: string }>('select hash from password_hashes where user_id = $1', [ben.id]);
    expect(await verifySecret(row!.hash, password)).toBe(true);
    expect((await asPerson(test.directory, ben)).actor).toMatchObject({
      rights: { roles: [{ displayName: 'Global Administrator' }] },
    });
    const changes = await changesAfter(test.directory, place);
    expect(changes.map(({ cause }) => [cause.operation, cause.actor.kind])).toEqual([
      ['recover-administrator', 'operator'],
    ]);
    expect(JSON.stringify(changes)).not.toContain(password);
    const again = JSON.parse((await muster('admin', 'recover', 'ben@contoso.com', '--json')).out);
    expect(again).toMatchObject({
      userPrincipalName: 'ben@contoso.com',
      wasDisabled: false,
      wasNoAdministrator: false,
    });
    expect(again.password).not.toBe(password);
    expect(await codeOf(deleteUser(test.directory, administrator, ben.id))).toBe('LAST_GLOBAL_ADMINISTRATOR');
    expect((await muster('admin', 'recover', 'nobody@contoso.com')).code).toBe(1);
  });
});

describe('muster doctor', () => {
  it('prints the permission table', async () => {
    const { code, out } = await muster('doctor', '--permissions');
    expect(code).toBe(0);
    for (const operation of operations) expect(out).toContain(`${operation}\n  permissions`);
    expect(out).toContain('members: themselves, while allowedToReadOtherUsers');
    const lines = (await muster('doctor', '--permissions', '--json')).out.trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).operation)).toEqual(operations);
    expect((await muster('doctor')).code).toBe(2);
  });
});
