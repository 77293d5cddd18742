import type { Row } from '../../lists/list-column.ts';
import type { GroupType, MembershipType } from '../group.ts';

/** What the page of a new group holds while it is filled in. */
export interface NewGroup {
  readonly groupType: Extract<GroupType, 'security' | 'microsoft365'>;
  readonly displayName: string;
  /** The part of the address before the `@`, of a Microsoft 365 group; empty for one made of the name. */
  readonly mailNickname: string;
  readonly description: string;
  readonly isAssignableToRole: boolean;
  readonly membershipType: MembershipType;
  readonly membershipRule: string;
  /** Ids. */
  readonly owners: readonly string[];
  readonly members: readonly string[];
}

/** Who was picked for a new group, with their names. */
export interface PickedByRelation {
  readonly owners: readonly Row[];
  readonly members: readonly Row[];
}

export const emptyGroup: NewGroup = {
  groupType: 'security',
  displayName: '',
  mailNickname: '',
  description: '',
  isAssignableToRole: false,
  membershipType: 'assigned',
  membershipRule: '',
  owners: [],
  members: [],
};

/** Whether groups and devices can be members besides people. */
export function holdsEverything({ groupType, isAssignableToRole }: NewGroup): boolean {
  return groupType === 'security' && !isAssignableToRole;
}

/** How many owners and members one request carries; the API takes no more of both together. */
const mostReferences = 20;

/** A mail nickname of a name: what an address may hold, without accents; empty where nothing is left. */
export function nicknameOf(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^A-Za-z0-9.\-_]/g, '')
    .replaceAll(/^\.+|\.+$/g, '')
    .slice(0, 64);
}

/** What has to be corrected before the group can be made, by the name of the field. */
export type NewGroupFault = 'displayName' | 'mailNickname' | 'membershipRule';

/** The fields that are empty or not to be used; none when the group can be made. */
export function faultsOf(group: NewGroup): readonly NewGroupFault[] {
  const faults: NewGroupFault[] = [];
  if (group.displayName.trim() === '') faults.push('displayName');
  const nickname = group.mailNickname || nicknameOf(group.displayName);
  if (group.groupType === 'microsoft365' && nicknameOf(nickname) !== nickname) faults.push('mailNickname');
  if (group.groupType === 'microsoft365' && nickname === '' && !faults.includes('displayName')) {
    faults.push('mailNickname');
  }
  if (group.membershipType !== 'assigned' && group.membershipRule.trim() === '') faults.push('membershipRule');
  return faults;
}

/** A request that makes the group, and further ones for the owners and members that it has no room for. */
export interface CreationPlan {
  readonly body: Readonly<Record<string, unknown>>;
  /** Bodies of PATCH requests to the new group. */
  readonly more: readonly Readonly<Record<string, unknown>>[];
}

/**
 * What is sent to make a group.
 *
 * @param unused a random text for the nickname of a security group, which has no mailbox; the portal of Entra does the same
 * @param root address of the API with its version
 */
export function creationPlan(group: NewGroup, unused: string, root: string): CreationPlan {
  const isUnified = group.groupType === 'microsoft365';
  const isByRule = group.membershipType !== 'assigned';
  const ids = [
    ...group.owners.map((id) => ({ relation: 'owners', id })),
    ...(isByRule ? [] : group.members).map((id) => ({ relation: 'members', id })),
  ];
  const portions = Array.from({ length: Math.ceil(ids.length / mostReferences) }, (_, at) =>
    boundTo(ids.slice(at * mostReferences, (at + 1) * mostReferences), root),
  );
  const [first = {}, ...more] = portions;
  const types = [...(isUnified ? ['Unified'] : []), ...(isByRule ? ['DynamicMembership'] : [])];
  const body = {
    displayName: group.displayName.trim(),
    ...(group.description.trim() === '' ? {} : { description: group.description.trim() }),
    groupTypes: types,
    mailEnabled: isUnified,
    securityEnabled: !isUnified || group.isAssignableToRole,
    mailNickname: isUnified ? group.mailNickname || nicknameOf(group.displayName) : unused.slice(0, 10),
    ...(group.isAssignableToRole ? { isAssignableToRole: true } : {}),
    ...(isByRule ? { membershipRule: group.membershipRule.trim(), membershipRuleProcessingState: 'On' } : {}),
    ...first,
  };
  return { body, more };
}

function boundTo(ids: readonly { relation: string; id: string }[], root: string): Record<string, string[]> {
  const bound: Record<string, string[]> = {};
  for (const { relation, id } of ids) {
    bound[`${relation}@odata.bind`] ??= [];
    bound[`${relation}@odata.bind`]!.push(`${root}/directoryObjects/${id}`);
  }
  return bound;
}
