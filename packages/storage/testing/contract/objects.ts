import {
  type DirectoryObject,
  type DirectoryStore,
  type ObjectType,
  objectTypes,
  type Properties,
  propertyTables,
} from '@muster/directory';
import { type Instant, newObjectId, type ObjectId } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { insertAll, noon } from '../sample-objects.ts';

const extension = 'extension_0123456789abcdef0123456789abcdef_costCenter';

/** One property of every kind, for each type. */
const variety: Readonly<Record<ObjectType, Properties>> = {
  user: {
    department: 'Zoë’s "team" \\ %_ 😀',
    createdDateTime: noon,
    employeeHireDate: -62_167_219_200_000,
    employeeLeaveDateTime: 253_402_300_799_999,
    accountEnabled: false,
    otherMails: ['a@x.com', 'B@x.com'],
    businessPhones: [],
    onPremisesExtensionAttributes: { extensionAttribute1: 'one' },
    assignedPlans: [{ service: 'exchange', assignedDateTime: noon, capabilityStatus: null, servicePlanId: null }],
    [extension]: 7,
  },
  device: { deviceVersion: 2, isCompliant: true, physicalIds: ['[OrderId]:1'], extensionAttributes: {} },
  group: { groupTypes: ['DynamicMembership'], membershipRule: '(user.city -eq "Á")', isAssignableToRole: false },
  application: { identifierUris: ['api://one'], appRoles: [{ id: newObjectId(), isEnabled: true }], [extension]: true },
  servicePrincipal: { servicePrincipalNames: ['one'], appRoleAssignmentRequired: true },
  administrativeUnit: { description: 'Zoë’s "unit"', visibility: 'HiddenMembership', [extension]: 'x' },
};

