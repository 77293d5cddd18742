import type {
  AccessRequest,
  GroupSchedule,
  GroupScheduleFilter,
  RoleEligibility,
  StoredAccessSettings,
} from '@muster/directory';
import { type Instant, newObjectId, type ObjectNumber } from '@muster/kernel';
import { describe, expect, test } from 'vitest';
import type { OpenStore } from '../../open-store.ts';
import { insertAll, noon } from '../sample-objects.ts';

const later = (ms: number) => (noon + ms) as Instant;

const anEligibility = (more: Partial<RoleEligibility> = {}): RoleEligibility => ({
  id: newObjectId(),
  roleId: newObjectId(),
  principalId: newObjectId(),
  principalType: 'user',
  scope: '/',
  createdAt: noon,
  startsAt: noon,
  endsAt: later(10),
  requestId: newObjectId(),
  isBegun: true,
  ...more,
});

const aRequest = (more: Partial<AccessRequest> = {}): AccessRequest => ({
  id: newObjectId(),
  kind: 'assignment',
  action: 'selfActivate',
  status: 'PendingApproval',
  held: { type: 'role', id: newObjectId(), scope: '/' },
  principalId: newObjectId(),
  justification: 'x',
  ticket: { ticketNumber: '1', ticketSystem: null },
  wanted: { startsAt: noon, expiration: 'afterDuration', duration: 'PT1H', endsAt: null },
  scheduleId: null,
  needsApproval: true,
  createdAt: noon,
  createdBy: { kind: 'user', id: newObjectId(), name: 'x' },
  completedAt: null,
  waitsUntil: later(5),
  review: null,
  ...more,
});

const aGroupSchedule = (more: Partial<GroupSchedule> = {}): GroupSchedule => ({
  id: newObjectId(),
  kind: 'eligibility',
  groupId: newObjectId(),
  groupNumber: 7 as ObjectNumber,
  access: 'member',
  principalId: newObjectId(),
  principalNumber: 8 as ObjectNumber,
  principalType: 'user',
  createdAt: noon,
  startsAt: noon,
  endsAt: later(10),
  requestId: newObjectId(),
  activatedUsing: null,
  isBegun: true,
  ...more,
});

/** Whose it is and of what, for another schedule. */
const sameBut = ({ groupId, groupNumber, principalId }: GroupSchedule) => ({ groupId, groupNumber, principalId });

