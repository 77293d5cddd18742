import { type DeliveryRound, deliverMails, type Mailer, openMailer } from '@muster/delivery';
import { enqueueMail, listMails, type NewMail, retryMails } from '@muster/directory';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator } from './builders.ts';
import { inviting, newAddress, ticketOf } from './invited-people.ts';
import { type MailServer, startMailServer } from './mail-server.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let server: MailServer;
let mailer: Mailer;
beforeAll(async () => {
  test = await testDirectory();
  server = await startMailServer();
  mailer = openMailer({ smtpUrl: `smtp://127.0.0.1:${server.port}`, from: 'Contoso <directory@contoso.com>' });
});
beforeEach(async () => {
  test.at('2026-06-15T12:00:00Z');
  await test.query('delete from mail_queue');
  server.received.length = 0;
  server.refuse(null);
});
afterAll(async () => {
  mailer.close();
  await server.stop();
  await test.close();
});

const deliver = (by: Mailer = mailer, worker = 'a'): Promise<DeliveryRound> =>
  deliverMails(test.directory, by, { worker, leaseMs: 60_000, signal: new AbortController().signal });
const queue = (more: Partial<NewMail> = {}) =>
  test.directory.store.write('shared', (session) =>
    enqueueMail(
      session,
      { to: 'ann@fabrikam.example', subject: 'Hello', text: 'x\n', language: 'en-US', kind: 'notice', ...more },
      test.directory.clock(),
    ),
  );
const mails = () => listMails(test.directory, administrator);

describe('a mail', () => {
  it('arrives as it was written, once, and is gone here', async () => {
    const address = newAddress();
    const message = { customizedMessageBody: 'Grüße <b>\n.\nBcc: x@x.example', ccAddresses: ['bob@fabrikam.example'] };
    const invitation = await inviting(test.directory, address, { sendInvitationMessage: true, message });
    expect(await deliver()).toEqual({ sent: 1, postponed: 0, givenUp: 0 });
    expect(await deliver()).toEqual({ sent: 0, postponed: 0, givenUp: 0 });
    const [mail] = server.received;
    expect(mail).toMatchObject({
      from: { name: 'Contoso', address: 'directory@contoso.com' },
      to: [{ address }],
      cc: [{ address: 'bob@fabrikam.example' }],
      subject: 'Invitation to Contoso',
      recipients: [address, 'bob@fabrikam.example'],
    });
    expect(mail!.text).toContain(invitation.inviteRedeemUrl);
    expect(mail!.text).toContain('> Grüße <b>\n> .\n> Bcc: x@x.example');
    expect(mail!.html).toContain('Grüße &lt;b&gt;');
    const headers = mail!.headers.map(({ key }) => key);
    expect(headers).not.toContain('bcc');
    expect(headers).toContain('auto-submitted');
    expect(await mails()).toEqual([]);
  });

  it('goes out once with several workers, and comes again when one is killed', async () => {
    for (let i = 0; i < 5; i++) await queue({ to: newAddress() });
    const rounds = await Promise.all([deliver(mailer, 'a'), deliver(mailer, 'b'), deliver(mailer, 'c')]);
    expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(5);
    expect(server.received).toHaveLength(5);
    await queue();
    const now = test.directory.clock();
    await test.directory.store.write('shared', ({ mail }) => mail.takeMails('killed', now, (now + 60_000) as never, 9));
    expect((await deliver()).sent).toBe(0);
    test.at('2026-06-15T12:01:00Z');
    expect((await deliver()).sent).toBe(1);
  });

  it('is kept from other workers for as long as it is on its way', async () => {
    await queue();
    let take = () => {};
    const taken = new Promise<void>((resolve) => {
      take = resolve;
    });
    let isBegun = false;
    const slow: Mailer = {
      send: () => {
        isBegun = true;
        return taken;
      },
      close: () => undefined,
    };
    const options = { leaseMs: 40, signal: new AbortController().signal };
    const first = deliverMails(test.directory, slow, { ...options, worker: 'slow' });
    await expect.poll(() => isBegun).toBe(true);
    for (const millisecond of ['039', '078']) {
      const moment = `2026-06-15T12:00:00.${millisecond}Z`;
      test.at(moment);
      const isRenewed = async () =>
        (await test.query('select 1 from mail_queue where held_until > $1', [moment])).length;
      await expect.poll(isRenewed).toBe(1);
    }
    expect(await deliver(mailer, 'other')).toEqual({ sent: 0, postponed: 0, givenUp: 0 });
    take();
    expect(await first).toEqual({ sent: 1, postponed: 0, givenUp: 0 });
    expect(await mails()).toEqual([]);
  });

  it('that was not begun when the server stopped has lost no try and waits for nobody', async () => {
    for (let i = 0; i < 3; i++) await queue();
    const stop = new AbortController();
    const stopping: Mailer = { send: async () => stop.abort(), close: () => undefined };
    const options = { worker: 'stopped', leaseMs: 60_000, signal: stop.signal };
    expect((await deliverMails(test.directory, stopping, options)).sent).toBe(1);
    expect((await mails()).map(({ attempts }) => attempts)).toEqual([0, 0]);
    expect((await deliver()).sent).toBe(2);
  });

  it('with a passcode does not wait behind invitations that were queued before', async () => {
    for (let i = 0; i < 3; i++) await queue({ kind: 'invitation' });
    test.at('2026-06-15T12:00:01Z');
    await queue({ kind: 'passcode' });
    const now = test.directory.clock();
    const [first] = await test.directory.store.write('shared', ({ mail }) => mail.takeMails('a', now, now, 1));
    expect(first!.kind).toBe('passcode');
  });

  it('is tried again after longer and longer pauses while the server cannot take it', async () => {
    await queue();
    server.refuse(451);
    expect(await deliver()).toEqual({ sent: 0, postponed: 1, givenUp: 0 });
    expect(await deliver()).toEqual({ sent: 0, postponed: 0, givenUp: 0 });
    test.at('2026-06-15T12:01:00Z');
    expect((await deliver()).postponed).toBe(1);
    test.at('2026-06-15T12:05:59Z');
    expect((await deliver()).postponed).toBe(0);
    expect(await mails()).toMatchObject([{ attempts: 2, failure: expect.stringContaining('(451)'), failedAt: null }]);
    server.refuse(null);
    test.at('2026-06-15T12:06:00Z');
    expect((await deliver()).sent).toBe(1);
  });

  it('is given up when the server refuses it for good, and can be retried', async () => {
    await queue();
    server.refuse(550);
    expect((await deliver()).givenUp).toBe(1);
    const [dead] = await mails();
    expect(dead).toMatchObject({ failure: expect.stringContaining('(550)'), failedAt: test.directory.clock() });
    server.refuse(null);
    expect((await deliver()).sent).toBe(0);
    expect(await retryMails(test.directory, administrator, 'nobody')).toBe(0);
    expect(await retryMails(test.directory, administrator, dead!.id)).toBe(1);
    expect((await deliver()).sent).toBe(1);
  });

  it('is not sent after its time, and not kept either', async () => {
    const invitation = await inviting(test.directory, newAddress(), { sendInvitationMessage: true });
    test.at('2026-06-18T12:00:00Z');
    expect(await deliver()).toEqual({ sent: 0, postponed: 0, givenUp: 0 });
    expect(await mails()).toMatchObject([{ failure: 'its time ran out' }]);
    expect(JSON.stringify(await test.query('select * from mail_queue'))).not.toContain(ticketOf(invitation));
    expect(await retryMails(test.directory, administrator, null)).toBe(0);
    test.at('2026-07-18T12:00:01Z');
    await deliver();
    expect(await mails()).toEqual([]);
  });

  it('tells nothing of its contents when it fails', async () => {
    const invitation = await inviting(test.directory, newAddress(), { sendInvitationMessage: true });
    server.refuse(550);
    await deliver();
    expect(JSON.stringify(await mails())).not.toContain(ticketOf(invitation));
  });
});

