/** Where an account comes from. */
export function originOf(user: Readonly<Record<string, unknown>>): 'synced' | 'invited' | 'here' {
  if (user.onPremisesSyncEnabled === true) return 'synced';
  return user.creationType === 'Invitation' ? 'invited' : 'here';
}

/** They sign in elsewhere: their name carries the mark of it, or they were invited. */
export const isExternal = (user: Readonly<Record<string, unknown>>) =>
  user.creationType === 'Invitation' || typeof user.externalUserState === 'string';
