import type {
  DirectoryObject,
  NewObject,
  NumberFilter,
  ObjectQuery,
  Ordering,
  PageStart,
  Properties,
  Scope,
} from '@muster/directory';
import { MemberSet } from '@muster/roster';
import { beforeAll, describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { insertAll, noon } from '../sample-objects.ts';

const marker = 'listing contract';

/** Ties, absent values, and an order by code point that differs from that by UTF-16 unit. */
const people: readonly Properties[] = [
  { city: 'b', accountEnabled: true, createdDateTime: noon },
  { city: 'B', accountEnabled: false, createdDateTime: noon },
  { accountEnabled: null, createdDateTime: null },
  { city: '\ufffd', createdDateTime: noon + 1 },
  { city: '😀', createdDateTime: noon - 1 },
  { city: 'a', accountEnabled: true },
  { createdDateTime: null },
  { city: 'é', accountEnabled: false },
  { city: 'É' },
];

export function listingContract(node: () => OpenStore): void {
  describe('lists', () => {
    let users: readonly NewObject<'user'>[];

    const query = (changes: Partial<ObjectQuery>): ObjectQuery => ({
      types: ['user'],
      scope: { kind: 'all' },
      filter: { op: 'eq', path: ['department'], value: marker },
      orderBy: null,
      limit: 2,
      after: null,
      wantsCount: false,
      ...changes,
    });
    const list = (changes: Partial<ObjectQuery>, within: NumberFilter | null = null) =>
      node().store.read(({ objects }) => objects.list(query(changes), within));

    /** All pages one after the other. */
    async function walk(changes: Partial<ObjectQuery>): Promise<DirectoryObject[]> {
      const found: DirectoryObject[] = [];
      for (let after: PageStart | null = null; ; ) {
        const page = await list({ ...changes, after });
        expect(page.objects.length).toBeLessThanOrEqual(query(changes).limit);
        found.push(...page.objects);
        if (page.next === null) return found;
        // The next page's start travels through a client.
        after = JSON.parse(JSON.stringify(page.next)) as PageStart;
      }
    }

    beforeAll(async () => {
      users = await insertAll(
        node().store,
        'user',
        people.map((each) => ({ ...each, department: marker })),
      );
    });

    test('without an order go by number', async () => {
      expect((await walk({})).map(({ id }) => id)).toEqual(users.map(({ id }) => id));
    });

    test.each<[Ordering['property'], string[]]>([
      ['city', ['null', 'null', 'a', 'b', 'B', 'é', 'É', '\ufffd', '😀']],
      ['accountEnabled', ['null', 'false', 'false', 'true', 'true', 'true', 'true', 'true', 'true']],
      ['createdDateTime', ['null', 'null', String(noon - 1), ...Array(5).fill(String(noon)), String(noon + 1)]],
    ])('sorted by %s have every object once, ties by number, absent values first', async (property, expected) => {
      const shownValue = ({ properties }: DirectoryObject) => String(properties[property] ?? null);
      for (const limit of [1, 2, 3, 999]) {
        const ascending = await walk({ orderBy: { property, direction: 'asc' }, limit });
        expect(ascending.map(shownValue)).toEqual(expected);
        const descending = await walk({ orderBy: { property, direction: 'desc' }, limit });
        expect(descending).toEqual([...ascending].reverse());
      }
    });

    test('count all objects on whatever page', async () => {
      const first = await list({ wantsCount: true });
      expect(first.count).toBe(people.length);
      expect((await list({ wantsCount: true, after: first.next })).count).toBe(people.length);
      expect((await list({})).count).toBeNull();
      expect(await list({ wantsCount: true, limit: 0 })).toEqual({ objects: [], next: null, count: people.length });
    });

    test('keep only objects within a set of numbers, in either form', async () => {
      const chosen = [users[1]!.number, users[4]!.number];
      const bits = MemberSet.of(chosen).toBitString(users[4]!.number);
      for (const within of [
        { kind: 'numbers', numbers: chosen },
        { kind: 'bits', bits },
      ] satisfies NumberFilter[]) {
        const { objects, count } = await list({ wantsCount: true, limit: 99 }, within);
        expect(objects.map(({ number }) => number)).toEqual(chosen);
        expect(count).toBe(2);
      }
      expect((await list({}, { kind: 'numbers', numbers: [] })).objects).toEqual([]);
      expect((await list({}, { kind: 'bits', bits: new Uint8Array() })).objects).toEqual([]);
    });

    test('of several types are one list', async () => {
      const name = 'listed together';
      const groups = await insertAll(node().store, 'group', [{ displayName: name }, { displayName: `${name} z` }]);
      const devices = await insertAll(node().store, 'device', [{ displayName: `${name} 😀` }, { displayName: name }]);
      const filter = { op: 'startsWith', path: ['displayName'], value: name } as const;
      const types = ['device', 'group'] as const;
      const byNumber = await walk({ types, filter, limit: 1 });
      expect(byNumber.map(({ id }) => id)).toEqual([...groups, ...devices].map(({ id }) => id));
      const byName = await walk({ types, filter, limit: 1, orderBy: { property: 'displayName', direction: 'desc' } });
      expect(byName.map(({ id }) => id)).toEqual(
        [devices[0]!, groups[1]!, devices[1]!, groups[0]!].map(({ id }) => id),
      );
      expect((await list({ types, filter, wantsCount: true })).count).toBe(4);
    });

    test('follow the scope: deleted objects, links in both directions, reports', async () => {
      const [a, b, c] = await insertAll(node().store, 'user', [{}, {}, {}]);
      const [group] = await insertAll(node().store, 'group', [{}]);
      const [device] = await insertAll(node().store, 'device', [{}]);
      await node().store.write('shared', async ({ objects, relations }) => {
        await relations.addLink(group!, 'owner', a!);
        await relations.addLink(group!, 'owner', b!);
        await relations.addLink(device!, 'registeredOwner', a!);
        await relations.addLink(device!, 'registeredUser', c!);
        await objects.setManagers([b!, c!].map(({ id }) => ({ user: id, manager: a!.id })));
        const deleted = (await objects.lock('user', b!.id))!;
        await objects.update(deleted, { ...deleted, deletedAt: noon });
      });
      const ids = async (scope: Scope, types: ObjectQuery['types']) =>
        (await list({ scope, types, filter: null, limit: 99 })).objects.map(({ id }) => id);
      const related = (relation: Extract<Scope, { kind: 'relation' }>['relation'], of: NewObject) =>
        ids({ kind: 'relation', relation, of: of.id }, ['user', 'group', 'device']);
      expect(await related('owners', group!)).toEqual([a!.id]);
      expect(await related('ownedObjects', a!)).toEqual([group!.id]);
      expect(await related('registeredOwners', device!)).toEqual([a!.id]);
      expect(await related('ownedDevices', a!)).toEqual([device!.id]);
      expect(await related('registeredUsers', device!)).toEqual([c!.id]);
      expect(await related('registeredDevices', c!)).toEqual([device!.id]);
      expect(await related('directReports', a!)).toEqual([c!.id]);
      expect(await ids({ kind: 'deleted' }, ['user', 'group'])).toContain(b!.id);
      expect(await ids({ kind: 'deleted' }, ['group'])).not.toContain(b!.id);
    });

    test.each<[string, Partial<ObjectQuery>]>([
      ['an order by a collection', { orderBy: { property: 'otherMails', direction: 'asc' } }],
      ['an order by nothing known', { orderBy: { property: 'city"; drop table users; --', direction: 'asc' } }],
      [
        'a page start of another type',
        { orderBy: { property: 'city', direction: 'asc' }, after: { number: 1 as never, sortKey: 7 } },
      ],
    ])('refuse %s', async (_what, changes) => {
      for (const limit of [2, 0]) {
        await expect(list({ ...changes, limit })).rejects.toMatchObject({ code: 'STORE_QUERY_REFUSED' });
      }
    });
  });
}
