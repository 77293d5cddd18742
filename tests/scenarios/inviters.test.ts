import {
  type AuthorizationPolicy,
  type Caller,
  getInviter,
  guestRoleIds,
  invite,
  previewConversion,
  updateAuthorizationPolicy,
  updateUser,
} from '@muster/directory';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { administrator, anApplicationWith, asPerson, aUser, giveRole } from './builders.ts';
import { aGuest, anInvitation, identityOf, inviting, newAddress, redeeming, site } from './invited-people.ts';
import { codeOf, related } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
beforeAll(async () => {
  test = await testDirectory();
});
beforeEach(() => test.at('2026-06-15T12:00:00Z'));
afterAll(() => test.close());

const set = (patch: Partial<AuthorizationPolicy>) => updateAuthorizationPolicy(test.directory, administrator, patch);
const attempt = (caller: Caller, more: object = {}) =>
  codeOf(invite(test.directory, caller, anInvitation(newAddress(), more), site));

/** Policy → who may invite: members, guests, guests with the rights of members, Guest Inviters, applications. */
const table: readonly (readonly [AuthorizationPolicy['allowInvitesFrom'], string])[] = [
  ['everyone', 'yes yes yes yes yes'],
  ['adminsGuestInvitersAndAllMembers', 'yes no yes yes yes'],
  ['adminsAndGuestInviters', 'no no no yes yes'],
  ['none', 'no no no no no'],
];

describe('allowInvitesFrom', () => {
  it.each(table)('%s lets invite: %s', async (allowInvitesFrom, expected) => {
    await set({ allowInvitesFrom });
    const [member, guest, inviter] = [
      await aUser(test.directory),
      await aUser(test.directory, { userType: 'Guest' }),
      await aUser(test.directory),
    ];
    await giveRole(test.directory, 'Guest Inviter', inviter);
    const codes = [
      await attempt(await asPerson(test.directory, member)),
      await attempt(await asPerson(test.directory, guest)),
    ];
    await set({ guestUserRoleId: guestRoleIds.member });
    codes.push(await attempt(await asPerson(test.directory, guest)));
    await set({ guestUserRoleId: guestRoleIds.guest });
    codes.push(await attempt(await asPerson(test.directory, inviter)));
    codes.push(await attempt(anApplicationWith('User.Invite.All')));
    const words = codes.map((code) => (code === 'none' ? 'yes' : code === 'INVITATIONS_NOT_ALLOWED' ? 'no' : code));
    expect(words.join(' ')).toBe(expected);
    await set({ allowInvitesFrom: 'everyone' });
  });
});

