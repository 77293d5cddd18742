import type { Row } from '../../lists/list-column.ts';

/** What somebody is to get beside groups. */
export interface MoreAssignments {
  readonly roles: readonly Row[];
  readonly units: readonly Row[];
}

export const noMore: MoreAssignments = { roles: [], units: [] };

/** The requests, the units first: whoever administers a unit alone has rights over those in it. */
export function requestsOf(userId: string, { roles, units }: MoreAssignments) {
  const member = { '@odata.id': `/v1.0/directoryObjects/${userId}` };
  return [
    ...units.map((what) => ({ what, path: `/directory/administrativeUnits/${what.id}/members/$ref`, body: member })),
    ...roles.map((what) => ({
      what,
      path: '/roleManagement/directory/roleAssignments',
      body: { principalId: userId, roleDefinitionId: what.id, directoryScopeId: '/' },
    })),
  ];
}
