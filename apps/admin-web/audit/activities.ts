// Data: the activities of the change log by the names that the API gives them, and of what they are made.
/** What an activity is about. */
export type Noun = keyof typeof nouns;

export type Form = 'create' | 'update' | 'delete' | 'restore' | 'purge' | 'add' | 'remove';

/** How an activity is told. */
export interface Activity {
  readonly category: string;
  readonly noun: Noun;
  readonly form: Form;
  /** For links: what the linked object is to the other. */
  readonly link?: Link;
}

export type Link = 'member' | 'owner' | 'sponsor' | 'registeredOwner' | 'registeredUser';

const links: Readonly<Record<Link, string>> = {
  member: 'member',
  owner: 'owner',
  sponsor: 'sponsor',
  registeredOwner: 'registered owner',
  registeredUser: 'registered user',
};

const whole = { create: 'Add', update: 'Update', delete: 'Delete', restore: 'Restore', purge: 'Hard delete' } as const;
const plain = { create: 'Add', update: 'Update', purge: 'Delete' } as const;

interface Told {
  readonly category: string;
  readonly name: string;
  readonly verbs: Partial<Record<Form, string>>;
  readonly links?: readonly Link[];
}

const nouns = {
  user: { category: 'UserManagement', name: 'user', verbs: whole, links: ['sponsor'] },
  group: { category: 'GroupManagement', name: 'group', verbs: whole, links: ['member', 'owner'] },
  device: { category: 'Device', name: 'device', verbs: plain, links: ['registeredOwner', 'registeredUser'] },
  application: { category: 'ApplicationManagement', name: 'application', verbs: whole, links: ['owner'] },
  servicePrincipal: { category: 'ApplicationManagement', name: 'service principal', verbs: whole, links: ['owner'] },
  extensionProperty: { category: 'ApplicationManagement', name: 'extension property', verbs: plain },
  administrativeUnit: { category: 'AdministrativeUnit', name: 'administrative unit', verbs: whole, links: ['member'] },
  roleDefinition: { category: 'RoleManagement', name: 'role definition', verbs: plain },
  roleAssignment: {
    category: 'RoleManagement',
    name: '',
    verbs: { create: 'Add member to role', update: 'Update member of role', purge: 'Remove member from role' },
  },
  roleEligibility: {
    category: 'RoleManagement',
    name: '',
    verbs: {
      create: 'Add eligible member to role',
      update: 'Update eligible member of role',
      purge: 'Remove eligible member from role',
    },
  },
  roleRequest: { category: 'RoleManagement', name: 'role request', verbs: plain },
  groupAssignment: { category: 'GroupManagement', name: 'access to group for a time', verbs: plain },
  groupEligibility: { category: 'GroupManagement', name: 'eligible access to group', verbs: plain },
  groupAccessRequest: { category: 'GroupManagement', name: 'request for access to group', verbs: plain },
  groupAccessSettings: {
    category: 'GroupManagement',
    name: 'settings of access to group',
    verbs: { update: 'Update' },
  },
  roleSettings: { category: 'RoleManagement', name: 'role setting', verbs: { update: 'Update' } },
  directoryRole: { category: 'RoleManagement', name: 'directory role', verbs: { create: 'Activate' } },
  authorizationPolicy: { category: 'AuthorizationPolicy', name: 'authorization policy', verbs: { update: 'Update' } },
  policy: { category: 'Policy', name: 'policy', verbs: plain },
  identityProvider: { category: 'IdentityProtection', name: 'identity provider', verbs: plain },
  organization: {
    category: 'DirectoryManagement',
    name: '',
    verbs: { create: 'Create directory', update: 'Set Company Information' },
  },
  domain: {
    category: 'DirectoryManagement',
    name: '',
    verbs: { create: 'Add unverified domain', update: 'Update domain', purge: 'Remove unverified domain' },
  },
  membershipRules: {
    category: 'GroupManagement',
    name: '',
    verbs: { update: 'Process dynamic group memberships' },
  },
} satisfies Record<string, Told>;

function* named(): Generator<[string, Activity]> {
  for (const [key, told] of Object.entries(nouns) as [Noun, Told][]) {
    const { category, name } = told;
    const base = { category, noun: key };
    for (const [form, verb] of Object.entries(told.verbs))
      yield [`${verb} ${name}`.trim(), { ...base, form: form as Form }];
    for (const link of told.links ?? []) {
      yield [`Add ${links[link]} to ${name}`, { ...base, form: 'add', link }];
      yield [`Remove ${links[link]} from ${name}`, { ...base, form: 'remove', link }];
    }
  }
}

/** Every activity that is known here, by its name in the API. */
export const activities: ReadonlyMap<string, Activity> = new Map(named());

/** Every category, in the order of the alphabet. */
export const categories: readonly string[] = [
  ...new Set([...activities.values()].map(({ category }) => category)),
].sort();
