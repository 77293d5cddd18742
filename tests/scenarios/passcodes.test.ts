import { createHash, createHmac } from 'node:crypto';
import {
  checkPasscode,
  completeSignIn,
  enqueueMail,
  hashSecret,
  type NewMail,
  type PasscodeRequest,
  passcodeAccount,
  sendPasscode,
  verifySecret,
} from '@muster/directory';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { identityOf, inviting, newAddress, redeeming, theUser, ticketOf } from './invited-people.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let hour = 0;

beforeAll(async () => {
  test = await testDirectory();
});
// Every test has a day of its own, so that no count is left from the one before.
beforeEach(() => at('12:00:00'));
afterAll(() => test.close());

function at(time: string): void {
  if (time === '12:00:00') hour += 1;
  test.at(`2026-07-${String(hour).padStart(2, '0')}T${time}Z`);
}

const ann = 'ann@fabrikam.example';
const send = (more: Partial<PasscodeRequest> = {}) =>
  sendPasscode(test.directory, {
    address: ann,
    clientAddress: '198.51.100.7',
    language: 'en-US',
    mayReceive: true,
    ...more,
  });
const check = (ticket: string, code: string, clientAddress = '198.51.100.7') =>
  checkPasscode(test.directory, { ticket, code, clientAddress });

interface Mail {
  readonly recipient: string;
  readonly subject: string;
  readonly body_text: string;
  readonly kind: string;
}
const mails = () => test.query<Mail>('select * from mail_queue order by queued_at, id');
const lastCode = async () => {
  const [mail] = await test.query<Mail>('select * from mail_queue order by ctid desc limit 1');
  return /^\d{8}$/m.exec(mail!.body_text)![0];
};
const wrong = (code: string) => String((Number(code) + 1) % 1e8).padStart(8, '0');

