import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { updateInvitationPolicy } from '@muster/directory';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CliContext } from '../../apps/cli/cli-context.ts';
import { invitationDomains } from '../../apps/cli/invitations/invitation-domains.ts';
import { type InviteArguments, inviteCsvFile } from '../../apps/cli/invitations/invite-csv-file.ts';
import { listQueuedMails, retryQueuedMails } from '../../apps/cli/mail/queued-mails.ts';
import type { OpenedDirectory } from '../../apps/cli/opened-directory.ts';
import { RecordedTerminal } from '../../apps/cli/testing/recorded-terminal.ts';
import { administrator, aUser } from './builders.ts';
import { identityOf, inviting, redeeming } from './invited-people.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let folder: string;
beforeAll(async () => {
  test = await testDirectory();
  folder = await mkdtemp(join(tmpdir(), 'muster-invite-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await test.close();
});

function contextOf(terminal: RecordedTerminal, onInterrupt: CliContext['onInterrupt'] = () => {}): CliContext {
  return {
    terminal,
    clock: test.directory.clock,
    // The commands ask for nothing else of an opened directory.
    openDirectory: async () => ({ directory: test.directory, close: async () => {} }) as unknown as OpenedDirectory,
    onInterrupt,
    onTerminate: () => {},
    environment: { MUSTER_PUBLIC_URL: 'https://id.contoso.com' },
    finish: () => {},
  };
}

async function run(text: string, options: Partial<InviteArguments> = {}, onInterrupt?: CliContext['onInterrupt']) {
  const path = join(folder, 'people.csv');
  await writeFile(path, text);
  const terminal = new RecordedTerminal();
  const code = await inviteCsvFile(path, { show: 20, ...options }, contextOf(terminal, onInterrupt));
  return { code, terminal };
}
const to = { redirectUrl: 'https://apps.contoso.com/' };

it('plans first: who is new, here already, blocked or malformed, with line numbers', async () => {
  await inviting(test.directory, 'pending@fabrikam.example');
  await redeeming(
    test.directory,
    await inviting(test.directory, 'here@fabrikam.example'),
    identityOf('here@fabrikam.example'),
  );
  await aUser(test.directory, { mail: 'own@fabrikam.example' });
  await updateInvitationPolicy(test.directory, administrator, { blockedDomains: ['blocked.example'] });
  const rows = [
    'Email address to invite [inviteeEmail] Required,displayName,sendEmail',
    'new@fabrikam.example,New,false',
    'pending@fabrikam.example,,',
    'here@fabrikam.example,,',
    'own@fabrikam.example,,',
    'x@contoso.com,,',
    'x@blocked.example,,',
    'not an address,,',
    'NEW@fabrikam.example,,',
    'a@fabrikam.example,,perhaps',
    'b@fabrikam.example',
  ];
  const { code, terminal } = await run(rows.join('\n'), { json: true });
  expect(code).toBe(1);
  expect(terminal.json).toMatchObject([
    { line: 2, prospect: 'new' },
    { line: 3, prospect: 'pending' },
    { line: 4, prospect: 'accepted' },
    { line: 5, prospect: 'internal' },
    { line: 6, prospect: 'ownDomain' },
    { line: 7, prospect: 'blocked' },
    { line: 8, prospect: 'malformed', problem: 'not an address that can be invited' },
    { line: 9, prospect: 'malformed', problem: 'line 2 has the same address' },
    { line: 10, prospect: 'malformed', problem: 'sendEmail is neither true nor false' },
    { line: 11, prospect: 'malformed', problem: '1 cells; the header has 3' },
  ]);
  expect((await run(rows.slice(0, 2).join('\n'))).terminal.text).toBe(
    'line 2  new@fabrikam.example  new\n1 rows: 1 new\n',
  );
  expect(await test.query(`select 1 from users where mail = 'new@fabrikam.example'`)).toEqual([]);
  await updateInvitationPolicy(test.directory, administrator, { blockedDomains: null });
});

it('invites, shows the links that no mail carries, and changes nothing when it runs again', async () => {
  const rows =
    'email,displayName,sendEmail,language\nc1@fabrikam.example,C,false,\nc2@fabrikam.example,D,true,de\nbad,,,';
  const first = await run(rows, { apply: true, ...to });
  expect(first.code).toBe(1);
  expect(first.terminal.text).toMatch(/\nc1@fabrikam\.example {2}https:\/\/id\.contoso\.com\/redeem\?\S+\n/);
  expect(first.terminal.text).not.toContain('c2@fabrikam.example  https');
  expect(first.terminal.text).toContain('2 invited, 0 left as they are, 1 refused\n');
  expect(await test.query('select subject from mail_queue')).toEqual([{ subject: 'Einladung zu Contoso' }]);
  const second = await run(rows, { apply: true, ...to });
  expect(second.terminal.text).toContain('0 invited, 2 left as they are, 1 refused\n');
  const again = await run(rows, { apply: true, resend: true, json: true, ...to });
  expect(again.terminal.json.at(-1)).toEqual({ summary: { invited: 2, left: 0, refused: 1, isStopped: false } });
});

it('goes on where it was stopped', async () => {
  const people = Array.from({ length: 6 }, (_, i) => `d${i}@fabrikam.example`);
  const rows = ['email', ...people].join('\n');
  let stop = () => {};
  const path = join(folder, 'stopped.csv');
  await writeFile(path, rows);
  const terminal = new RecordedTerminal();
  const out = terminal.out;
  Object.assign(terminal, {
    out: (text: string) => {
      if (text.startsWith('d2@')) stop();
      out(text);
    },
  });
  const context = contextOf(terminal, (given) => {
    stop = given;
  });
  expect(await inviteCsvFile(path, { show: 0, apply: true, ...to }, context)).toBe(130);
  expect(terminal.text).toContain('3 invited');
  const rest = await run(rows, { apply: true, ...to });
  expect([rest.code, rest.terminal.text.includes('3 invited, 3 left as they are, 0 refused')]).toEqual([0, true]);
});

it('refuses what it cannot do before it looks at the directory', async () => {
  const code = (text: string, options: Partial<InviteArguments>) => codeOf(run(text, options));
  expect(await code('email\na@b.example\n', { apply: true })).toBe('CLI_USAGE');
  expect(await code('email\na@b.example\n', { apply: true, ...to, publicUrl: 'ftp://x' })).toBe('CLI_USAGE');
  expect(await code('name\nA\n', {})).toBe('IMPORT_COLUMN_MISSING');
  const many = ['email', ...Array.from({ length: 100_001 }, (_, i) => `p${i}@b.example`)].join('\n');
  expect(await code(many, {})).toBe('TOO_MANY_INVITEES');
});

it('reports a person who is refused, and goes on', async () => {
  const rows =
    'email,redirectUrl\ne1@fabrikam.example,https://evil.example/\ne2@fabrikam.example,https://contoso.com/\n';
  const { code, terminal } = await run(rows, { apply: true });
  expect(code).toBe(1);
  expect(terminal.messages.join('')).toContain('line 2  e1@fabrikam.example: invitations cannot lead');
  expect(terminal.text).toContain('1 invited, 0 left as they are, 1 refused');
});

it('shows and changes the list of domains', async () => {
  const domains = async (options: Parameters<typeof invitationDomains>[0]) => {
    const terminal = new RecordedTerminal();
    await invitationDomains(options, contextOf(terminal));
    return terminal.text;
  };
  expect(await domains({})).toBe('every domain may come\n');
  expect(await domains({ allow: 'fabrikam.com, litware.com' })).toBe(
    'only these domains may come:\n  fabrikam.com\n  litware.com\n',
  );
  expect(await domains({ block: 'mailinator.com' })).toBe('these domains may not come:\n  mailinator.com\n');
  expect(await domains({ clear: true })).toBe('every domain may come\n');
});

it('lists mails without what they say, and lets those that were given up wait again', async () => {
  const terminal = new RecordedTerminal();
  await test.query(`delete from mail_queue where ctid not in (select ctid from mail_queue limit 1)`);
  await listQueuedMails({}, contextOf(terminal));
  expect(terminal.text).toMatch(
    /^[0-9a-f-]{36} {2}invitation to c2@fabrikam\.example\n {2}waits since 2026-06-15T12:00:00Z\n$/,
  );
  expect(terminal.text).not.toContain('ticket');
  expect(await retryQueuedMails(null, {}, contextOf(terminal))).toBe(1);
  await test.query(`update mail_queue set failed_at = queued_at, failure = 'EMESSAGE (550)'`);
  expect(await retryQueuedMails(null, {}, contextOf(terminal))).toBe(0);
  await test.query('delete from mail_queue');
  const empty = new RecordedTerminal();
  await listQueuedMails({}, contextOf(empty));
  expect(empty.text).toBe('no mail waits or was given up\n');
});
