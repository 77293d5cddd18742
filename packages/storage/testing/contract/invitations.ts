import type { StoredInvitation, WriteSession } from '@muster/directory';
import { type Instant, newObjectId } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { noon } from '../sample-objects.ts';

const later = (ms: number) => (noon + ms) as Instant;

export function invitationContract(node: () => OpenStore): void {
  const write = <R>(work: (session: WriteSession) => Promise<R>) => node().store.write('shared', work);

  describe('invitations', () => {
    const invitation = (more: Partial<StoredInvitation> = {}): StoredInvitation => ({
      addressKey: 'ANN@X.EXAMPLE',
      userId: newObjectId(),
      id: newObjectId(),
      address: 'ann@x.example',
      ticketHash: 'digest',
      redirectUrl: 'https://x.example/',
      invitedAt: noon,
      endsAt: later(1000),
      redeemedAt: null,
      ...more,
    });

    test('are claimed, saved, found by address and by ticket, replaced and removed', async () => {
      const stored = invitation();
      await write(async ({ invitations }) => {
        expect(await invitations.claimAddress(stored.addressKey)).toBeNull();
        expect(await invitations.invitationsOf([stored.addressKey])).toEqual([]);
        await invitations.saveInvitation(stored);
        expect(await invitations.claimAddress(stored.addressKey)).toBe(stored.userId);
      });
      const read = node().store.read;
      expect(await read.call(node().store, ({ invitations }) => invitations.invitationByTicket('digest'))).toEqual(
        stored,
      );
      const other = invitation({ addressKey: 'B@X.EXAMPLE', userId: stored.userId, ticketHash: 'other' });
      await write(async ({ invitations }) => {
        expect(await invitations.lockByTicket('none')).toBeUndefined();
        expect(await invitations.lockByTicket('digest')).toEqual(stored);
        await invitations.saveInvitation({ ...stored, ticketHash: null, redeemedAt: later(5) });
        expect(await invitations.lockByAddress(stored.addressKey)).toMatchObject({ redeemedAt: later(5) });
        await invitations.saveInvitation(other);
        await invitations.removeInvitations(stored.userId, other.addressKey);
        expect(await invitations.invitationsOf([stored.addressKey, other.addressKey])).toEqual([other]);
        await invitations.removeInvitations(stored.userId, null);
        expect(await invitations.invitationsOf([stored.addressKey, other.addressKey])).toEqual([]);
      });
    });

    test('have tickets of their own', async () => {
      const twin = { addressKey: 'C@X.EXAMPLE', ticketHash: 'twin' };
      await write(({ invitations }) => invitations.saveInvitation(invitation(twin)));
      const again = invitation({ ...twin, addressKey: 'D@X.EXAMPLE' });
      await expect(write(({ invitations }) => invitations.saveInvitation(again))).rejects.toThrow();
    });
  });

  describe('mails in a queue', () => {
    const mail = (id: string, more: object = {}) => ({
      id,
      to: 'a@x.example',
      copyTo: 'b@x.example',
      subject: 's',
      text: 't',
      html: '<p>t</p>',
      language: 'en',
      kind: 'invitation' as const,
      queuedAt: later(-10_000),
      endsAt: later(10_000),
      ...more,
    });
    const take = (worker: string, now: number, until: number) =>
      write((session) => session.mail.takeMails(worker, later(now), later(until), 50)).then((mails) =>
        mails.filter(({ kind }) => kind === 'invitation'),
      );

    test('are held by one worker at a time, and go when they are sent', async () => {
      const id = newObjectId();
      await write((session) => session.mail.insertMail(mail(id)));
      expect(await take('a', 0, 1000)).toEqual([{ ...mail(id), attempts: 1 }]);
      expect(await take('b', 999, 2000)).toEqual([]);
      expect((await take('b', 1000, 2000))[0]).toMatchObject({ attempts: 2 });
      await write((session) => session.mail.removeMail(id, 'a'));
      expect(await listed(id)).toBeDefined();
      await write((session) => session.mail.removeMail(id, 'b'));
      expect(await listed(id)).toBeUndefined();
    });

    test('wait, are given up, are retried, and end', async () => {
      const id = newObjectId();
      await write((session) => session.mail.insertMail(mail(id)));
      await take('a', 0, 1000);
      await write((session) => session.mail.postponeMail(id, 'a', later(500), 'busy'));
      expect([await take('a', 499, 1000), (await take('a', 500, 1000)).length]).toEqual([[], 1]);
      await write((session) => session.mail.buryMail(id, 'a', later(600), 'refused'));
      expect(await listed(id)).toMatchObject({ attempts: 2, failure: 'refused', failedAt: later(600) });
      expect(await take('a', 700, 1000)).toEqual([]);
      expect(await write((session) => session.mail.retryMails(id, later(700)))).toBe(1);
      expect(await take('a', 700, 1000)).toHaveLength(1);
      await write((session) => session.mail.expireMails(later(10_000), later(0)));
      expect(await listed(id)).toMatchObject({ failure: 'refused', failedAt: later(10_000) });
      expect(await write((session) => session.mail.retryMails(null, later(10_001)))).toBe(0);
      await write((session) => session.mail.expireMails(later(20_000), later(20_000)));
      expect(await listed(id)).toBeUndefined();
    });

    const listed = async (id: string) => {
      const mails = await node().store.read(async (session) => session.mail.mails(100));
      return mails.find((each) => each.id === id);
    };
  });
}
