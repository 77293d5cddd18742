import { applicationPermissions, permissionTable } from '@muster/directory';
import { code, heading, table } from './table.ts';

const introduction = `An operation is allowed to an application that holds any one of the permissions beside it. Permissions are given
when an application is registered (\`muster app create --permission …\`) and come in the token's \`roles\`. Nothing else decides:
no surface has a way around this table. The command line is not an application; it acts as the operator and may do everything.

A request can need several operations. Members of a group are listed with *read groups*; of those whose kind the caller may not
read, only the id is shown, everything else is null. A missing permission is answered with 403 \`Authorization_RequestDenied\`;
\`innerError.anyOf\` names the permissions of which one would do.

`;

/** `docs/permissions.md`: operation × permissions, and the other way round. */
export function permissionsPage(): string {
  const operations = Object.entries(permissionTable);
  const byOperation = operations.map(([operation, permissions]) => [operation, permissions.map(code).join(', ')]);
  const byPermission = applicationPermissions.map((permission) => [
    code(permission),
    operations
      .filter(([, permissions]) => (permissions as readonly string[]).includes(permission))
      .map(([operation]) => operation)
      .join(', '),
  ]);
  return `${heading('Permissions', '`packages/directory/authorization/permission-table.ts`')}${introduction}## By operation

${table(['Operation', 'Any one of'], byOperation)}
## By permission

${table(['Permission', 'Allows'], byPermission)}`;
}
