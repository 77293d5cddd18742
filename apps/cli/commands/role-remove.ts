import { Option } from 'commander';
import type { RoleOptions } from '../roles/change-role.ts';
import type { DeclareCommand } from './declare-command.ts';

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
export const roleRemove: DeclareCommand = (parent, context) => {
  parent
    .command('remove')
    .summary('take a role away')
    .description('Takes a role away from whoever holds it.')
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
      context.finish(await changeRole('remove', role, principal, options, context));
    });
};
