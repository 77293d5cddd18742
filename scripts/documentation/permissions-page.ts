import { applicationPermissions, builtInRoles, describePermits, resourceActions } from '@muster/directory';
import { code, heading, table } from './table.ts';

const introduction = `Nothing but this table decides who may do what: no surface has a way around it. \`muster doctor --permissions\` prints it. The
command line is the operator's and may do everything.

- **An application** that acts by itself needs any one of the permissions beside an operation. They are given when it is registered
  (\`muster app create --permission …\`) and come in the token's \`roles\`.
- **A person** who signed in through an application needs two things. The application must have been given a scope for the person: the
  same names, \`Directory.AccessAsUser.All\`, or, where *own* stands beside it, a scope that reaches nobody but the person. And the person needs a
  right of their own: by their level, by owning the object, or by a role. The weaker of the two decides.

The level of a person is *member* or, for users whose \`userType\` is \`Guest\`, what \`guestUserRoleId\` of the authorization policy says: member,
guest or restricted guest. Roles add to the level, whatever it is. A role counts in the whole directory, or at one object when it was
assigned there. All of it is read anew for every request, so that a lost role or a changed setting counts from the next one on.

Operations marked *guarded* can take an account over. On a user who holds a role, or is a member or owner of a role-assignable group, they take
Global Administrator or Privileged Authentication Administrator. Helpdesk, Password and Authentication Administrators reach users who hold
nothing but Directory Readers, Guest Inviter, Message Center Reader, Reports Reader or their own role; a User Administrator also Groups, Helpdesk,
License and User Administrators and Usage Summary Reports Readers. Everybody may change their own phone numbers as far as their level says.

Groups to which roles can be assigned are for Privileged Role Administrators, Global Administrators and their own owners, unless these are guests;
what a role says about groups does not reach them.

A request can need several operations. Members of a group are listed with *read groups*; of those whom the caller may not
read, only the id is shown, everything else is null. A missing right is answered with 403 \`Authorization_RequestDenied\`: \`innerError.reason\`
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
## By role

${table(['Role', 'Allows'], byRole)}
These roles can be assigned and are shown, but govern nothing in this directory: ${nameOnly.join(', ')}.

## By resource action

What roles of your own are made of.

${table(['Resource action', 'Meaning', 'Operations'], actions)}
## By permission

${table(['Permission', 'Allows'], byPermission)}`;
}
