import { declareRoleChange } from '../roles/declare-role-change.ts';

const help = `
It counts from the next request on, and without an end: also for somebody who held the role
for a time only, or was to hold it later. Nothing is done for somebody who holds it so already.

Examples:
  $ muster role assign "User Administrator" ann@contoso.com
  $ muster role assign "Reports Reader" "Auditors" --group
  $ muster role assign "Helpdesk Administrator" ben@contoso.com --unit Hamburg

Exit codes:
  0  done
  1  the role, the principal or the unit was not found
  2  wrong usage, or the principal holds it without an end already
`;

/** `muster role assign` */
export const roleAssign = declareRoleChange('assign', {
  summary: 'give a role to somebody',
  description: 'Gives a role to a user, a service principal or a role-assignable group.',
  help,
});
