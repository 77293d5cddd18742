import type { LivingSessions, NewSignInRecord, PermissionGrant, SessionPlace } from '@muster/directory';
import { type Instant, newObjectId, type ObjectId } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { newObject, noon } from '../sample-objects.ts';

const later = (ms: number) => (noon + ms) as Instant;

function record(overrides: Partial<NewSignInRecord>): NewSignInRecord {
  return {
    kind: 'RefreshToken',
    idHash: newObjectId(),
    otherHash: null,
    userId: null,
    clientId: null,
    grantId: null,
    payload: { scope: 'openid' },
    expiresAt: later(1000),
    ...overrides,
  };
}

export function signInContract(node: () => OpenStore): void {
  const records = () => node().signInRecords;

  describe('records of sign-in', () => {
    test('are found by their hashes until their time is up, and can be replaced', async () => {
      const session = record({ kind: 'Session', otherHash: newObjectId(), clientId: 'app', grantId: 'grant' });
      await records().save(session, noon);
      const found = { ...session, createdAt: noon, consumedAt: null };
      expect(await records().find('Session', session.idHash, later(999))).toEqual(found);
      expect(await records().findByOther('Session', session.otherHash!, noon)).toEqual(found);
      expect(await records().find('RefreshToken', session.idHash, noon)).toBeUndefined();
      expect(await records().find('Session', session.idHash, later(1000))).toBeUndefined();
      await records().save({ ...session, payload: { uid: 'x' }, expiresAt: later(5000) }, later(1));
      expect(await records().find('Session', session.idHash, later(1000))).toMatchObject({
        payload: { uid: 'x' },
        createdAt: noon,
      });
      await records().remove('Session', session.idHash);
      expect(await records().find('Session', session.idHash, noon)).toBeUndefined();
    });

    test('are used up once, whoever asks at the same time', async () => {
      const code = record({ kind: 'AuthorizationCode' });
      await records().save(code, noon);
      const answers = await Promise.all([1, 2, 3].map(() => records().consume(code.kind, code.idHash, later(1))));
      expect(answers.filter((each) => each)).toHaveLength(1);
      await records().save(code, later(2));
      expect(await records().find(code.kind, code.idHash, later(2))).toMatchObject({ consumedAt: later(1) });
      expect(await records().consume(code.kind, 'unknown', noon)).toBe(false);
    });

    test('go with their grant, their person, or their time', async () => {
      const [userId, grantId] = [newObjectId(), newObjectId()];
      const mine = [
        record({ kind: 'Session', userId }),
        record({ kind: 'Session', userId }),
        record({ userId, grantId }),
      ];
      for (const [i, each] of mine.entries()) await records().save(each, later(i));
      const sessions = await records().listOfUser('Session', userId, noon, 5);
      expect(sessions.map((each) => each.idHash)).toEqual([mine[1]!.idHash, mine[0]!.idHash]);
      expect(await records().listOfUser('Session', userId, noon, 1)).toHaveLength(1);
      expect(await records().listOfUser('Session', userId, later(1000), 5)).toEqual([]);
      await records().removeByGrant('RefreshToken', grantId);
      expect(await records().find('RefreshToken', mine[2]!.idHash, noon)).toBeUndefined();
      expect(await records().removeOfUser(userId)).toBe(2);
      await records().save(record({ expiresAt: later(10) }), noon);
      await records().save(record({ expiresAt: later(11) }), noon);
      while ((await records().removeExpired(later(10), 1)) > 0);
      expect(await records().removeExpired(later(11), 100)).toBe(1);
    });
  });

  describe('sessions of a person', () => {
    const [userId, other] = [newObjectId(), newObjectId()];
    const living = { userId, now: noon, validFrom: null };
    const sessionOf = (user: ObjectId, otherHash: string, seconds: number, more: Partial<NewSignInRecord> = {}) =>
      record({ kind: 'Session', userId: user, otherHash, payload: { loginTs: noon / 1000 + seconds }, ...more });
    const list = (of: LivingSessions, after: SessionPlace | null = null, limit = 9) =>
      node().store.read(({ signInSessions }) => signInSessions.listSessions(of, after, limit));
    const ids = async (...asked: Parameters<typeof list>) => (await list(...asked)).map(({ id }) => id);

    test('are listed by when they began, page by page, as far as they have not ended', async () => {
      for (const each of [
        sessionOf(userId, 's-first', -20),
        sessionOf(userId, 's-next', -10),
        sessionOf(userId, 's-twin', -10),
        sessionOf(userId, 's-last', 0, { payload: {} }),
        sessionOf(userId, 's-over', -5, { expiresAt: noon }),
        sessionOf(other, 's-other', -5),
        record({ userId, otherHash: 's-token' }),
      ]) {
        await records().save(each, noon);
      }
      expect(await ids(living)).toEqual(['s-last', 's-twin', 's-next', 's-first']);
      const [last, twin] = await list(living, null, 2);
      expect(last).toEqual({ id: 's-last', startedAt: noon, endsAt: later(1000), payload: {} });
      expect(await ids(living, twin, 1)).toEqual(['s-next']);
      expect(await ids(living, { startedAt: later(-20_000), id: 's-first' })).toEqual([]);
      expect(await ids({ ...living, validFrom: later(-10_000) })).toEqual(['s-last', 's-twin', 's-next']);
      expect(await ids({ ...living, validFrom: later(-9_999) })).toEqual(['s-last']);
      const find = (of: LivingSessions, id: string) =>
        node().store.read(({ signInSessions }) => signInSessions.findSession(of, id));
      expect(await find(living, 's-first')).toMatchObject({ id: 's-first', startedAt: later(-20_000) });
      expect(await find({ ...living, validFrom: noon }, 's-first')).toBeUndefined();
      expect(await find({ ...living, userId: other }, 's-first')).toBeUndefined();
      expect(await find(living, 's-over')).toBeUndefined();
    });

    test('take what hangs on their grants with them, and nothing else', async () => {
      const [grantId, kept] = [newObjectId(), newObjectId()];
      const gone = (['RefreshToken', 'AuthorizationCode', 'DeviceCode', 'Grant'] as const).map((kind) =>
        record({ kind, grantId, userId }),
      );
      const refresh = record({ grantId: kept, userId });
      for (const each of [sessionOf(userId, 's-ends', 1), ...gone, refresh]) await records().save(each, noon);
      await records().save(record({ grantId, userId }), later(7));
      await node().store.read(async ({ signInSessions }) => {
        const last = await signInSessions.lastRefreshes([grantId, kept, newObjectId()]);
        expect([...last].sort()).toEqual(
          [
            [grantId, later(7)],
            [kept, noon],
          ].sort(),
        );
        expect((await signInSessions.lastRefreshes([])).size).toBe(0);
      });
      const remove = (of: ObjectId, id: string, grants: readonly string[]) =>
        node().store.write('shared', ({ signInSessions }) => signInSessions.removeSession(of, id, grants));
      await remove(other, 's-ends', []);
      expect(await ids(living)).toContain('s-ends');
      await remove(userId, 's-ends', [grantId]);
      expect(await ids(living)).not.toContain('s-ends');
      for (const { kind, idHash } of gone) expect(await records().find(kind, idHash, noon)).toBeUndefined();
      expect(await records().find('RefreshToken', refresh.idHash, noon)).toBeDefined();
    });
  });

  describe('consents', () => {
    const grant = (overrides: Partial<PermissionGrant> = {}): PermissionGrant => ({
      id: newObjectId(),
      clientId: newObjectId(),
      principalId: newObjectId(),
      resourceId: newObjectId(),
      scopes: ['openid', 'User.Read'],
      ...overrides,
    });

    test('are one for each application, API and person, and found by any of them', async () => {
      const own = grant();
      const { clientId, resourceId, principalId } = own;
      const forAll = grant({ clientId, resourceId, principalId: null });
      const other = grant({ clientId, resourceId });
      const write = node().store.write.bind(node().store);
      await write('shared', async ({ consents }) => {
        for (const each of [own, forAll, other]) await consents.insertGrant(each);
      });
      for (const twin of [own, forAll]) {
        const again = write('shared', ({ consents }) => consents.insertGrant({ ...twin, id: newObjectId() }));
        await expect(again).rejects.toMatchObject({ code: 'UNIQUE_VALUE_TAKEN' });
      }
      await node().store.read(async ({ consents }) => {
        const ids = (found: readonly PermissionGrant[]) => found.map(({ id }) => id).sort();
        expect(ids(await consents.grantsFor(clientId, principalId!))).toEqual([own.id, forAll.id].sort());
        expect(await consents.findGrant(own.id)).toEqual(own);
        expect(ids(await consents.listGrants({ clientId, limit: 9 }))).toEqual([own.id, forAll.id, other.id].sort());
        expect(ids(await consents.listGrants({ resourceId, isForAll: true, limit: 9 }))).toEqual([forAll.id]);
        expect(ids(await consents.listGrants({ principalId: principalId!, isForAll: false, limit: 9 }))).toEqual([
          own.id,
        ]);
        const [first] = await consents.listGrants({ clientId, limit: 1 });
        expect(await consents.listGrants({ clientId, after: first!.id, limit: 9 })).toHaveLength(2);
      });
      await write('shared', async ({ consents }) => {
        await consents.saveScopes(own.id, ['profile']);
        await consents.removeGrant(other.id);
      });
      const left = await node().store.read(({ consents }) => consents.listGrants({ clientId, limit: 9 }));
      expect(left.map(({ scopes }) => scopes)).toEqual(expect.arrayContaining([['profile'], forAll.scopes]));
    });

    test('and sessions go when the person or the application is removed for good', async () => {
      const store = node().store;
      const [user, principal] = await store.write('shared', async ({ objects }) => {
        const [a, b] = await objects.takeNumbers(2);
        const made = [newObject('user', a!), newObject('servicePrincipal', b!)] as const;
        await objects.insert([made[0]]);
        await objects.insert([made[1]]);
        return made.map((each) => ({ ...each, version: 1, deletedAt: null }));
      });
      const ofUser = grant({ principalId: user!.id });
      const ofClient = grant({ clientId: principal!.id, principalId: null });
      await store.write('shared', async ({ consents }) => {
        await consents.insertGrant(ofUser);
        await consents.insertGrant(ofClient);
      });
      await records().save(record({ kind: 'Session', userId: user!.id }), noon);
      await store.write('shared', ({ objects }) => objects.purge([user!, principal!]));
      const found = await store.read(({ consents }) =>
        Promise.all([ofUser, ofClient].map(({ id }) => consents.findGrant(id))),
      );
      expect(found).toEqual([undefined, undefined]);
      expect(await records().listOfUser('Session', user!.id, noon, 1)).toEqual([]);
    });
  });
}