describe('a passcode', () => {
  it('proves the address once, to whoever holds the ticket', async () => {
    const { ticket } = await send({ address: 'Ann@Fabrikam.example' });
    const code = await lastCode();
    expect((await mails()).at(-1)).toMatchObject({
      recipient: 'Ann@Fabrikam.example',
      subject: 'Your code for Contoso',
      kind: 'passcode',
    });
    const spaced = `${code.slice(0, 4)} ${code.slice(4)}`;
    expect(await check(ticket, spaced)).toEqual({ outcome: 'right', address: 'ANN@FABRIKAM.EXAMPLE' });
    expect(await check(ticket, code)).toEqual({ outcome: 'refused' });
  });

  it('is worth nothing with another ticket: stolen codes and stolen tickets do not fit together', async () => {
    const mine = await send();
    const code = await lastCode();
    const theirs = await send();
    for (const ticket of [theirs.ticket, 'x', '', 'y'.repeat(10_000)]) {
      expect(await check(ticket, code)).toEqual({ outcome: 'refused' });
    }
    expect(await check(mine.ticket, code)).toMatchObject({ outcome: 'right' });
  });

  it('is used by one of many who try at once', async () => {
    const { ticket } = await send();
    const code = await lastCode();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => check(ticket, code)));
    expect(outcomes.filter(({ outcome }) => outcome === 'right')).toHaveLength(1);
  });

  it('has five tries, also when they come at once', async () => {
    const { ticket } = await send();
    const code = await lastCode();
    await Promise.all(Array.from({ length: 5 }, () => check(ticket, wrong(code))));
    expect(await check(ticket, code)).toEqual({ outcome: 'refused' });
  });

  it('ends after ten minutes', async () => {
    const [early, late] = [await send(), await send()];
    const [first, second] = (await mails()).slice(-2).map(({ body_text }) => /^\d{8}$/m.exec(body_text)![0]);
    at('12:09:59');
    const codes = [first!, second!];
    const right = async (ticket: string) => {
      for (const code of codes) if ((await check(ticket, code)).outcome === 'right') return true;
      return false;
    };
    expect(await right(early.ticket)).toBe(true);
    at('12:10:00');
    expect(await right(late.ticket)).toBe(false);
  });

  it('is stored keyed with what is nowhere in the database, so that no copy of it tells the code', async () => {
    const { ticket } = await send();
    const code = await lastCode();
    const [{ hash: stored } = { hash: '' }] = await test.query<{ hash: string }>(
      'select hash from passcodes order by ctid desc limit 1',
    );
    const all = JSON.stringify([
      await test.query('select * from passcodes'),
      await test.query('select * from documents'),
    ]);
    expect([all.includes(`"${code}"`), all.includes(ticket)]).toEqual([false, false]);
    const [{ content } = { content: '' }] = await test.query<{ content: string }>(
      "select value as content from documents where name = 'credential-secret'",
    );
    const hashWith = (key: string) =>
      createHmac('sha256', Buffer.from(content, 'base64url'))
        .update(JSON.stringify(['passcode', key, code]))
        .digest('base64url');
    expect(stored).toBe(hashWith(ticket));
    const ticketHash = createHash('sha256').update(ticket).digest('hex');
    for (const kept of ['', ticketHash, 'ANN@FABRIKAM.EXAMPLE']) expect(stored).not.toBe(hashWith(kept));
  });

  it('is sent and compared while passwords wait for their check, and makes none of them wait', async () => {
    const hash = await hashSecret('Violet-Lamp-93');
    const flood = Array.from({ length: 300 }, () => verifySecret(hash, 'x').catch(() => 'full'));
    let isOver = false;
    const over = Promise.all(flood).then((ends) => {
      isOver = true;
      return ends;
    });
    const { ticket } = await send();
    expect(await check(ticket, await lastCode())).toMatchObject({ outcome: 'right' });
    expect(isOver).toBe(false);
    expect(await over).toContain('full');
  });

  it.each([true, false])('is refused for what is no address, whoever may receive: %s', async (mayReceive) => {
    const before = (await mails()).length;
    for (const address of ['ann', `${ann}\r\nBcc: x@x.example`, `${ann},x@x.example`, '']) {
      expect(await codeOf(send({ address, mayReceive }))).toBe('MAIL_INVALID');
    }
    expect(await mails()).toHaveLength(before);
  });

  it('is not sent to addresses that may get none, and everything else is as ever', async () => {
    const before = (await mails()).length;
    const { ticket } = await send({ address: 'nobody@fabrikam.example', mayReceive: false });
    expect(ticket).toMatch(/^[\w-]{43}$/);
    expect(await mails()).toHaveLength(before);
    expect(await check(ticket, '00000000')).toEqual({ outcome: 'refused' });
    const rows = await test.query<{ hash: string }>('select hash from passcodes where address like $1', ['NOBODY@%']);
    expect(rows[0]!.hash).toMatch(/^[\w-]{43}$/);
  });
});

