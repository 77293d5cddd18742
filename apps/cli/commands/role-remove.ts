import { declareRoleChange } from '../roles/declare-role-change.ts';

const help = `
It counts from the next request on.

Examples:
  $ muster role remove "User Administrator" ann@contoso.com
  $ muster role remove "Reports Reader" "Auditors" --group

Exit codes:
  0  done
  1  the role, the principal or the unit was not found, or the principal does not hold it
  2  wrong usage, or nobody else could sign in as Global Administrator
`;

/** `muster role remove` */
export const roleRemove = declareRoleChange('remove', {
  summary: 'take a role away',
  description: 'Takes a role away from whoever holds it.',
  help,
});
