import type { Properties } from '../objects/directory-object.ts';
import type { ObjectType } from '../objects/property-definition.ts';

/** What a group is. @see Graph surface spec §12.2 */
export type GroupKind = 'security' | 'Microsoft 365' | 'mail-enabled security' | 'distribution';

/** @returns undefined when the combination of properties is none of the kinds */
export function groupKind(properties: Properties): GroupKind | undefined {
  const isUnified = groupTypesOf(properties).includes('Unified');
  const { mailEnabled, securityEnabled } = properties;
  if (isUnified) return mailEnabled === true ? 'Microsoft 365' : undefined;
  if (mailEnabled === true) return securityEnabled === true ? 'mail-enabled security' : 'distribution';
  return securityEnabled === true ? 'security' : undefined;
}

export function groupTypesOf(properties: Properties): readonly string[] {
  return (properties.groupTypes as readonly string[] | undefined) ?? [];
}

/** True when a rule decides who is a member, be it paused or not. */
export function isDynamic(properties: Properties): boolean {
  return groupTypesOf(properties).includes('DynamicMembership');
}

/** True when the rule is applied. */
export function isRuleActive(properties: Properties): boolean {
  return isDynamic(properties) && properties.membershipRuleProcessingState === 'On';
}

/** Kinds that are kept for reading only: their members and settings come from elsewhere. */
export function isReadOnlyKind(kind: GroupKind | undefined): boolean {
  return kind === 'mail-enabled security' || kind === 'distribution';
}

/** What may be a member: a type, groups apart by kind. */
type Member = Exclude<ObjectType, 'group' | 'application'> | GroupKind;

const containment: Readonly<Record<'security' | 'Microsoft 365' | 'role-assignable', readonly Member[]>> = {
  security: ['user', 'device', 'servicePrincipal', 'security'],
  'Microsoft 365': ['user'],
  'role-assignable': ['user', 'servicePrincipal'],
};

/**
 * Whether an object may become an assigned member.
 *
 * @see B2B and governance spec §3.2
 */
export function mayContain(group: Properties, memberType: ObjectType, member: Properties): boolean {
  const kind = groupKind(group);
  if (kind !== 'security' && kind !== 'Microsoft 365') return false;
  const column = group.isAssignableToRole === true ? 'role-assignable' : kind;
  const row = memberType === 'group' ? groupKind(member) : memberType;
  return row !== undefined && (containment[column] as readonly string[]).includes(row);
}
