/** The pages of the navigation, in its order, by the name of their text. */
export const places = [
  { name: 'overview', path: '/' },
  { name: 'users', path: '/users' },
  { name: 'groups', path: '/groups' },
  { name: 'devices', path: '/devices' },
  { name: 'roles', path: '/roles' },
  { name: 'external-identities', path: '/external-identities' },
  { name: 'audit', path: '/audit' },
  { name: 'group-settings', path: '/group-settings' },
  { name: 'settings', path: '/settings' },
  { name: 'my', path: '/my' },
] as const;
