import { Option } from 'commander';
import type { RoleOptions } from '../roles/change-role.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
It counts from the next request on.

Examples:
  $ muster role assign "User Administrator" ann@contoso.com
  $ muster role assign "Reports Reader" "Auditors" --group
  $ muster role assign "Helpdesk Administrator" ben@contoso.com --unit Hamburg

Exit codes:
  0  done
  1  the role, the principal or the unit was not found
  2  wrong usage, or the principal holds it already
`;

/** `muster role assign` */
export const roleAssign: DeclareCommand = (parent, context) => {
  parent
    .command('assign')
    .summary('give a role to somebody')
    .description('Gives a role to a user, a service principal or a role-assignable group.')
    .argument('<role>', 'name or id of the role')
    .argument('<principal>', 'object id or user principal name; with --group the name of a group')
    .option('--group', 'the principal is a group')
    .option('--scope <scope>', '/ for the whole directory, /administrativeUnits/{id}, or /{id} of one object', '/')
    .addOption(
      new Option('--unit <unit>', 'name or id of the administrative unit in which the role counts').conflicts('scope'),
    )
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .addHelpText('after', help)
    .action(async (role: string, principal: string, options: RoleOptions) => {
      const { changeRole } = await import('../roles/change-role.ts');
      context.finish(await changeRole('assign', role, principal, options, context));
    });
};
