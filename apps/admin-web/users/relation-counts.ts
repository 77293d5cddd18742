import { graph } from '../graph/graph.ts';

/** What is counted of a person, by the relation that the API counts. */
const counted = {
  groups: 'transitiveMemberOf/microsoft.graph.group',
  ownedGroups: 'ownedObjects/microsoft.graph.group',
  roles: 'memberOf/microsoft.graph.directoryRole',
  reports: 'directReports',
  devices: 'registeredDevices',
  applications: 'appRoleAssignments',
} as const;

export type CountName = keyof typeof counted;
export type RelationCounts = Readonly<Record<CountName, number | undefined>>;

export const countNames = Object.keys(counted) as readonly CountName[];

/** How many there are of each; undefined where the one who asks may not know. */
export async function countRelations(id: string): Promise<RelationCounts> {
  const answers = await graph.batch(
    countNames.map((name) => ({
      method: 'GET' as const,
      path: `/users/${id}/${counted[name]}?$count=true&$top=1&$select=id`,
    })),
  );
  const numbers = answers.map(({ status, body }) =>
    status === 200 ? (body as { '@odata.count'?: number })['@odata.count'] : undefined,
  );
  return Object.fromEntries(countNames.map((name, at) => [name, numbers[at]])) as RelationCounts;
}
