import type { ObjectType, RelationName } from '@muster/directory';

/** A relation that `$expand` can follow. */
export type ExpandableRelation = RelationName | 'manager';

/** A relation of a type to directory objects. */
export interface Navigation {
  readonly isCollection: boolean;
  /** Types the related objects may have. */
  readonly targets: readonly ObjectType[];
  /** `$select` inside `$expand` counts; elsewhere it is ignored. */
  readonly honoursNestedSelect: boolean;
}

function toMany(targets: readonly ObjectType[], honoursNestedSelect = false): Navigation {
  return { isCollection: true, targets, honoursNestedSelect };
}

const principals = ['user', 'servicePrincipal'] as const;
const members = ['user', 'group', 'device', 'servicePrincipal'] as const;
const memberOf = toMany(['group', 'administrativeUnit'], true);
const owners = toMany(principals, true);

/**
 * Type → its relations to directory objects, as far as they can be listed here.
 *
 * @see Graph schema v1.0; Graph surface spec §4.8 for the nested `$select`
 */
export const navigations: Readonly<Record<ObjectType, Readonly<Partial<Record<ExpandableRelation, Navigation>>>>> = {
  user: {
    directReports: toMany(['user']),
    manager: { isCollection: false, targets: ['user'], honoursNestedSelect: true },
    memberOf,
    ownedDevices: toMany(['device']),
    ownedObjects: toMany(['group', 'application', 'servicePrincipal']),
    registeredDevices: toMany(['device']),
    sponsorOf: toMany(['user']),
    sponsors: toMany(['user', 'group']),
    transitiveMemberOf: memberOf,
  },
  group: {
    memberOf,
    members: toMany(members, true),
    owners,
    transitiveMemberOf: memberOf,
    transitiveMembers: toMany(members),
  },
  device: {
    memberOf,
    registeredOwners: toMany(principals),
    registeredUsers: toMany(principals),
    transitiveMemberOf: memberOf,
  },
  application: { owners },
  servicePrincipal: {
    memberOf,
    ownedObjects: toMany(['group', 'application', 'servicePrincipal']),
    owners,
    transitiveMemberOf: memberOf,
  },
  administrativeUnit: { members: toMany(['user', 'group', 'device'], true) },
};

const canonicalNames = new Map(
  Object.entries(navigations).map(([type, table]) => [
    type as ObjectType,
    new Map(Object.keys(table).map((name) => [name.toLowerCase(), name as ExpandableRelation])),
  ]),
);

/** The relation's name in the schema's spelling, found ignoring case; undefined when the type has no such relation. */
export function navigationName(type: ObjectType, name: string): ExpandableRelation | undefined {
  return canonicalNames.get(type)!.get(name.toLowerCase());
}
