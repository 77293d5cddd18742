import type { CustomRole, RoleAssignment } from '@muster/directory';
import { type Instant, newObjectId, type ObjectId } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { insertAll, newObject, noon } from '../sample-objects.ts';

const aRole = (displayName: string): CustomRole => ({
  id: newObjectId(),
  displayName,
  description: null,
  isEnabled: true,
  actions: ['microsoft.directory/users/standard/read'],
  version: '1',
  createdAt: noon,
});

const anAssignment = (more: Partial<RoleAssignment> = {}): RoleAssignment => ({
  id: newObjectId(),
  roleId: newObjectId(),
  principalId: newObjectId(),
  principalType: 'user',
  scope: '/',
  createdAt: noon,
  startsAt: noon,
  endsAt: null,
  requestId: null,
  activatedUsing: null,
  isBegun: true,
  ...more,
});

export function roleContract(node: () => OpenStore): void {
  describe('roles', () => {
    const read: OpenStore['store']['read'] = (work) => node().store.read(work);
    const write: OpenStore['store']['write'] = (key, work) => node().store.write(key, work);

    test('of the organisation are stored, changed, removed, and listed by name', async () => {
      const [second, first] = [aRole('Beta'), aRole('alpha')];
      await write('shared', async ({ roles }) => {
        await roles.saveCustomRole(second);
        await roles.saveCustomRole(first);
      });
      expect(await read(({ roles }) => roles.customRoles())).toEqual([first, second]);
      const changed = { ...second, description: 'x', isEnabled: false, actions: [], version: null };
      await write('shared', async ({ roles }) => {
        await roles.saveCustomRole(changed);
        await roles.removeCustomRole(first.id);
      });
      expect(await read(({ roles }) => roles.customRoles())).toEqual([changed]);
      await write('shared', ({ roles }) => roles.removeCustomRole(second.id));
    });

    test('are assigned once at each place, and found by whatever is asked for', async () => {
      const one = anAssignment();
      const two = anAssignment({
        ...one,
        id: newObjectId(),
        scope: `/${newObjectId()}`,
        createdAt: (noon + 1) as Instant,
      });
      const three = anAssignment({ createdAt: (noon + 2) as Instant });
      await write('shared', async ({ roles }) => {
        for (const each of [three, two, one]) expect(await roles.insertAssignment(each)).toBe(true);
        expect(await roles.insertAssignment({ ...one, id: newObjectId() })).toBe(false);
      });
      await read(async ({ roles }) => {
        expect(await roles.assignments()).toEqual([one, two, three]);
        expect(await roles.assignments({ id: two.id })).toEqual([two]);
        expect(await roles.assignments({ roleId: one.roleId })).toEqual([one, two]);
        expect(await roles.assignments({ principals: [three.principalId, newObjectId()] })).toEqual([three]);
        expect(await roles.assignments({ roleId: one.roleId, scope: '/' })).toEqual([one]);
        const byId = [one, two, three].sort((a, b) => (a.id < b.id ? -1 : 1));
        const pageAfter = (after: ObjectId | null) => roles.assignments({ page: { after, limit: 2 } });
        expect(await pageAfter(null)).toEqual(byId.slice(0, 2));
        expect(await pageAfter(byId[1]!.id)).toEqual(byId.slice(2));
        expect(await roles.assignmentsReaching(three.principalId, noon)).toEqual([
          { ...three, groupNumber: null, eligibleGroupNumber: null, unitNumber: null },
        ]);
      });
      await write('shared', ({ roles }) => roles.removeAssignments([one.id, two.id]));
      expect(await read(({ roles }) => roles.assignments())).toEqual([three]);
      await write('shared', ({ roles }) => roles.removeAssignments([three.id]));
    });

    test('of living groups reach everybody, with the number of the group', async () => {
      const properties = { isAssignableToRole: true };
      const [living, deleted] = await insertAll(node().store, 'group', [properties, properties]);
      const plain = newObject('group', 1);
      const own = anAssignment({ principalId: living!.id, principalType: 'group' });
      await write('shared', async ({ objects, roles }) => {
        const before = await objects.lock('group', deleted!.id);
        await objects.update(before!, { ...before!, version: 2, deletedAt: noon });
        await roles.insertAssignment(own);
        await roles.insertAssignment(anAssignment({ principalId: deleted!.id, principalType: 'group' }));
      });
      await read(async ({ roles }) => {
        const anybody = await roles.assignmentsReaching(newObjectId(), noon);
        expect(anybody).toEqual([{ ...own, groupNumber: living!.number, eligibleGroupNumber: null, unitNumber: null }]);
        const groups = await roles.assignableGroups();
        expect(groups).toContainEqual({ id: living!.id, number: living!.number });
        for (const { id } of [deleted!, plain]) expect(groups.map((group) => group.id)).not.toContain(id);
      });
    });

    test('in an administrative unit come with its number while it lives', async () => {
      const [living, deleted] = await insertAll(node().store, 'administrativeUnit', [{}, {}]);
      const [at, nowhere, beside] = [living!, deleted!, { id: newObjectId() }].map(({ id }) =>
        anAssignment({ scope: `/administrativeUnits/${id}` }),
      );
      const { principalId } = at!;
      await write('shared', async ({ objects, roles }) => {
        const before = await objects.lock('administrativeUnit', deleted!.id);
        await objects.update(before!, { ...before!, version: 2, deletedAt: noon });
        for (const each of [at, nowhere, beside]) await roles.insertAssignment({ ...each!, principalId });
      });
      const reaching = await read(({ roles }) => roles.assignmentsReaching(principalId, noon));
      const own = reaching.filter((each) => each.principalId === principalId);
      expect(new Map(own.map((each) => [each.id, each.unitNumber]))).toEqual(
        new Map([
          [at!.id, living!.number],
          [nowhere!.id, null],
          [beside!.id, null],
        ]),
      );
      await write('shared', ({ roles }) => roles.removeAssignments(own.map(({ id }) => id)));
    });

    test('are activated once', async () => {
      const role = { id: newObjectId(), templateId: newObjectId() };
      await write('shared', async ({ roles }) => {
        expect(await roles.activateRole(role)).toBe(true);
        expect(await roles.activateRole({ ...role, id: newObjectId() })).toBe(false);
      });
      expect(await read(({ roles }) => roles.activatedRoles())).toEqual([role]);
    });
  });
}