describe('too many', () => {
  const sends = async (times: number, more: (i: number) => Partial<PasscodeRequest>) => {
    const codes = [];
    for (let i = 0; i < times; i++) codes.push(await codeOf(send(more(i))));
    return codes.filter((code) => code === 'none').length;
  };

  it('mails to one address are stopped, from one network and from however many', async () => {
    const before = (await mails()).length;
    expect(await sends(7, (i) => ({ clientAddress: `203.0.113.${i}` }))).toBe(5);
    expect(await sends(7, (i) => ({ address: ann.toUpperCase(), clientAddress: `203.0.${i}.1` }))).toBe(5);
    expect(await mails()).toHaveLength(before + 10);
    at('12:15:00');
    expect(await codeOf(send())).toBe('none');
    for (let quarter = 1; quarter < 9; quarter++) {
      at(`${13 + Math.floor(quarter / 4)}:${15 * (quarter % 4) || '00'}:00`);
      await sends(10, (i) => ({ clientAddress: `10.${quarter}.${i}.1` }));
    }
    expect(await mails()).toHaveLength(before + 40);
  });

  it('mails asked for by strangers do not keep the owner of the address from asking', async () => {
    const address = newAddress();
    const invitation = await inviting(test.directory, address);
    const strangers = () => sends(12, (i) => ({ address, clientAddress: `203.0.${i}.1` }));
    const home = '198.51.100.7';
    expect(await strangers()).toBe(10);
    expect(await codeOf(send({ address, clientAddress: home }))).toBe('PASSCODE_THROTTLED');
    const invited = { address, clientAddress: '203.0.1.1', invitationTicket: ticketOf(invitation) };
    expect(await sends(6, () => invited)).toBe(5);
    const other = await inviting(test.directory, newAddress());
    expect(await codeOf(send({ ...invited, invitationTicket: ticketOf(other) }))).toBe('PASSCODE_THROTTLED');

    const account = { ...identityOf(address), ...passcodeAccount(address) };
    await redeeming(test.directory, invitation, account);
    const { id: userId } = await theUser(test.directory, address);
    const { browser } = await completeSignIn(test.directory, { userId, clientAddress: home, method: 'passcode' });
    at('12:15:00');
    expect(await strangers()).toBe(10);
    expect(await codeOf(send({ address, clientAddress: '192.0.2.1' }))).toBe('PASSCODE_THROTTLED');
    expect(await sends(6, () => ({ address, clientAddress: home }))).toBe(5);
    expect(await sends(6, () => ({ address, clientAddress: '203.0.1.1', browser }))).toBe(5);
    expect(await codeOf(send({ address: ann, clientAddress: '203.0.1.1', browser }))).toBe('none');
    expect(await codeOf(send({ ...invited, clientAddress: '203.0.1.2' }))).toBe('PASSCODE_THROTTLED');
  });

  it('mails from one network are stopped, to however many addresses', async () => {
    const codes = [];
    for (let i = 0; i < 31; i++) {
      const clientAddress = `2001:db8:0:${i.toString(16)}::1`;
      codes.push(await codeOf(send({ address: `p${i}@fabrikam.example`, clientAddress, mayReceive: false })));
    }
    expect(codes.filter((code) => code === 'none')).toHaveLength(30);
    const again = (clientAddress: string) => codeOf(send({ address: 'q@fabrikam.example', clientAddress }));
    expect(await again('2001:0db8:0000:ffff:ffff::1')).toBe('PASSCODE_THROTTLED');
    expect(await again('2001:db8:1::1')).toBe('none');
  });

  it('answers with tickets that there are not are stopped, and keep nobody from using a ticket', async () => {
    const outcomes = [];
    for (let i = 0; i < 61; i++) outcomes.push(await codeOf(check(`ticket${i}`, '12345678', '192.0.2.1')));
    expect(outcomes.filter((code) => code === 'none')).toHaveLength(60);
    expect(await codeOf(check('ticket', '12345678', '::ffff:192.0.2.9'))).toBe('PASSCODE_THROTTLED');
    const { ticket } = await send();
    expect(await check(ticket, await lastCode(), '192.0.2.1')).toMatchObject({ outcome: 'right' });
  });
});

describe('a queued mail', () => {
  const mail: NewMail = { to: ann, subject: 'Hello', text: 'x', language: 'en-US', kind: 'notice' };
  const queue = (more: Partial<NewMail>) =>
    codeOf(
      test.directory.store.write('shared', (session) =>
        enqueueMail(session, { ...mail, ...more }, test.directory.clock()),
      ),
    );

  it.each([
    ['address', { to: `${ann}\r\nBcc: x@x.example` }],
    ['second address', { to: `${ann}, x@x.example` }],
    ['subject', { subject: 'Hello\nBcc: x@x.example' }],
    ['long subject', { subject: 'x'.repeat(301) }],
    ['language', { language: 'en\r\nX: y' }],
    ['long text', { text: 'x'.repeat(200_001) }],
  ])('cannot begin another header: %s', async (_name, more) => {
    expect(await queue(more)).toBe('MAIL_INVALID');
  });

  it('is gone when its transaction is', async () => {
    const before = (await mails()).length;
    const failing = test.directory.store.write('shared', async (session) => {
      await enqueueMail(session, mail, test.directory.clock());
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await mails()).toHaveLength(before);
    expect(await queue({ html: '<p>x</p>' })).toBe('none');
    expect(await mails()).toHaveLength(before + 1);
  });
});
