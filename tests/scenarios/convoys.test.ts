import { type Caller, type LoggedChange, type Properties, type User, updateUser } from '@muster/directory';
import { newObjectId, type ObjectId } from '@muster/kernel';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { administrator, aGroup, anApplicationWith, somePeople } from './builders.ts';
import { changesAfter, codeOf, logHead, membersOf } from './observe.ts';
import { setRuleDialect, type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let plugs: readonly User[];
beforeEach(async () => {
  test = await testDirectory({ followedAtOnce: 0 });
  plugs = await somePeople(test.directory, [{ jobTitle: 'Plug' }, { jobTitle: 'Plug' }]);
});
afterEach(() => test.close());

const numbered = (count: number, properties: Properties = {}) => Array.from({ length: count }, () => properties);

/** Keeps others from writing these users until released. */
async function hold(...ids: readonly ObjectId[]): Promise<() => Promise<unknown>> {
  await test.query('begin');
  await test.query('select from users where id = any($1) order by id for update', [ids]);
  return () => test.query('commit');
}

/** Codes of changes that all arrive while others are under way, so that they travel together. */
async function together(start: () => readonly Promise<unknown>[]): Promise<readonly string[]> {
  const release = await hold(...plugs.map(({ id }) => id));
  const plugged = plugs.map(({ id }) => updateUser(test.directory, administrator, id, { city: `${Math.random()}` }));
  const codes = Promise.all(start().map(codeOf));
  await waiting(plugs.length);
  await release();
  await Promise.all(plugged);
  return codes;
}

/** Resolves when so many sessions wait for a lock; with their process ids, the newest last. */
async function waiting(count: number): Promise<readonly number[]> {
  return vi.waitFor(async () => {
    await test.query('select pg_stat_clear_snapshot()');
    const rows = await test.query<{ pid: number }>(
      `select pid from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' order by query_start`,
    );
    expect(rows.length).toBe(count);
    return rows.map(({ pid }) => pid);
  });
}

const change = (id: ObjectId, patch: Properties, caller: Caller = administrator) =>
  updateUser(test.directory, caller, id, patch);

async function storedOf(id: ObjectId, column: string): Promise<unknown> {
  const [row] = await test.query<{ value: unknown }>(`select ${column} as value from users where id = $1`, [id]);
  return row!.value;
}

/** For each transaction that added to the log after a place: how many changes it carried; ascending. */
async function convoysAfter(place: number): Promise<readonly number[]> {
  const rows = await test.query<{ count: number }>(
    'select count(distinct seq)::integer as count from change_log where seq > $1 group by xmin::text order by 1',
    [place],
  );
  return rows.map(({ count }) => count);
}

const isAbout =
  (...people: readonly User[]) =>
  ({ facts }: LoggedChange) =>
    people.some(({ id }) => id === facts[0]?.objectId);

describe('changes that arrive at the same time', () => {
  it('share a transaction; each has its own place, cause and facts in the log, and its own memberships', async () => {
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const people = await somePeople(test.directory, numbered(12, { department: 'HR' }));
    await test.settle();
    const place = await logHead(test);
    const callers = people.map((_, i) => ({ ...anApplicationWith('User.ReadWrite.All'), requestId: `request ${i}` }));
    const codes = await together(() =>
      people.map(({ id }, i) => change(id, i % 2 === 0 ? { department: 'Sales' } : { city: 'Ulm' }, callers[i])),
    );
    expect(codes).toEqual(people.map(() => 'none'));
    expect(await convoysAfter(place)).toEqual([1, 1, 12]);
    const logged = (await changesAfter(test.directory, place)).filter(isAbout(...people));
    expect(
      logged.map(({ cause, facts }) => [cause.requestId, cause.actor.id, facts[0]!.objectId, facts.length]),
    ).toEqual(
      people.map(({ id }, i) => [
        `request ${i}`,
        callers[i]!.actor.kind === 'application' && callers[i]!.actor.id,
        id,
        1,
      ]),
    );
    expect(logged[0]!.facts[0]!.changes).toEqual({ department: ['HR', 'Sales'] });
    expect(logged[1]!.facts[0]!.changes).toEqual({ city: [null, 'Ulm'] });
    const rows = await test.directory.store.read(({ log }) =>
      Promise.all(logged.map(({ seq }) => log.ledgerRowsOf(seq))),
    );
    expect(rows).toEqual(
      people.map(({ number }, i) =>
        i % 2 === 0 ? [{ kind: 'member', member: number, joined: [group.number], left: [] }] : [],
      ),
    );
    const other = await test.secondNode();
    for (const node of [test.directory, other.directory]) {
      expect(await membersOf(node, group)).toEqual(people.filter((_, i) => i % 2 === 0).map(({ id }) => id));
    }
  });

  it('are refused each for itself', async () => {
    const people = await somePeople(test.directory, numbered(6, { city: 'Ulm', department: 'HR' }));
    const [ann, ben, cleo, dan, eve, fay] = people.map(({ id }) => id) as [ObjectId, ...ObjectId[]];
    await test.query('update users set on_premises_sync_enabled = true where id = $1', [eve]);
    const place = await logHead(test);
    const codes = await together(() => [
      change(ann, { city: 'Bonn' }),
      change(ben!, { mail: 'no mail address', city: 'Bonn' }),
      change(newObjectId(), { city: 'Bonn' }),
      change(cleo!, { city: 'Bonn' }, anApplicationWith('User.Read.All')),
      change(dan!, { city: 'Ulm' }),
      change(eve!, { department: 'IT' }),
      change(fay!, { city: 'Bonn' }),
    ]);
    const refused = ['PROPERTY_INVALID', 'RESOURCE_NOT_FOUND', 'INSUFFICIENT_PRIVILEGES', 'none', 'SYNCED_OBJECT'];
    expect(codes).toEqual(['none', ...refused, 'none']);
    expect(await convoysAfter(place)).toEqual([1, 1, 2]);
    const cities = await test.query<{ city: string }>('select city from users where id = any($1) order by number', [
      people.map(({ id }) => id),
    ]);
    expect(cities.map(({ city }) => city)).toEqual(['Bonn', 'Ulm', 'Ulm', 'Ulm', 'Ulm', 'Bonn']);
  });

  it('of one user follow one another in the order in which they came', async () => {
    const [ann, ben] = (await somePeople(test.directory, [{}, {}])) as [User, User];
    const place = await logHead(test);
    const titles = ['a', 'b', 'c', 'd'];
    const codes = await together(() => [
      ...titles.map((jobTitle) => change(ann.id, { jobTitle })),
      change(ben.id, { jobTitle: 'z' }),
    ]);
    expect(codes).toEqual([...titles, 'z'].map(() => 'none'));
    const logged = (await changesAfter(test.directory, place)).filter(isAbout(ann));
    expect(logged.map(({ facts }) => facts[0]!.changes.jobTitle)).toEqual([
      [null, 'a'],
      ['a', 'b'],
      ['b', 'c'],
      ['c', 'd'],
    ]);
    expect(await storedOf(ann.id, 'version::integer')).toBe(5);
    expect(await convoysAfter(place)).toEqual([1, 1, 1, 1, 1, 2]);
  });

  it('get the answers that they would have got alone when the database refuses the transaction', async () => {
    const people = await somePeople(test.directory, numbered(6, { department: 'HR' }));
    const [ann, ben, cleo, dan, eve, fay] = people as [User, User, User, User, User, User];
    const nameOf = (user: User) => user.properties.userPrincipalName as string;
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    await test.settle();
    const place = await logHead(test);
    const codes = await together(() => [
      change(ann.id, { department: 'Sales' }),
      change(ben.id, { userPrincipalName: nameOf(plugs[0]!) }),
      change(cleo.id, { city: 'a\ud800b' }),
      change(dan.id, { userPrincipalName: 'new@contoso.com' }),
      change(eve.id, { userPrincipalName: 'NEW@contoso.com', department: 'Sales' }),
      change(fay.id, { department: 'Sales' }),
    ]);
    expect(codes).toEqual(['none', 'UNIQUE_VALUE_TAKEN', 'TEXT_NOT_STORABLE', 'none', 'UNIQUE_VALUE_TAKEN', 'none']);
    expect(await membersOf(test.directory, group)).toEqual([ann.id, fay.id]);
    expect(await storedOf(dan.id, 'user_principal_name')).toBe('new@contoso.com');
    const logged = (await changesAfter(test.directory, place)).filter(isAbout(...people));
    expect(logged.map(({ facts }) => facts[0]!.objectId)).toEqual([ann.id, dan.id, fay.id]);
  });

  it('do not exchange names, which one after the other they could not either', async () => {
    const [ann, ben, cleo] = (await somePeople(test.directory, [{}, {}, {}])) as [User, User, User];
    const names = [ann, ben, cleo].map(({ properties }) => properties.userPrincipalName as string);
    const codes = await together(() => [
      change(ann.id, { userPrincipalName: names[1]! }),
      change(ben.id, { userPrincipalName: names[0]!.toUpperCase() }),
      change(cleo.id, { userPrincipalName: 'cleo@contoso.com' }),
    ]);
    expect(codes).toEqual(['UNIQUE_VALUE_TAKEN', 'UNIQUE_VALUE_TAKEN', 'none']);
  });

  it('are at most 64 to a transaction', async () => {
    const people = await somePeople(test.directory, numbered(130));
    const place = await logHead(test);
    const codes = await together(() => people.map(({ id }, i) => change(id, { jobTitle: `${i % 7}`, city: `${i}` })));
    expect(new Set(codes)).toEqual(new Set(['none']));
    const counts = await convoysAfter(place);
    expect([counts.length, Math.max(...counts)]).toEqual([5, 64]);
  });

  it('let one pass that must have the rules for itself', async () => {
    await setRuleDialect(test.directory, 'extended');
    const sales = await aGroup(test.directory, 'user.department -eq "Sales"');
    const chief = await somePeople(test.directory, [{ department: 'Sales' }]);
    const mates = await aGroup(test.directory, `user.memberof -any (group.objectId -in ['${sales.id}'])`);
    const people = await somePeople(test.directory, numbered(4, { department: 'HR' }));
    await test.settle();
    const codes = await together(() => people.map(({ id }) => change(id, { department: 'Sales' })));
    expect(codes).toEqual(people.map(() => 'none'));
    await test.settle();
    const ids = [...chief, ...people].map(({ id }) => id);
    expect([await membersOf(test.directory, sales), await membersOf(test.directory, mates)]).toEqual([ids, ids]);
  });
});

describe('a connection that is cut', () => {
  it('fails the changes that travelled on it, of which none is there, and no others', async () => {
    const group = await aGroup(test.directory, 'user.department -eq "Sales"');
    const people = await somePeople(test.directory, numbered(9, { department: 'HR' }));
    await test.settle();
    const [first, second, third] = people as [User, User, User];
    const release = await hold(first.id, second.id, third.id);
    const codes = Promise.all(people.map(({ id }) => codeOf(change(id, { department: 'Sales' }))));
    const [one] = await waiting(2);
    await test.query('select pg_terminate_backend($1)', [one]);
    const [, all] = await vi.waitFor(async () => {
      const pids = await waiting(2);
      expect(pids).not.toContain(one);
      return pids;
    });
    await test.query('select pg_terminate_backend($1)', [all]);
    await release();
    const found = await codes;
    const written = await test.query<{ id: ObjectId }>(
      `select id from users where department = 'Sales' order by number`,
    );
    expect(written.map(({ id }) => id)).toEqual(people.filter((_, i) => found[i] === 'none').map(({ id }) => id));
    expect(found.filter((code) => code !== 'none')).toEqual(numbered(8).map(() => 'STORE_UNAVAILABLE'));
    expect(await membersOf(test.directory, group)).toEqual(written.map(({ id }) => id));
    const again = await Promise.all(people.map(({ id }) => codeOf(change(id, { department: 'Sales' }))));
    expect(new Set(again)).toEqual(new Set(['none']));
  });
});
