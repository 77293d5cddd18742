import {
  applicationPermissions,
  builtInRoles,
  describePermits,
  describeSights,
  fewestLettersOfName,
  organizationForGuests,
  resourceActions,
} from '@muster/directory';
import { code, heading, table } from './table.ts';

const introduction = `Nothing but this table decides who may do what: no surface has a way around it. \`muster doctor --permissions\` prints it. The
command line is the operator's and may do everything.

- **An application** that acts by itself needs any one of the permissions beside an operation. They are given when it is registered
  (\`muster app create --permission …\`) and come in the token's \`roles\`. A role that its service principal holds does as well, as for people; an
  application that holds any has \`wids\` in its token.
- **A person** who signed in through an application needs two things. The application must have been given a scope for the person: the
  same names, \`Directory.AccessAsUser.All\`, or, where *own* stands beside it, a scope that reaches nobody but the person. And the person needs a
  right of their own: by their level, by owning the object, or by a role. The weaker of the two decides.

The level of a person is *member* or, for users whose \`userType\` is \`Guest\`, what \`guestUserRoleId\` of the authorization policy says: member,
guest or restricted guest. Roles add to the level, whatever it is. A role counts in the whole directory, or at one object when it was
assigned there. All of it is read anew for every request, so that a lost role or a changed setting counts from the next one on.

Operations marked *guarded* can take an account over. On a user who holds or can activate a role, or is or can become a member or owner of a role-assignable group, they take
Global Administrator or Privileged Authentication Administrator. Helpdesk, Password and Authentication Administrators reach users who hold
nothing but Directory Readers, Guest Inviter, Message Center Reader, Reports Reader or their own role; a User Administrator also Groups, Helpdesk,
License and User Administrators and Usage Summary Reports Readers. Everybody may change their own phone numbers as far as their level says.
Permissions of applications do not reach users who hold a privileged role, now or later, or could activate one, nor members and owners of role-assignable
groups, unless the application has \`RoleManagement.ReadWrite.Directory\` as well or holds a role that reaches them.

Groups to which roles can be assigned are for Privileged Role Administrators, Global Administrators and their own owners, unless these are guests;
what a role says about groups does not reach them.

A request can need several operations. Members of a group are listed with *read groups*; of those whom the caller may not
read, only the id is shown, everything else is null. Guests see less, and members do not see hidden memberships: see below. A missing right is answered with 403 \`Authorization_RequestDenied\`: \`innerError.reason\`
says whether a permission, a scope or a role is missing, \`innerError.anyOf\` names those of which one would do. An object that a person may not
see does not exist for them: 404.

`;

const list = (names: readonly string[]) => names.map(code).join(', ');

/** `docs/permissions.md`: operation × permissions, levels and roles, and the other way round. */
export function permissionsPage(): string {
  const permits = describePermits();
  const byOperation = permits.map(({ operation, permissions, ownScopes, isSensitive }) => [
    isSensitive ? `${operation} (guarded)` : operation,
    ownScopes.length === 0 ? list(permissions) : `${list(permissions)}; own: ${list(ownScopes)}`,
  ]);
  const byLevel = permits
    .filter(({ byLevel: level }) => Object.values(level).some((words) => words !== ''))
    .map(({ operation, byLevel: { member, guest, restrictedGuest } }) => [operation, member, guest, restrictedGuest]);
  const byRole = builtInRoles
    .filter((role) => role.actions.length > 0)
    .map((role) => [
      role.displayName,
      permits
        .filter(({ roles }) => roles.includes(role.displayName))
        .map(({ operation }) => operation)
        .join(', '),
    ]);
  const levelNames = { member: 'Member', guest: 'Guest', restrictedGuest: 'Restricted guest' };
  const bySight = describeSights().map(({ level, type, lists, isFound, properties, relations }) => [
    levelNames[level],
    type,
    lists === '' ? 'no' : lists,
    isFound ? 'yes' : 'no',
    properties.length === 0 ? 'none' : list(properties),
    list(relations),
  ]);
  const nameOnly = builtInRoles.filter((role) => role.actions.length === 0).map((role) => role.displayName);
  const byPermission = applicationPermissions.map((permission) => [
    code(permission),
    permits
      .filter(({ permissions }) => permissions.includes(permission))
      .map(({ operation }) => operation)
      .join(', '),
  ]);
  const actions = Object.entries(resourceActions).map(([name, { description, isPrivileged }]) => [
    code(name),
    isPrivileged ? `${description} (privileged)` : description,
    permits
      .filter((permit) => permit.actions.includes(name))
      .map(({ operation }) => operation)
      .join(', '),
  ]);
  return `${heading('Permissions', '`packages/directory/authorization/permission-table.ts`')}${introduction}## By operation

${table(['Operation', 'Permission or scope, any one of'], byOperation)}
## Without a role

Operations that are not named here take a role, or the ownership of the object where it says so.

${table(['Operation', 'Member', 'Guest', 'Restricted guest'], byLevel)}
## What guests see of others

Guests see all of their own user. Of others they see what stands here, unless a role lets them read the type as a whole; a property that is
not named is invisible to them. What is invisible reads as if it had no value: \`null\`, or an empty list; selecting it is no error. Filtering,
searching or sorting by it is refused, wherever it stands in the query, as are lists that a level does not have, with 403
\`Authorization_RequestDenied\`; a single object that is not seen is answered with 404, there or not. Types of which nothing is visible are left
out of lists and counts; of groups, restricted guests see the id.

Searches by name take an equality, at least ${fewestLettersOfName} letters of the beginning, or a word of at least ${fewestLettersOfName} letters. Guests
know of groups with hidden membership only when they are in them, or own them, and do not find these by name. Of the organization both levels
see ${list(organizationForGuests)}. Guests for whom \`guestUserRoleId\` removes the limits see what members see.

${table(['Level', 'Type', 'Lists', 'Found by key', 'Properties', 'Relations'], bySight)}
## Hidden membership

Who is in a group whose \`visibility\` is \`HiddenMembership\` is for its direct members, its owners, the roles that read hidden members, and
applications that read by a permission. To other people its lists of members are empty, its members are not in it by \`memberOf\`, \`checkMemberGroups\` and the like, and
trying its rule, a rule over its members, an explanation or an insight about it is refused. Its other properties are visible to members as
those of any group, and everybody sees which groups they are in themselves.

## By role

${table(['Role', 'Allows'], byRole)}
These roles can be assigned and are shown, but govern nothing in this directory: ${nameOnly.join(', ')}.

## By resource action

What roles of your own are made of.

${table(['Resource action', 'Meaning', 'Operations'], actions)}
## By permission

${table(['Permission', 'Allows'], byPermission)}`;
}
