import type { Instant } from '@muster/kernel';
import { systemClock } from '@muster/server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGroup, createUser, type Json, namesIn } from './graph-client.ts';
import { type StartedServer, startServer } from './started-server.ts';

const minute = 60_000;
/** How far the server's clock is ahead of the machine's; less than a token lives. */
let ahead = 0;
let muster: StartedServer;
beforeAll(async () => {
  muster = await startServer({}, () => (systemClock() + ahead) as Instant);
});
afterAll(() => muster.stop());

const members = (group: Json) => namesIn(muster.graph, `/groups/${group.id}/members?$select=displayName`);
const inMinutes = (minutes: number) => new Date(systemClock() + minutes * minute).toISOString();
const day = 24 * 60;

describe('rules about time', () => {
  it('move people when their moment comes, without anybody writing', async () => {
    const started = await createGroup(muster.graph, 'Started', 'user.employeeHireDate -le system.now');
    const soon = await createGroup(
      muster.graph,
      'Starts tomorrow or later',
      'user.employeeHireDate -ge system.now -plus p1d',
    );
    await createUser(muster.graph, 'long-ago', { employeeHireDate: inMinutes(-400 * day) });
    await createUser(muster.graph, 'in-20-minutes', { employeeHireDate: inMinutes(20) });
    await createUser(muster.graph, 'in-a-day', { employeeHireDate: inMinutes(day + 20) });
    const late = await createUser(muster.graph, 'in-a-year', { employeeHireDate: inMinutes(365 * day) });
    await createUser(muster.graph, 'no-date');
    await muster.settled();
    expect(await members(started)).toEqual(['long-ago']);
    expect(await members(soon)).toEqual(['in-a-day', 'in-a-year']);

    ahead = 10 * minute;
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect([await members(started), await members(soon)]).toEqual([['long-ago'], ['in-a-day', 'in-a-year']]);

    ahead = 30 * minute;
    await expect.poll(() => members(started), { timeout: 10_000 }).toEqual(['in-20-minutes', 'long-ago']);
    await expect.poll(() => members(soon), { timeout: 10_000 }).toEqual(['in-a-year']);

    await muster.graph.api(`/users/${late.id}`).patch({ employeeHireDate: inMinutes(25) });
    expect(await members(started)).toEqual(['in-20-minutes', 'in-a-year', 'long-ago']);
    expect(await members(soon)).toEqual([]);
    await muster.graph.api(`/users/${late.id}`).patch({ employeeHireDate: null });
    expect(await members(started)).toEqual(['in-20-minutes', 'long-ago']);
  });
});

describe('schedules', () => {
  it('of groups and roles begin and end, without anybody asking', async () => {
    const properties = { displayName: 'Vault', mailEnabled: false, mailNickname: 'vault', securityEnabled: true };
    const group = await muster.graph.api('/groups').post(properties);
    const person = await createUser(muster.graph, 'for-a-moment');
    const inSeconds = (seconds: number) => new Date(systemClock() + ahead + seconds * 1000).toISOString();
    const asked = {
      action: 'adminAssign',
      principalId: person.id,
      justification: 'x',
      scheduleInfo: {
        startDateTime: inSeconds(1),
        expiration: { type: 'afterDateTime', endDateTime: inSeconds(3) },
      },
    };
    const groups = '/identityGovernance/privilegedAccess/group/assignmentScheduleRequests';
    const roles = '/roleManagement/directory/roleAssignmentScheduleRequests';
    const role = { roleDefinitionId: '4a5d8f65-41da-4de4-8968-e035b65339cf', directoryScopeId: '/' };
    const ofGroup = await muster.graph.api(groups).post({ ...asked, groupId: group.id, accessId: 'member' });
    const ofRole = await muster.graph.api(roles).post({ ...asked, ...role });
    expect([ofGroup.status, ofRole.status]).toEqual(['ScheduleCreated', 'ScheduleCreated']);
    await expect.poll(() => members(group), { timeout: 10_000 }).toEqual(['for-a-moment']);
    await expect.poll(() => members(group), { timeout: 10_000 }).toEqual([]);
    // The loop has written down that both had begun.
    for (const path of [`${groups}/${ofGroup.id}`, `${roles}/${ofRole.id}`]) {
      expect((await muster.graph.api(path).get()).status).toBe('Provisioned');
    }
  });
});