export function objectContract(node: () => OpenStore): void {
  const read: DirectoryStore['read'] = (work) => node().store.read(work);
  const write: DirectoryStore['write'] = (key, work) => node().store.write(key, work);
  const find = <T extends ObjectType>(type: T, id: ObjectId, presence: 'live' | 'deleted' | 'any' = 'live') =>
    node().store.read((session) => session.objects.find(type, id, presence));

  describe('objects', () => {
    test.each(objectTypes)('a %s comes back as it was stored, by every way to find it', async (type) => {
      const [created] = await insertAll(node().store, type, [variety[type]]);
      const expected = { ...created, version: 1, deletedAt: null };
      expect(await find(type, created!.id)).toEqual(expected);
      await read(async ({ objects }) => {
        expect(await objects.findMany([created!.id, newObjectId()], objectTypes)).toEqual([expected]);
        expect(await objects.findByNumbers([created!.number], objectTypes)).toEqual([expected]);
        const names = Object.keys(created!.properties);
        const extensions = names.filter((name) => name.startsWith('extension_'));
        for (const wanted of [names.slice(0, 2), names.slice(1, 4), [...names].reverse()]) {
          const given = new Set([...wanted, ...extensions]);
          const properties = Object.fromEntries([...given].map((name) => [name, created!.properties[name]]));
          const found = objects.findByNumbers([created!.number], [type], { [type]: [...wanted, 'id', 'unheardOf'] });
          // Rows are read as a whole once a process has met many choices, as this one may have before.
          expect([[{ ...expected, properties }], [expected]]).toContainEqual(await found);
        }
      });
    });

    test('however many choices of properties are wanted, each object has them', async () => {
      const [created] = await insertAll(node().store, 'user', [variety.user]);
      const others = Object.keys(propertyTables.user).filter((name) => !(name in created!.properties));
      for (const other of others) {
        const wanted = { user: ['department', 'accountEnabled', other] };
        const [found] = await read(({ objects }) => objects.findByNumbers([created!.number], ['user'], wanted));
        expect(found!.properties).toMatchObject({ department: variety.user.department, accountEnabled: false });
      }
      expect(others.length).toBeGreaterThan(45);
    });

    test('an update keeps instants to the millisecond, from the first year to beyond the last', async () => {
      const instants = [
        -62_198_755_200_001,
        -62_135_596_799_999,
        -1,
        0,
        1,
        noon + 7,
        253_402_300_799_999,
        253_402_387_199_999,
      ];
      const [created] = await insertAll(node().store, 'user', [{}]);
      for (const instant of instants) {
        const before = (await find('user', created!.id))!;
        const properties = { ...before.properties, employeeHireDate: instant };
        await write('shared', ({ objects }) => objects.update(before, { ...before, properties }));
        expect((await find('user', created!.id))!.properties.employeeHireDate).toBe(instant);
      }
    });

    test('an update stores what changed, clears what is absent and counts the version', async () => {
      const [created] = await insertAll(node().store, 'user', [{ ...variety.user, city: 'Paris' }]);
      const before = (await find('user', created!.id))!;
      const { city: _city, [extension]: _extension, ...kept } = before.properties;
      const properties = { ...kept, department: 'Sales', employeeHireDate: noon, otherMails: ['c@x.com'] };
      const after: DirectoryObject = { ...before, deletedAt: (noon + 1) as Instant, properties };
      await write('shared', ({ objects }) => objects.update(before, after));
      expect(await find('user', created!.id)).toBeUndefined();
      expect(await find('user', created!.id, 'deleted')).toEqual({ ...after, version: 2 });
      await write('shared', ({ objects }) => objects.update({ ...after, version: 2 }, { ...after, deletedAt: null }));
      expect(await find('user', created!.id)).toEqual({ ...after, version: 3, deletedAt: null });
    });

    test('many users change in one go, each in its own way', async () => {
      const created = await insertAll(node().store, 'user', [{ city: 'a' }, { department: 'b' }, { mail: 'c@x.com' }]);
      const before = await read(({ objects }) =>
        objects.findMany(
          created.map(({ id }) => id),
          ['user'],
        ),
      );
      const patches: Properties[] = [{ city: 'A2' }, { department: 'B2', city: 'new' }, { mail: null }];
      const changes = [...before]
        .sort((a, b) => a.number - b.number)
        .map((user, i) => ({
          before: user,
          after: { ...user, version: 2, properties: { ...user.properties, ...patches[i] } },
        }));
      await write('shared', ({ objects }) => objects.updateUsers(changes));
      const stored = await read(({ objects }) =>
        objects.findByNumbers(
          created.map(({ number }) => number),
          ['user'],
        ),
      );
      const { mail: _mail, ...withoutMail } = changes[2]!.after.properties;
      expect(stored).toEqual([changes[0]!.after, changes[1]!.after, { ...changes[2]!.after, properties: withoutMail }]);
    });

    test('many users are stored at once in however many ways they change, and only there', async () => {
      const names = ['city', 'state', 'surname', 'department', 'jobTitle', 'country'];
      const start = { ...Object.fromEntries(names.map((name) => [name, 'old'])), otherMails: ['a@contoso.com'] };
      const created = await insertAll(
        node().store,
        'user',
        Array.from({ length: 40 }, () => start),
      );
      await write('shared', async ({ objects }) => {
        const users = [...(await objects.lockUsers(created.map(({ id }) => id)))];
        // Every subset of the names is a way of its own; some clear, some set.
        const changes = users.map((before, i) => {
          const chosen = names.filter((_, bit) => ((i + 1) >> bit) % 2 === 1);
          const patch = Object.fromEntries(chosen.map((name, k) => [name, k % 2 === 0 ? `new ${i}` : null]));
          const extra = i % 5 === 0 ? { otherMails: [], employeeHireDate: noon + i, accountEnabled: false } : {};
          return { before, after: { ...before, version: 2, properties: { ...before.properties, ...patch, ...extra } } };
        });
        await objects.updateUsers(changes);
        const stored = await objects.findMany(
          users.map(({ id }) => id),
          ['user'],
        );
        for (const { after } of changes) {
          const expected = Object.entries(after.properties).filter(([, value]) => value !== null);
          const found = stored.find(({ id }) => id === after.id)!;
          expect(found).toEqual({ ...after, properties: Object.fromEntries(expected) });
        }
      });
    });

    test('storing a state that is not the one last read is refused', async () => {
      const [created] = await insertAll(node().store, 'user', [{}]);
      const before = (await find('user', created!.id))!;
      const after = { ...before, properties: { ...before.properties, city: 'x' } };
      await write('shared', ({ objects }) => objects.update(before, after));
      await expect(write('shared', ({ objects }) => objects.update(before, after))).rejects.toMatchObject({
        code: 'STORE_OBJECT_STALE',
      });
    });

    test('managers are set and cleared; reports are live users in order of number', async () => {
      const [boss, a, b, c] = await insertAll(node().store, 'user', [{}, {}, {}, {}]);
      const link = (user: ObjectId, manager: ObjectId | null) => ({ user, manager });
      await write('shared', ({ objects }) =>
        objects.setManagers([c, a, b].map((report) => link(report!.id, boss!.id))),
      );
      const gone = (await find('user', b!.id))!;
      expect(gone).toMatchObject({ managerId: boss!.id, version: 2 });
      await write('shared', async ({ objects }) => {
        await objects.update(gone, { ...gone, deletedAt: noon });
        await objects.setManagers([link(a!.id, null)]);
      });
      expect(await read(({ objects }) => objects.reportsOf([boss!.id, c!.id]))).toEqual([
        { id: c!.id, number: c!.number, managerId: boss!.id },
      ]);
      const managers = await read(({ objects }) => objects.managersOf([a!.id, b!.id, c!.id]));
      expect(new Map(managers.map(({ id, managerId }) => [id, managerId]))).toEqual(
        new Map([
          [a!.id, null],
          [c!.id, boss!.id],
        ]),
      );
      expect((await find('user', a!.id))?.managerId).toBeNull();
    });

    test('purged objects leave nothing behind', async () => {
      const [boss, report] = await insertAll(node().store, 'user', [{}, {}]);
      const [owned] = await insertAll(node().store, 'group', [{}]);
      const end = (object: { id: ObjectId; type: ObjectType }) => ({ id: object.id, type: object.type });
      await write('shared', async (session) => {
        await session.objects.setManagers([{ user: report!.id, manager: boss!.id }]);
        await session.relations.addLink(end(owned!), 'owner', end(boss!));
        await session.credentials.savePassword(boss!.id, {
          hash: 'hash',
          mustChange: true,
          mustChangeWithSecondFactor: false,
          changedAt: null,
        });
      });
      await write('shared', async ({ objects }) => objects.purge([(await objects.find('user', boss!.id))!]));
      expect(await find('user', boss!.id, 'any')).toBeUndefined();
      expect((await find('user', report!.id))?.managerId).toBeNull();
      expect(await read(({ relations }) => relations.linksFrom(owned!.id, 'owner'))).toEqual([]);
      const again = { userPrincipalName: boss!.properties.userPrincipalName as string };
      await expect(insertAll(node().store, 'user', [again])).resolves.toHaveLength(1);
    });

    test('locks, scans, counts and looks for deleted objects', async () => {
      const before = await read(({ objects }) => objects.countLive('device'));
      const devices = await insertAll(node().store, 'device', [{}, {}, {}]);
      const [first, second, third] = (await read(({ objects }) =>
        objects.findByNumbers(
          devices.map(({ number }) => number),
          ['device'],
        ),
      )) as DirectoryObject<'device'>[];
      await write('shared', async ({ objects }) => {
        const locked = await objects.lock('device', second!.id);
        await objects.update(locked!, { ...locked!, deletedAt: 1000 as Instant });
        expect(await objects.lock('device', second!.id)).toBeUndefined();
        expect(await objects.lock('device', second!.id, 'deleted')).toMatchObject({ version: 2 });
      });
      await read(async ({ objects }) => {
        expect(await objects.countLive('device')).toBe(before + 2);
        expect(await objects.scan('device', first!.number - 1, 2)).toEqual([first, third]);
        expect(await objects.scan('device', third!.number, 2)).toEqual([]);
        expect(await objects.deletedBefore(1000 as Instant, 10)).toEqual([]);
        expect((await objects.deletedBefore(1001 as Instant, 10)).map(({ id }) => id)).toEqual([second!.id]);
      });
      const users = await insertAll(node().store, 'user', [{}, {}]);
      const ids = users.map(({ id }) => id);
      const locked = await write('shared', ({ objects }) => objects.lockUsers([...ids, newObjectId()]));
      expect(locked.map(({ id }) => id)).toEqual([...ids].sort());
    });

    test('numbers are handed out once, ascending', async () => {
      const [a, b] = await Promise.all([1, 2].map(() => write('shared', ({ objects }) => objects.takeNumbers(50))));
      const numbers = [...a!, ...b!];
      expect(new Set(numbers).size).toBe(100);
      expect(a).toEqual([...a!].sort((x, y) => x - y));
    });
  });
}
