// Data: what facts of the change log are called, with the names of Microsoft Entra ID where it has the same.
import type { FactKind } from '../ports/audit-log.ts';
import type { Fact } from '../ports/change-log.ts';

/** What happened, in the words of administrators. */
export interface Activity {
  readonly kind: FactKind;
  readonly displayName: string;
  readonly category: string;
}

type Names = Partial<Record<Fact['action'], string>>;

/** @param links properties of links, whose coming and going is an update with a name of its own */
function activitiesOf(
  objectType: string,
  category: string,
  names: Names,
  links: Readonly<Record<string, string>> = {},
): readonly Activity[] {
  const named = Object.entries(names).map(([action, displayName]) => ({
    kind: {
      objectType,
      action: action as Fact['action'],
      link: null,
      without: action === 'update' ? Object.keys(links) : [],
    },
    displayName,
    category,
  }));
  const what = names.update?.replace('Update ', '') ?? '';
  return [
    ...named,
    ...Object.entries(links).flatMap(([property, of]) => linksOf(objectType, category, property, of, what)),
  ];
}

/** Links that came or went are facts of one kind: which one, their values say. */
function linksOf(objectType: string, category: string, property: string, of: string, to: string): readonly Activity[] {
  return [true, false].map((isAdded) => ({
    kind: { objectType, action: 'update', link: { property, isAdded }, without: [] },
    displayName: isAdded ? `Add ${of} to ${to}` : `Remove ${of} from ${to}`,
    category,
  }));
}

const whole = (what: string): Names => ({
  create: `Add ${what}`,
  update: `Update ${what}`,
  delete: `Delete ${what}`,
  restore: `Restore ${what}`,
  purge: `Hard delete ${what}`,
});
/** What has no bin. */
const plain = (what: string): Names => ({
  create: `Add ${what}`,
  update: `Update ${what}`,
  purge: `Delete ${what}`,
});

/**
 * Every activity.
 *
 * @see Microsoft Learn, "Microsoft Entra audit log categories and activities"
 */
export const activities: readonly Activity[] = [
  ...activitiesOf('user', 'UserManagement', whole('user'), { sponsors: 'sponsor' }),
  ...activitiesOf('group', 'GroupManagement', whole('group'), { members: 'member', owners: 'owner' }),
  ...activitiesOf('device', 'Device', plain('device'), {
    registeredOwners: 'registered owner',
    registeredUsers: 'registered user',
  }),
  ...activitiesOf('application', 'ApplicationManagement', whole('application'), { owners: 'owner' }),
  ...activitiesOf('servicePrincipal', 'ApplicationManagement', whole('service principal'), { owners: 'owner' }),
  ...activitiesOf('extensionProperty', 'ApplicationManagement', plain('extension property')),
  ...activitiesOf('administrativeUnit', 'AdministrativeUnit', whole('administrative unit'), { members: 'member' }),
  ...activitiesOf('roleDefinition', 'RoleManagement', plain('role definition')),
  ...activitiesOf('roleAssignment', 'RoleManagement', {
    create: 'Add member to role',
    update: 'Update member of role',
    purge: 'Remove member from role',
  }),
  ...activitiesOf('roleEligibility', 'RoleManagement', {
    create: 'Add eligible member to role',
    update: 'Update eligible member of role',
    purge: 'Remove eligible member from role',
  }),
  ...activitiesOf('roleRequest', 'RoleManagement', plain('role request')),
  ...activitiesOf('groupAssignment', 'GroupManagement', plain('access to group for a time')),
  ...activitiesOf('groupEligibility', 'GroupManagement', plain('eligible access to group')),
  ...activitiesOf('groupAccessRequest', 'GroupManagement', plain('request for access to group')),
  ...activitiesOf('groupAccessSettings', 'GroupManagement', { update: 'Update settings of access to group' }),
  ...activitiesOf('roleSettings', 'RoleManagement', { update: 'Update role setting' }),
  ...activitiesOf('directoryRole', 'RoleManagement', { create: 'Activate directory role' }),
  ...activitiesOf('authorizationPolicy', 'AuthorizationPolicy', { update: 'Update authorization policy' }),
  ...activitiesOf('policy', 'Policy', plain('policy')),
  ...activitiesOf('identityProvider', 'IdentityProtection', plain('identity provider')),
  ...activitiesOf('organization', 'DirectoryManagement', {
    create: 'Create directory',
    update: 'Set Company Information',
  }),
  ...activitiesOf('domain', 'DirectoryManagement', {
    create: 'Add unverified domain',
    update: 'Update domain',
    purge: 'Remove unverified domain',
  }),
  {
    kind: { objectType: null, action: null, link: null, without: [] },
    displayName: 'Process dynamic group memberships',
    category: 'GroupManagement',
  },
];

const key = (objectType: string | null, action: string | null) => `${objectType} ${action}`;
const byKind = new Map<string, Activity[]>();
for (const activity of activities) {
  const of = key(activity.kind.objectType, activity.kind.action);
  byKind.set(of, [...(byKind.get(of) ?? []), activity]);
}

/** What the fact is called; of a change without facts, what it did. */
export function activityOf(fact: Fact | null): Activity {
  const known = byKind.get(key(fact?.objectType ?? null, fact?.action ?? null)) ?? [];
  const changes = fact?.changes ?? {};
  const linked = known.find(({ kind: { link } }) => {
    const change = link === null ? undefined : changes[link.property];
    return change !== undefined && (change[0] === null) === link!.isAdded;
  });
  return linked ?? known.find(({ kind }) => kind.link === null) ?? unnamed(fact!);
}

function unnamed({ objectType, action }: Fact): Activity {
  const words = objectType.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return {
    kind: { objectType, action, link: null, without: [] },
    displayName: whole(words)[action]!,
    category: 'DirectoryManagement',
  };
}