describe('a mail server', () => {
  const withServer = async (
    options: Parameters<typeof startMailServer>[0],
    work: (other: MailServer) => Promise<void>,
  ) => {
    const other = await startMailServer(options);
    try {
      await work(other);
    } finally {
      await other.stop();
    }
  };
  const via = async (smtpUrl: string) => {
    const other = openMailer({ smtpUrl, from: 'directory@contoso.com' });
    try {
      return await deliver(other);
    } finally {
      other.close();
    }
  };

  it('elsewhere than on the machine gets nothing in clear', async () => {
    await withServer({}, async ({ port, received }) => {
      await queue();
      // An address that leads to this machine, and yet is not one that everybody knows to be the machine itself.
      expect(await via(`smtp://0.0.0.0:${port}`)).toMatchObject({ sent: 0, postponed: 1 });
      expect(received).toEqual([]);
    });
  });

  it('must show a certificate that somebody vouches for', async () => {
    await queue();
    await withServer({ tls: 'unknown' }, async ({ port, received }) => {
      expect(await via(`smtp://127.0.0.1:${port}`)).toMatchObject({ sent: 0, postponed: 1 });
      expect(received).toEqual([]);
    });
    test.at('2026-06-15T12:01:00Z');
    await withServer({ tls: 'trusted' }, async ({ port, received }) => {
      expect(await via(`smtp://127.0.0.1:${port}`)).toMatchObject({ sent: 1 });
      expect(received[0]!.wasEncrypted).toBe(true);
    });
  });

  it('may want a user and a password; a wrong one is the operator’s to mend', async () => {
    await withServer({ account: { user: 'muster', password: 'p@ss word' } }, async ({ port, received }) => {
      await queue();
      expect(await via(`smtp://muster:wrong@127.0.0.1:${port}`)).toMatchObject({ postponed: 1 });
      test.at('2026-06-15T12:01:00Z');
      expect(await via(`smtp://muster:p%40ss%20word@127.0.0.1:${port}`)).toMatchObject({ sent: 1 });
      expect(received).toHaveLength(1);
    });
  });
});
