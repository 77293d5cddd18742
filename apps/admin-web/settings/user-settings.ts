/** What members may do without a role, as far as the directory heeds it. */
export const memberRights = [
  'allowedToReadOtherUsers',
  'allowedToCreateSecurityGroups',
  'allowedToCreateApps',
] as const;
export type MemberRight = (typeof memberRights)[number];

export interface AuthorizationPolicy {
  readonly defaultUserRolePermissions: Readonly<Record<MemberRight, boolean>>;
}

type Changed = Readonly<Record<string, unknown>>;

/** The rights that are taken away by what was changed. */
export function rightsLost(
  changed: Changed,
  { defaultUserRolePermissions: before }: AuthorizationPolicy,
): readonly MemberRight[] {
  return memberRights.filter((right) => before[right] && changed[right] === false);
}
