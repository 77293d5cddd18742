import { describe, expect, it } from 'vitest';
import { accessPath, endedAccess, heldKey, heldOf } from './held.ts';
import type { AccessRequest, AccessSchedule } from './role-records.ts';

const role = (roleDefinitionId: string) => ({ roleDefinitionId, directoryScopeId: '/' });
const request = (of: string, action: string, status = 'Provisioned') =>
  ({ ...role(of), action, status }) as AccessRequest;
const schedule = (of: string) => role(of) as AccessSchedule;

describe('what is held', () => {
  it('is a role or access to a group', () => {
    const group = { groupId: 'g', accessId: 'owner' } as AccessSchedule;
    expect([heldKey(heldOf(group)), heldKey(heldOf(schedule('r')))]).toEqual(['g owner', 'r /']);
    expect(accessPath('role', 'eligibility', 'Schedules')).toBe('/roleManagement/directory/roleEligibilitySchedules');
    expect(accessPath('group', 'assignment', 'ScheduleRequests')).toBe(
      '/identityGovernance/privilegedAccess/group/assignmentScheduleRequests',
    );
  });

  it('has ended when it was granted, is held no more, and was not taken away', () => {
    const requests = [
      request('ended', 'selfRenew', 'Denied'),
      request('taken', 'adminRemove', 'Revoked'),
      request('ended', 'adminExtend'),
      request('held', 'adminAssign'),
      request('taken', 'adminAssign'),
      request('ended', 'adminAssign'),
    ];
    expect(endedAccess(requests, [schedule('held')])).toEqual([requests[2]]);
  });
});
