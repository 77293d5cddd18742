/** Pages on which something is made, by the name of their text, each with the place for whose people it is. */
export const creations = [
  { name: 'newUser', path: '/users/new', place: 'users' },
  { name: 'inviteUser', path: '/users/invite', place: 'users' },
  { name: 'inviteMany', path: '/users/invite-many', place: 'users' },
  { name: 'newGroup', path: '/groups/new', place: 'groups' },
  { name: 'newDevice', path: '/devices/new', place: 'devices' },
  { name: 'newRole', path: '/roles/new', place: 'roles' },
] as const;