describe('a person who invites', () => {
  it('is the sponsor unless others are named, and the inviter', async () => {
    const member = await aUser(test.directory);
    const other = await aUser(test.directory);
    const caller = await asPerson(test.directory, member);
    const first = await invite(test.directory, caller, anInvitation(newAddress()), site);
    expect(await related(test.directory, 'sponsors', first.user.id)).toEqual([member.id]);
    expect((await getInviter(test.directory, administrator, first.user.id)).id).toBe(member.id);
    const second = await invite(test.directory, caller, anInvitation(newAddress(), { sponsorIds: [other.id] }), site);
    expect(await related(test.directory, 'sponsors', second.user.id)).toEqual([other.id]);
  });

  it('names sponsors of people who are here already with the right to change users alone', async () => {
    const address = newAddress();
    const { user } = await inviting(test.directory, address);
    const [member, administers] = [await aUser(test.directory), await aUser(test.directory)];
    await giveRole(test.directory, 'User Administrator', administers);
    const naming = async (person: typeof member) =>
      codeOf(
        invite(
          test.directory,
          await asPerson(test.directory, person),
          anInvitation(address, { sponsorIds: [person.id] }),
          site,
        ),
      );
    expect(await naming(member)).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await related(test.directory, 'sponsors', user.id)).toEqual([]);
    expect(await naming(administers)).toBe('none');
    expect(await related(test.directory, 'sponsors', user.id)).toEqual([administers.id]);
  });

  it('does not find addresses of others by trying, when they are not seen', async () => {
    const secret = newAddress();
    const user = await aUser(test.directory, { otherMails: [secret] });
    const outsider = await aGuest(test.directory);
    const caller = await asPerson(test.directory, await aUser(test.directory, { userType: 'Guest' }));
    const naming = (invitedUserId: typeof user.id, address: string) =>
      codeOf(invite(test.directory, caller, anInvitation(address, { invitedUserId }), site));
    const mail = outsider.properties.mail as string;
    const codes = [await naming(user.id, secret), await naming(user.id, newAddress())];
    codes.push(await naming(outsider.id, mail), await naming(outsider.id, newAddress()));
    expect(new Set(codes)).toEqual(new Set(['INSUFFICIENT_PRIVILEGES']));
  });

  it('invites members only as User Administrator or higher', async () => {
    const codes = [];
    for (const role of [null, 'Guest Inviter', 'User Administrator'] as const) {
      const person = await aUser(test.directory);
      if (role !== null) await giveRole(test.directory, role, person);
      codes.push(await attempt(await asPerson(test.directory, person), { invitedUserType: 'Member' }));
    }
    expect(codes).toEqual(['INSUFFICIENT_PRIVILEGES', 'INSUFFICIENT_PRIVILEGES', 'none']);
  });

  it('resets guests with the role for it, but never a guest who is an administrator of more', async () => {
    const [plain, privileged] = [await aGuest(test.directory), await aGuest(test.directory)];
    await giveRole(test.directory, 'Global Administrator', privileged);
    const codes = async (role: string, id: typeof plain.id) => {
      const person = await aUser(test.directory);
      await giveRole(test.directory, role, person);
      return attempt(await asPerson(test.directory, person), { invitedUserId: id, resetRedemption: true });
    };
    expect(await codes('Guest Inviter', plain.id)).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await codes('Helpdesk Administrator', plain.id)).toBe('none');
    expect(await codes('User Administrator', privileged.id)).toBe('INSUFFICIENT_PRIVILEGES');
    expect(await codes('Global Administrator', privileged.id)).toBe('none');
  });

  it('takes over no guest with a role by an address of their own that they put there', async () => {
    const codes = [];
    for (const role of ['Directory Writers', 'User Administrator']) {
      const { user } = await inviting(test.directory, newAddress());
      await giveRole(test.directory, 'Global Administrator', user);
      const thief = await aUser(test.directory);
      await giveRole(test.directory, role, thief);
      const caller = await asPerson(test.directory, thief);
      const mail = newAddress();
      codes.push(await codeOf(updateUser(test.directory, caller, user.id, { mail })));
      const invitation = await invite(test.directory, caller, anInvitation(mail), site);
      const redemption = await redeeming(test.directory, invitation, identityOf(mail));
      expect(redemption).toMatchObject({ outcome: 'redeemed', userId: expect.not.stringContaining(user.id) });
    }
    expect(codes).toEqual(['INSUFFICIENT_PRIVILEGES', 'INSUFFICIENT_PRIVILEGES']);
  });

  it('converts nobody who is an administrator of more, nor an account of the directory without the role', async () => {
    const person = await aUser(test.directory);
    await giveRole(test.directory, 'User Administrator', person);
    const caller = await asPerson(test.directory, person);
    const address = newAddress();
    const [own, boss] = [await aUser(test.directory, { otherMails: [address] }), await aUser(test.directory)];
    await giveRole(test.directory, 'Global Administrator', boss);
    expect(await codeOf(previewConversion(test.directory, caller, boss.id, 'external'))).toBe(
      'INSUFFICIENT_PRIVILEGES',
    );
    const inviter = await asPerson(test.directory, await aUser(test.directory));
    const enable = (by: Caller) =>
      codeOf(invite(test.directory, by, anInvitation(address, { invitedUserId: own.id }), site));
    expect([await enable(inviter), await enable(caller)]).toEqual(['INSUFFICIENT_PRIVILEGES', 'none']);
  });
});
