import type { AppRoleAssignment, AppRoleAssignmentQuery } from '@muster/directory';
import { newObjectId, type ObjectNumber } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { newObject, noon } from '../sample-objects.ts';

const anAssignment = (more: Partial<AppRoleAssignment> = {}): AppRoleAssignment => ({
  id: newObjectId(),
  appRoleId: newObjectId(),
  principalId: newObjectId(),
  principalNumber: 1_000_000 as ObjectNumber,
  principalType: 'User',
  resourceId: newObjectId(),
  createdAt: noon,
  ...more,
});

export function appRoleContract(node: () => OpenStore): void {
  describe('assignments to applications', () => {
    const read: OpenStore['store']['read'] = (work) => node().store.read(work);
    const write: OpenStore['store']['write'] = (key, work) => node().store.write(key, work);
    const idsOf = async (query: AppRoleAssignmentQuery) => {
      const found = await read(({ appRoles }) => appRoles.listAppRoleAssignments(query, { limit: 9 }));
      expect(await read(({ appRoles }) => appRoles.countAppRoleAssignments(query))).toBe(found.length);
      return found.map(({ id }) => id);
    };

    test('are there once, and found by principal, groups, resource and role', async () => {
      const own = anAssignment();
      const { principalId, resourceId, appRoleId } = own;
      const ofGroup = anAssignment({ resourceId, principalType: 'Group', principalNumber: 1_000_001 as ObjectNumber });
      const elsewhere = anAssignment({ principalId });
      const all = [own, ofGroup, elsewhere];
      const insert = (given: readonly AppRoleAssignment[]) =>
        write('shared', ({ appRoles }) => appRoles.insertAppRoleAssignments(given));
      expect(await insert(all)).toBe(3);
      expect(await insert([{ ...own, id: newObjectId() }])).toBe(0);
      const sorted = (...given: readonly AppRoleAssignment[]) => given.map(({ id }) => id).sort();
      expect(await idsOf({ of: { id: principalId } })).toEqual(sorted(own, elsewhere));
      expect(await idsOf({ of: { id: principalId, groups: [1_000_001, 1_000_000] } })).toEqual(sorted(...all));
      expect(await idsOf({ resourceId })).toEqual(sorted(own, ofGroup));
      expect(await idsOf({ resourceId, appRoleId })).toEqual([own.id]);
      expect(await idsOf({ resourceId, principalType: 'Group' })).toEqual([ofGroup.id]);
      expect(await idsOf({ resourceId, principalId })).toEqual([own.id]);
      expect(await read(({ appRoles }) => appRoles.findAppRoleAssignment(own.id))).toEqual(own);
      const [first, second] = sorted(...all);
      const page = { after: first!, limit: 1 };
      const next = await read(({ appRoles }) =>
        appRoles.listAppRoleAssignments({ of: { id: principalId, groups: [1_000_001] } }, page),
      );
      expect(next.map(({ id }) => id)).toEqual([second]);
      await write('shared', ({ appRoles }) => appRoles.removeAppRoleAssignment(own.id));
      expect(await idsOf({ resourceId })).toEqual([ofGroup.id]);
    });

    test('go when the principal or the application is removed for good', async () => {
      const made = await write('shared', async ({ objects }) => {
        const [a, b] = await objects.takeNumbers(2);
        const both = [newObject('user', a!), newObject('servicePrincipal', b!)] as const;
        for (const each of both) await objects.insert([each]);
        return both.map((each) => ({ ...each, version: 1, deletedAt: null }));
      });
      const [user, principal] = made;
      const given = [anAssignment({ principalId: user!.id }), anAssignment({ resourceId: principal!.id })];
      await write('shared', ({ appRoles }) => appRoles.insertAppRoleAssignments(given));
      await write('shared', ({ objects }) => objects.purge(made));
      expect(await idsOf({ of: { id: user!.id } })).toEqual([]);
      expect(await idsOf({ resourceId: principal!.id })).toEqual([]);
    });
  });
}
