import {
  type Caller,
  endSignInSession,
  listSignInSessions,
  resolvePerson,
  revokeSignInSessions,
  type SessionPayload,
  type User,
} from '@muster/directory';
import { type Instant, newObjectId } from '@muster/kernel';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { administrator, allScopes, anApplication, asPerson, giveRole, somePeople } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let [ann, ben, cara]: User[] = [];
beforeEach(async () => {
  test = await testDirectory();
  [ann, ben, cara] = await somePeople(test.directory, [{}, {}, {}]);
});
afterEach(() => test.close());

/** As sign-in keeps it. */
async function signIn(id: string, user: User, payload: SessionPayload = {}): Promise<void> {
  const now = test.directory.clock();
  const kept = { loginTs: now / 1000, amr: ['pwd'], ...payload };
  const expiresAt = (now + 86_400_000) as Instant;
  const record = { kind: 'Session', idHash: newObjectId(), otherHash: id, userId: user.id, expiresAt } as const;
  await test.open.signInRecords.save({ ...record, clientId: null, grantId: null, payload: { ...kept } }, now);
}

const first = { after: null, limit: 100 };
const list = async (caller: Caller, user: User) => listSignInSessions(test.directory, caller, user.id, first);
const listed = async (user: User) => (await list(administrator, user)).sessions.map(({ id }) => id);

it('says of each session when, until when, how and where somebody signed in, and to what', async () => {
  const { principal } = await anApplication(test.directory);
  const { appId, displayName } = principal.properties as { appId: string; displayName: string };
  const gone = newObjectId();
  const centre = '00000000-0000-0000-0000-000000000002';
  const about = { agent: 'Firefox', usedAt: (test.directory.clock() + 60_000) as Instant };
  const authorizations = { [appId]: { sid: 'a', grantId: 'grant-1' }, [gone]: {}, [centre]: { sid: 'b' } };
  await signIn('plain', ann!);
  test.at('2026-06-15T12:00:01Z');
  await signIn('rich', ann!, { amr: ['pwd', 'otp', 'mfa'], transient: true, about, authorizations });
  test.at('2026-06-15T13:00:00Z');
  const token = { kind: 'RefreshToken', idHash: 'r', otherHash: null, userId: ann!.id, clientId: appId } as const;
  const more = { grantId: 'grant-1', payload: {}, expiresAt: (test.directory.clock() + 1000) as Instant };
  await test.open.signInRecords.save({ ...token, ...more }, test.directory.clock());
  const { sessions, next } = await list(administrator, ann!);
  const start = Date.parse('2026-06-15T12:00:00Z');
  const day = 86_400_000;
  expect([sessions, next]).toEqual([
    [
      {
        id: 'rich',
        startedAt: start + 1000,
        lastUsedAt: start + 3_600_000,
        endsAt: start + 1000 + day,
        isPersistent: false,
        methods: ['pwd', 'otp', 'mfa'],
        userAgent: 'Firefox',
        applications: [
          { appId, name: displayName },
          { appId: centre, name: 'Muster admin centre' },
          { appId: gone, name: null },
        ],
        isCurrent: false,
      },
      {
        id: 'plain',
        startedAt: start,
        lastUsedAt: start,
        endsAt: start + day,
        isPersistent: true,
        methods: ['pwd'],
        userAgent: null,
        applications: [],
        isCurrent: false,
      },
    ],
    null,
  ]);
});

it('tells people which of their sessions they are in', async () => {
  const appId = newObjectId();
  await signIn('here', ann!, { authorizations: { [appId]: { sid: 'one' } } });
  await signIn('there', ann!, { authorizations: { [appId]: { sid: 'two' } } });
  await signIn('other', ben!, { authorizations: { [appId]: { sid: 'one' } } });
  const by = (user: User, sid: string | undefined) =>
    resolvePerson(test.directory, {
      userId: user.id,
      issuedAt: test.directory.clock(),
      client: { appId, name: 'Portal' },
      scopes: allScopes,
      requestId: null,
      sid,
    });
  const current = async (caller: Caller, user: User) =>
    (await list(caller, user)).sessions.filter(({ isCurrent }) => isCurrent).map(({ id }) => id);
  expect(await current(await by(ann!, 'one'), ann!)).toEqual(['here']);
  expect(await current(await by(ann!, undefined), ann!)).toEqual([]);
  await giveRole(test.directory, 'Global Administrator', ben!);
  expect(await current(await by(ben!, 'one'), ann!)).toEqual([]);
});

it('is for the person, and for administrators who may end sessions; not for lesser ones about greater ones', async () => {
  await giveRole(test.directory, 'Helpdesk Administrator', ben!);
  await giveRole(test.directory, 'Global Administrator', cara!);
  for (const user of [ann!, cara!]) await signIn(`of ${user.id}`, user);
  const tried = async (by: User, user: User) => {
    const caller = await asPerson(test.directory, by);
    const looking = await codeOf(list(caller, user));
    return [looking, await codeOf(endSignInSession(test.directory, caller, user.id, `of ${user.id}`))];
  };
  const refused = ['INSUFFICIENT_PRIVILEGES', 'INSUFFICIENT_PRIVILEGES'];
  expect(await tried(ann!, cara!)).toEqual(refused);
  expect(await tried(ben!, cara!)).toEqual(refused);
  expect(await tried(ben!, ann!)).toEqual(['none', 'none']);
  expect(await tried(cara!, cara!)).toEqual(['none', 'none']);
  const reader = await asPerson(test.directory, ann!, ['User.Read']);
  expect(await codeOf(list(reader, ann!))).toBe('INSUFFICIENT_PRIVILEGES');
});

it('ends one session, once, for the log to tell', async () => {
  await signIn('one', ann!);
  await signIn('two', ann!);
  await signIn('bens', ben!);
  const end = (user: User, id: string) => endSignInSession(test.directory, administrator, user.id, id);
  expect(await codeOf(end(ann!, 'bens'))).toBe('RESOURCE_NOT_FOUND');
  await end(ann!, 'one');
  expect(await codeOf(end(ann!, 'one'))).toBe('RESOURCE_NOT_FOUND');
  expect([await listed(ann!), await listed(ben!)]).toEqual([['two'], ['bens']]);
  const [row] = await test.query('select object_id, operation, changes from change_log order by seq desc limit 1');
  const ended = { signInSessions: [{ startedAt: test.directory.clock() }, null] };
  expect(row).toEqual({ object_id: ann!.id, operation: 'end-sign-in-session', changes: ended });
  await revokeSignInSessions(test.directory, administrator, ann!.id);
  expect(await listed(ann!)).toEqual(['two']);
  test.at('2026-06-15T12:00:02Z');
  await revokeSignInSessions(test.directory, administrator, ann!.id);
  expect(await listed(ann!)).toEqual([]);
});
