import {
  addMembers,
  addOwners,
  type Caller,
  type Condition,
  guestRoleIds,
  levelSights,
  listObjects,
  type ObjectQuery,
  type ObjectType,
  propertyTables,
  type Scope,
  setManager,
  updateAuthorizationPolicy,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { administrator, aGroup, anApplication, asPerson, somePeople } from './builders.ts';
import { codeOf } from './observe.ts';
import { type TestDirectory, testDirectory } from './test-directory.ts';

let test: TestDirectory;
let guest: Caller;
let restricted: Caller;
const ids: Record<string, ObjectId> = {};

beforeAll(async () => {
  test = await testDirectory();
  const { directory } = test;
  const [gus, ann, ben] = await somePeople(directory, [{ userType: 'Guest' }, {}, {}]);
  const group = await aGroup(directory);
  const { application } = await anApplication(directory);
  await addMembers(directory, administrator, group.id, [gus!.id, ann!.id]);
  await addOwners(directory, administrator, 'group', group.id, [ann!.id]);
  await setManager(directory, administrator, ben!.id, ann!.id);
  Object.assign(ids, { gus: gus!.id, ann: ann!.id, group: group.id, application: application.id });
  guest = await asPerson(directory, gus!);
  await updateAuthorizationPolicy(directory, administrator, { guestUserRoleId: guestRoleIds.restrictedGuest });
  restricted = await asPerson(directory, gus!);
});
afterAll(() => test.close());

const extension = 'extension_00000000000000000000000000000000_x';
const invisible = (level: 'guest' | 'restrictedGuest', type: ObjectType) =>
  [...Object.keys(propertyTables[type]), extension].filter(
    (name) => !levelSights[level][type].properties.includes(name),
  );

const named: Condition = { op: 'eq', path: ['displayName'], value: 'x' };

/** Every way in which a query can touch a property. */
function oracles(property: string): Pick<ObjectQuery, 'filter' | 'orderBy'>[] {
  const path = [property];
  const plain: Condition[] = [
    { op: 'eq', path, value: null },
    { op: 'ne', path, value: 'x' },
    { op: 'gt', path, value: 'x' },
    { op: 'in', path, values: ['x'] },
    { op: 'startsWith', path, value: 'x' },
    { op: 'endsWith', path, value: 'x' },
    { op: 'contains', path, value: 'x' },
    { op: 'eq', path: [property, 'field'], value: 'x' },
    { op: 'any', path, element: { op: 'eq', path: [], value: 'x' } },
    { op: 'count', path, comparison: 'gt', value: 0 },
    { op: 'words', path, text: 'x' },
  ];
  const nested = plain.flatMap((term): Condition[] => [
    term,
    { op: 'not', term },
    { op: 'or', terms: [named, term] },
    { op: 'and', terms: [named, { op: 'not', term: { op: 'or', terms: [named, term] } }] },
  ]);
  return [
    ...nested.map((filter) => ({ filter: { op: 'and', terms: [named, filter] } as const, orderBy: null })),
    { filter: named, orderBy: { property, direction: 'asc' } },
  ];
}

const relation = (of: string, name: Extract<Scope, { kind: 'relation' }>['relation']) => (): Scope => ({
  kind: 'relation',
  relation: name,
  of: ids[of]!,
});
const all = (): Scope => ({ kind: 'all' });
const memberTypes = ['user', 'device', 'group', 'servicePrincipal'] as const;

describe.each([
  ['guest', 'user', 'members', memberTypes, relation('group', 'members')],
  ['guest', 'user', 'transitive members', ['user'], relation('group', 'transitiveMembers')],
  ['guest', 'user', 'owners', ['user', 'servicePrincipal'], relation('group', 'owners')],
  ['guest', 'user', 'direct reports', ['user'], relation('ann', 'directReports')],
  ['guest', 'group', 'members', memberTypes, relation('group', 'members')],
  ['guest', 'group', 'a search', ['group'], all],
  ['guest', 'group', 'their own groups', ['group'], relation('gus', 'memberOf')],
  ['guest', 'application', 'all', ['application'], all],
  ['guest', 'servicePrincipal', 'all', ['servicePrincipal'], all],
  ['restrictedGuest', 'group', 'their own groups', ['group'], relation('gus', 'transitiveMemberOf')],
  ['restrictedGuest', 'application', 'all', ['application'], all],
  ['restrictedGuest', 'servicePrincipal', 'all', ['servicePrincipal'], all],
] as const)('%s: properties of a %s among %s', (level, type, _name, types, scope) => {
  it.each(invisible(level, type))('`%s` is not asked about, and the database hears nothing', async (property) => {
    const caller = level === 'guest' ? guest : restricted;
    const sent = vi.spyOn(pg.Client.prototype, 'query');
    const found = new Set<string>();
    for (const oracle of oracles(property)) {
      for (const limit of [0, 5]) {
        const query = { types, scope: scope(), ...oracle, limit, after: null, wantsCount: true };
        found.add(await codeOf(listObjects(test.directory, caller, query)));
      }
    }
    const messages = sent.mock.calls.length;
    sent.mockRestore();
    expect([[...found], messages]).toEqual([['INSUFFICIENT_PRIVILEGES'], 0]);
  });
});

it('what is visible can be asked about', async () => {
  const query = {
    types: ['user'],
    scope: relation('group', 'members')(),
    orderBy: null,
    limit: 5,
    after: null,
  } as const;
  const ask = (filter: Condition) => listObjects(test.directory, guest, { ...query, filter, wantsCount: true });
  expect((await ask({ op: 'eq', path: ['userType'], value: 'Guest' })).objects).toMatchObject([{ id: ids.gus }]);
  expect((await ask({ op: 'startsWith', path: ['userPrincipalName'], value: 'user' })).count).toBe(2);
});

describe('a guest looks for groups', () => {
  const search = (filter: Condition | null) =>
    listObjects(test.directory, guest, {
      types: ['group'],
      scope: { kind: 'all' },
      filter,
      orderBy: null,
      limit: 5,
      after: null,
      wantsCount: true,
    });
  const name = (op: 'startsWith', value: string): Condition => ({ op, path: ['displayName'], value });

  it.each<[string, Condition]>([
    ['an id', { op: 'in', path: ['id'], values: ['00000000-0000-4000-8000-000000000000'] }],
    ['a name', named],
    ['the beginning of a name', name('startsWith', 'gro')],
    ['a word', { op: 'words', path: ['displayName'], text: 'group' }],
    ['one of two names', { op: 'or', terms: [named, named] }],
    ['a name and more', { op: 'and', terms: [{ op: 'eq', path: ['mailEnabled'], value: false }, named] }],
  ])('by %s', async (_how, filter) => {
    expect(await codeOf(search(filter))).toBe('none');
  });

  it.each<[string, Condition | null]>([
    ['no filter', null],
    ['a filter on something else', { op: 'eq', path: ['mailEnabled'], value: false }],
    ['too few letters', name('startsWith', 'gr')],
    ['blanks', name('startsWith', '   ')],
    ['a word that is too short', { op: 'words', path: ['displayName'], text: 'g' }],
    ['many words that are too short', { op: 'words', path: ['displayName'], text: 'g g g1gr' }],
    ['a name, or anything', { op: 'or', terms: [named, { op: 'eq', path: ['mailEnabled'], value: false }] }],
    ['all but a name', { op: 'not', term: named }],
    ['an alternative without terms', { op: 'or', terms: [] }],
    ['no name', { op: 'eq', path: ['displayName'], value: null }],
  ])('but lists none by %s', async (_how, filter) => {
    expect(await codeOf(search(filter))).toBe('INSUFFICIENT_PRIVILEGES');
  });
});