export function privilegedAccessContract(node: () => OpenStore): void {
  describe('roles for a time', () => {
    const read: OpenStore['store']['read'] = (work) => node().store.read(work);
    const write: OpenStore['store']['write'] = (key, work) => node().store.write(key, work);

    test('an assignment counts between its beginning and its end, and as long as what was activated does', async () => {
      const eligibility = anEligibility();
      const { principalId, roleId } = eligibility;
      const held = {
        ...anEligibility({ principalId, roleId, startsAt: later(2), endsAt: later(20), isBegun: false }),
        activatedUsing: eligibility.id,
      };
      await write('shared', async ({ roles, privilegedAccess }) => {
        await privilegedAccess.insertEligibility(eligibility);
        await roles.insertAssignment(held);
      });
      const reaching = async (at: number) => {
        const all = await read(({ roles }) => roles.assignmentsReaching(principalId, later(at)));
        return all.filter((each) => each.principalId === principalId);
      };
      const listed = (at: number) =>
        read(({ roles }) => roles.assignments({ principals: [principalId], at: later(at) }));
      expect([await reaching(1), await reaching(10)]).toEqual([[], []]);
      expect(await reaching(2)).toEqual([{ ...held, groupNumber: null, eligibleGroupNumber: null, unitNumber: null }]);
      expect([(await listed(1)).length, (await listed(19)).length, (await listed(20)).length]).toEqual([0, 1, 0]);
      const moved = { ...held, endsAt: later(4), isBegun: true };
      await write('shared', ({ roles }) => roles.updateAssignment(moved));
      expect(await read(({ roles }) => roles.assignments({ id: held.id }))).toEqual([moved]);
      expect(await reaching(4)).toEqual([]);
      await write('shared', async ({ roles, privilegedAccess }) => {
        await roles.removeAssignments([held.id]);
        await privilegedAccess.removeEligibilities([eligibility.id]);
      });
    });

    test('eligibilities are there once, changed and removed', async () => {
      const one = anEligibility();
      await write('shared', async ({ privilegedAccess }) => {
        expect(await privilegedAccess.insertEligibility(one)).toBe(true);
        expect(await privilegedAccess.insertEligibility({ ...one, id: newObjectId() })).toBe(false);
      });
      const changed = { ...one, startsAt: later(1), endsAt: null, isBegun: false };
      await write('shared', ({ privilegedAccess }) => privilegedAccess.updateEligibility(changed));
      const own = () => read(({ privilegedAccess }) => privilegedAccess.eligibilities([one.principalId]));
      expect(await own()).toEqual([changed]);
      await write('shared', ({ privilegedAccess }) => privilegedAccess.removeEligibilities([one.id]));
      expect(await own()).toEqual([]);
    });

    test('requests are kept, answered and found', async () => {
      const [first, second] = [aRequest(), aRequest({ createdAt: later(1), needsApproval: false })];
      await write('shared', async ({ privilegedAccess }) => {
        for (const each of [first, second]) await privilegedAccess.saveRequest(each);
      });
      await read(async ({ privilegedAccess }) => {
        const found = (more: object) => privilegedAccess.requests({ limit: 10, ...more });
        expect(await found({})).toEqual([second, first]);
        expect(await found({ limit: 1 })).toEqual([second]);
        const { id, principalId, held, createdBy } = first;
        for (const more of [
          { id },
          { principalId },
          { type: held.type, heldId: held.id, scope: held.scope },
          { createdBy: createdBy.id },
          { needsApproval: true },
        ]) {
          expect(await found(more)).toEqual([first]);
        }
        for (const more of [
          { kind: 'eligibility' },
          { type: 'group' },
          { scope: '/x' },
          { status: 'Denied' },
          { waitedUntil: later(4) },
        ]) {
          expect(await found(more)).toEqual([]);
        }
        expect(await found({ waitedUntil: later(5) })).toHaveLength(2);
        expect(await privilegedAccess.nextTurn()).toBe(later(5));
      });
      const review = { isApproved: false, by: { id: newObjectId(), name: 'y' }, justification: null, at: noon };
      const answered = { ...first, status: 'Denied', waitsUntil: null, completedAt: noon, review } as const;
      await write('shared', async ({ privilegedAccess }) => {
        await privilegedAccess.saveRequest(answered);
        await privilegedAccess.saveRequest({ ...second, waitsUntil: null });
      });
      expect(await read(({ privilegedAccess }) => privilegedAccess.requests({ id: first.id, limit: 1 }))).toEqual([
        answered,
      ]);
      expect(await read(({ privilegedAccess }) => privilegedAccess.nextTurn())).toBeNull();
    });

    test('schedules of groups are kept, found, and turn', async () => {
      const one = aGroupSchedule();
      const made = aGroupSchedule({
        ...sameBut(one),
        kind: 'assignment',
        activatedUsing: one.id,
        createdAt: later(1),
        startsAt: later(3),
      });
      await write('shared', async ({ privilegedAccess }) => {
        for (const each of [one, made]) await privilegedAccess.saveGroupSchedule({ ...each, isBegun: false });
        await privilegedAccess.saveGroupSchedule(one);
      });
      await read(async ({ privilegedAccess }) => {
        const { groupId, groupNumber, principalId } = one;
        const found = (more: GroupScheduleFilter) => privilegedAccess.groupSchedules({ groups: [groupId], ...more });
        const waiting = { ...made, isBegun: false };
        expect(await found({})).toEqual([one, waiting]);
        expect(await found({ limit: 1 })).toEqual([one]);
        for (const more of [{ id: one.id }, { kind: 'eligibility' }] as const) expect(await found(more)).toEqual([one]);
        for (const more of [{ activatedUsing: [one.id] }, { due: later(9) }])
          expect(await found(more)).toEqual([waiting]);
        expect(await found({ groupNumbers: [groupNumber], principals: [principalId], access: 'member' })).toHaveLength(
          2,
        );
        for (const more of [{ access: 'owner' }, { due: later(2) }, { isAssignableToRole: true }] as const) {
          expect(await found(more)).toEqual([]);
        }
        expect(await found({ due: later(10) })).toHaveLength(2);
        expect(await privilegedAccess.nextTurn()).toBe(later(3));
      });
      const again = write('shared', ({ privilegedAccess }) =>
        privilegedAccess.saveGroupSchedule(aGroupSchedule(sameBut(one))),
      );
      await expect(again).rejects.toThrow();
      await write('shared', ({ privilegedAccess }) => privilegedAccess.removeGroupSchedules([one.id, made.id]));
      expect(await read(({ privilegedAccess }) => privilegedAccess.groupSchedules({}))).toEqual([]);
      expect(await read(({ privilegedAccess }) => privilegedAccess.nextTurn())).toBeNull();
    });

    test('what a group holds is none of whoever was in it for a time that is over', async () => {
      const [group] = await insertAll(node().store, 'group', [{ isAssignableToRole: true, securityEnabled: true }]);
      const person = aGroupSchedule({ groupId: group!.id, kind: 'assignment', endsAt: later(5) });
      const held = {
        ...anEligibility({ principalId: group!.id, principalType: 'group', endsAt: null }),
        activatedUsing: null,
      };
      await write('shared', async ({ roles, privilegedAccess }) => {
        await roles.insertAssignment(held);
        await privilegedAccess.saveGroupSchedule(person);
      });
      const reaching = async (at: number) => {
        const all = await read(({ roles }) => roles.assignmentsReaching(person.principalId, later(at)));
        return all.map((each) => each.id).filter((id) => id === held.id);
      };
      expect([await reaching(4), await reaching(5)]).toEqual([[held.id], []]);
      await write('shared', async ({ roles, privilegedAccess }) => {
        await roles.removeAssignments([held.id]);
        await privilegedAccess.removeGroupSchedules([person.id]);
      });
    });

    test('settings of a role, and of each access to a group, are kept', async () => {
      const settings: StoredAccessSettings = {
        governed: { type: 'role', id: newObjectId() },
        rules: { Expiration_Admin_Assignment: { isExpirationRequired: true } },
        modifiedAt: noon,
        modifiedBy: { id: null, name: 'x' },
      };
      const { id } = settings.governed;
      const stored = (type: 'role' | 'group') =>
        read(({ privilegedAccess }) => privilegedAccess.accessSettings(type, [id]));
      expect(await stored('role')).toEqual([]);
      const save = (each: StoredAccessSettings) =>
        write('shared', ({ privilegedAccess }) => privilegedAccess.saveAccessSettings(each));
      await save(settings);
      const changed = { ...settings, rules: {}, modifiedAt: later(1) };
      await save(changed);
      const ofOwners: StoredAccessSettings = { ...settings, governed: { type: 'group', id, scope: 'owner' } };
      await save(ofOwners);
      expect([await stored('role'), await stored('group')]).toEqual([[changed], [ofOwners]]);
      expect(await read(({ privilegedAccess }) => privilegedAccess.accessSettings('group'))).toContainEqual(ofOwners);
    });
  });
}
