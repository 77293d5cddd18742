import {
  type Condition,
  type FederationAttempt,
  type Properties,
  type StoredProvider,
  sourceOf,
} from '@muster/directory';
import { type Instant, newObjectId } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { insertAll, noon } from '../sample-objects.ts';

const later = (ms: number) => (noon + ms) as Instant;

export function identityContract(node: () => OpenStore): void {
  const provider: StoredProvider = { id: 'p', kind: 'social', settings: { a: [1] }, version: 1, createdAt: noon };

  describe('where users are at home', () => {
    const at = (issuer: string, signInType = 'federated') => ({ signInType, issuer, issuerAssignedId: null });
    const own = at('contoso.com', 'userPrincipalName');
    const accepted = { creationType: 'Invitation', externalUserState: 'Accepted' };
    const people: readonly (readonly [Properties, string])[] = [
      [{ identities: [own] }, 'Azure Active Directory'],
      [{ identities: [own], onPremisesSyncEnabled: true }, 'Windows Server Active Directory'],
      [{ creationType: 'Invitation', externalUserState: 'PendingAcceptance', identities: [own] }, 'Invited user'],
      [{ ...accepted, identities: [at('ExternalAzureAD'), own] }, 'External Azure Active Directory'],
      [{ ...accepted, identities: [at('CONTOSO.com'), at('mail'), own] }, 'One-time passcode'],
      [{ ...accepted, identities: [at('https://x.example'), own] }, 'SAML/WS-Fed partner'],
      [{ ...accepted, identities: [at('contoso.com'), own] }, 'Azure Active Directory'],
    ];

    test('is told of every user as the directory tells it', async () => {
      const properties = people.map(([each]) => ({ ...each, department: 'at home' }));
      const users = await insertAll(node().store, 'user', properties);
      for (const [i, [each, source]] of people.entries()) {
        expect(sourceOf(each).source).toBe(source);
        const terms: Condition[] = [
          { op: 'eq', path: ['department'], value: 'at home' },
          { op: 'eq', path: ['source'], value: source },
        ];
        const found = await node().store.read(({ objects }) =>
          objects.list(
            {
              types: ['user'],
              scope: { kind: 'all' },
              filter: { op: 'and', terms },
              orderBy: null,
              limit: 10,
              after: null,
              wantsCount: false,
            },
            null,
          ),
        );
        expect(found.objects.map(({ id }) => id)).toContain(users[i]!.id);
        expect(found.objects).toHaveLength(people.filter(([, other]) => other === source).length);
      }
    });
  });

  describe('identity providers', () => {
    test('keep their secrets apart, until they are given anew or taken', async () => {
      const save = (version: number, secret: string | null | undefined) =>
        node().store.write('shared', ({ identities }) => identities.saveProvider({ ...provider, version }, secret));
      const read = () =>
        node().store.read(async ({ identities }) => [
          (await identities.providers()).map(({ version }) => version),
          await identities.providerSecret('p'),
        ]);
      await save(1, 'secret');
      expect(await node().store.read(({ identities }) => identities.providers())).toEqual([provider]);
      await save(2, undefined);
      expect(await read()).toEqual([[2], 'secret']);
      await save(3, 'other');
      expect(await read()).toEqual([[3], 'other']);
      await save(4, null);
      expect(await read()).toEqual([[4], undefined]);
      await node().store.write('shared', ({ identities }) => identities.removeProvider('p'));
      expect(await read()).toEqual([[], undefined]);
    });
  });

  describe('partners', () => {
    test('are found by their id, whatever else is asked for', async () => {
      const tenantId = newObjectId();
      const partner = { tenantId, settings: { b: null } };
      await node().store.write('shared', ({ identities }) => identities.savePartner(partner));
      const find = (id: string) => node().store.read(({ identities }) => identities.partner(id));
      expect([await find(tenantId), await find('x')]).toEqual([partner, undefined]);
      const remove = (id: string) => node().store.write('shared', ({ identities }) => identities.removePartner(id));
      expect([await remove('x'), await remove(tenantId), await remove(tenantId)]).toEqual([false, true, false]);
    });
  });

  describe('accounts elsewhere', () => {
    test('belong to one user, until they are taken from it', async () => {
      const [userId, otherId] = [newObjectId(), newObjectId()];
      const identity = { identityId: 'digest', issuer: 'https://x', userId, providerId: 'p', linkedAt: noon };
      const link = (id: typeof userId) =>
        node().store.write('shared', ({ identities }) => identities.linkIdentity({ ...identity, userId: id }));
      const find = () => node().store.read(({ identities }) => identities.linkedIdentity('digest'));
      expect([await find(), await link(userId), await link(otherId)]).toEqual([undefined, true, false]);
      expect(await find()).toEqual(identity);
      const isLinked = (id: typeof userId) => node().store.read(({ identities }) => identities.isLinked(id));
      expect([await isLinked(userId), await isLinked(otherId)]).toEqual([true, false]);
      await node().store.write('shared', ({ identities }) => identities.unlinkIdentities(userId));
      expect([await find(), await link(otherId)]).toEqual([undefined, true]);
    });
  });

  describe('sign-ins on their way', () => {
    test('come back once, and not too late', async () => {
      const attempt: FederationAttempt = {
        stateHash: 'state',
        browserHash: 'browser',
        providerId: 'p',
        nonce: 'n',
        codeVerifier: 'v',
        redirectUri: 'https://x/c',
        returnTo: '/',
        acrValues: ['a'],
        endsAt: later(1000),
      };
      const save = (ms = 0, more: Partial<FederationAttempt> = {}) =>
        node().store.write('shared', ({ identities }) => identities.saveAttempt({ ...attempt, ...more }, later(ms)));
      const take = (state: string, ms: number) =>
        node().store.write('shared', ({ identities }) => identities.takeAttempt(state, later(ms)));
      await save();
      expect(await take('other', 0)).toBeUndefined();
      expect(await take('state', 999)).toEqual(attempt);
      expect(await take('state', 999)).toBeUndefined();
      await save();
      expect(await take('state', 1000)).toBeUndefined();
      await save();
      // Nobody came back for it, until another one begins or ends.
      expect(await take('other', 1000)).toBeUndefined();
      expect(await take('state', 0)).toBeUndefined();
      await save();
      await save(1000, { stateHash: 'next', endsAt: later(2000) });
      expect([await take('state', 0), (await take('next', 0))?.stateHash]).toEqual([undefined, 'next']);
    });
  });

  describe('mails that wait', () => {
    test('are kept once each, and refused when they cannot be stored', async () => {
      const mail = {
        id: newObjectId(),
        to: 'a@x',
        subject: 's',
        text: 't',
        html: null,
        language: 'en',
        copyTo: null,
        queuedAt: noon,
        endsAt: later(1000),
      };
      const queue = (more: object = {}) =>
        node().store.write('shared', (session) => session.mail.insertMail({ ...mail, kind: 'notice', ...more }));
      await queue();
      await expect(queue()).rejects.toThrow();
      await expect(queue({ id: newObjectId(), text: '\0' })).rejects.toMatchObject({ code: 'TEXT_NOT_STORABLE' });
    });
  });

  describe('passcodes', () => {
    test('have so many tries, one use and an end', async () => {
      const write = <R>(work: Parameters<OpenStore['store']['write']>[1]) =>
        node().store.write('shared', work) as Promise<R>;
      const code = { ticketHash: 't', address: 'A', hash: 'h', endsAt: later(1000) };
      await write(({ passcodes }) => passcodes.savePasscode(code));
      const attempt = (ms: number) => write(({ passcodes }) => passcodes.tryPasscode('t', later(ms), 2));
      expect([await attempt(1000), await attempt(0), await attempt(999), await attempt(0)]).toEqual([
        undefined,
        code,
        code,
        undefined,
      ]);
      const use = () => write(({ passcodes }) => passcodes.usePasscode('t'));
      expect([await use(), await use()]).toEqual([true, false]);
      const count = (key: string, ms: number) => write(({ passcodes }) => passcodes.countUse(key, later(ms)));
      expect([await count('a', 0), await count('a', 0), await count('b', 0), await count('a', 5)]).toEqual([
        1, 2, 1, 1,
      ]);
      await write(({ passcodes }) => passcodes.forgetPasscodes(later(5)));
      expect([await count('a', 0), await count('a', 5)]).toEqual([1, 2]);
    });
  });
}
