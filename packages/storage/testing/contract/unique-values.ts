import type { DirectoryObject, ObjectType, Properties } from '@muster/directory';
import { newObjectId } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { insertAll } from '../sample-objects.ts';

const appId = newObjectId();

const conflicts: readonly [ObjectType, Properties, Properties, string][] = [
  ['user', { userPrincipalName: 'Zoë@contoso.com' }, { userPrincipalName: 'ZOË@CONTOSO.COM' }, 'userPrincipalName'],
  ['device', { deviceId: appId }, { deviceId: appId.toUpperCase() }, 'deviceId'],
  ['group', { uniqueName: 'hr' }, { uniqueName: 'HR' }, 'uniqueName'],
  [
    'group',
    { mailNickname: 'office', groupTypes: ['Unified'] },
    { mailNickname: 'Office', groupTypes: ['Unified', 'DynamicMembership'] },
    'mailNickname',
  ],
  ['application', { appId }, { appId }, 'appId'],
  ['application', { identifierUris: ['api://a', 'api://b'] }, { identifierUris: ['api://B'] }, 'identifierUris'],
  ['servicePrincipal', { appId }, { appId }, 'appId'],
];

export function uniqueValueContract(node: () => OpenStore): void {
  const taken = (property: string) => ({
    code: 'UNIQUE_VALUE_TAKEN',
    status: 400,
    message: `Another object with the same value for property ${property} already exists.`,
    extras: { details: [expect.objectContaining({ code: 'ObjectConflict', target: property })] },
  });

  describe('unique values', () => {
    test.each(conflicts)('of a %s: %j against %j', async (type, first, second, property) => {
      await insertAll(node().store, type, [first]);
      await expect(insertAll(node().store, type, [second])).rejects.toMatchObject(taken(property));
    });

    test('two objects of one insert cannot share a value, and then neither is stored', async () => {
      const twin = { userPrincipalName: 'twin@contoso.com' };
      await expect(insertAll(node().store, 'user', [twin, twin])).rejects.toMatchObject(taken('userPrincipalName'));
      await expect(insertAll(node().store, 'user', [twin])).resolves.toHaveLength(1);
    });

    test('security groups may share a mail nickname, with Microsoft 365 groups too', async () => {
      const shared = { mailNickname: 'shared' };
      const all = [shared, shared, { ...shared, groupTypes: ['Unified'] }];
      await expect(insertAll(node().store, 'group', all)).resolves.toHaveLength(3);
    });

    test('follow their object: two users exchange names, an old name is free again', async () => {
      const names = ['left@contoso.com', 'right@contoso.com'];
      const created = await insertAll(
        node().store,
        'user',
        names.map((userPrincipalName) => ({ userPrincipalName })),
      );
      const renamed = (user: DirectoryObject, userPrincipalName: string) => ({
        before: user,
        after: { ...user, version: user.version + 1, properties: { ...user.properties, userPrincipalName } },
      });
      const find = (name: string) =>
        node().store.read(({ objects }) => objects.findByKey('user', 'userPrincipalName', name));
      const [left, right] = await Promise.all(names.map(find));
      await node().store.write('shared', ({ objects }) =>
        objects.updateUsers([renamed(left!, names[1]!), renamed(right!, names[0]!)]),
      );
      expect((await find('RIGHT@contoso.com'))?.id).toBe(created[0]!.id);
      const now = (await find('left@contoso.com'))!;
      await node().store.write('shared', ({ objects }) => {
        const { before, after } = renamed(now, 'Middle@contoso.com');
        return objects.update(before, after);
      });
      expect(await find('left@contoso.com')).toBeUndefined();
      await expect(insertAll(node().store, 'user', [{ userPrincipalName: names[0]! }])).resolves.toHaveLength(1);
      await expect(
        node().store.write('shared', async ({ objects }) => {
          const { before, after } = renamed((await find('middle@contoso.com'))!, names[0]!);
          await objects.update(before, after);
        }),
      ).rejects.toMatchObject(taken('userPrincipalName'));
    });

    test('of two transactions that want one value at once, one gets it', async () => {
      const race = () => insertAll(node().store, 'user', [{ userPrincipalName: 'race@contoso.com' }]);
      const outcomes = await Promise.allSettled([race(), race(), race(), race()]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject(taken('userPrincipalName'));
      }
    });

    test('users are found by several values of one property, ignoring case', async () => {
      const created = await insertAll(node().store, 'user', [
        { employeeId: 'e-1', mail: 'Ännchen@x.com' },
        { employeeId: 'E-2', mail: 'b@x.com' },
        { employeeId: 'e-3' },
      ]);
      await node().store.read(async ({ objects }) => {
        const byId = await objects.findUsersByValues('employeeId', ['E-1', 'e-2', 'none']);
        expect(byId.map(({ id }) => id).sort()).toEqual([created[0]!.id, created[1]!.id].sort());
        expect(await objects.findUsersByValues('mail', ['äNNCHEN@X.com'])).toMatchObject([{ id: created[0]!.id }]);
        expect(await objects.findUsersByValues('mail', [])).toEqual([]);
      });
    });
  });
}
