import { Option } from 'commander';
import type { DeclareCommand } from '../commands/declare-command.ts';
import type { RoleAction, RoleOptions } from './change-role.ts';

/** What the commands that give and take roles say of themselves. */
export interface RoleChangeTexts {
  readonly summary: string;
  readonly description: string;
  /** Below the options: when it counts, examples, exit codes. */
  readonly help: string;
}

/** A command that gives a role to somebody, or takes it away: both name role, principal and scope alike. */
export function declareRoleChange(action: RoleAction, { summary, description, help }: RoleChangeTexts): DeclareCommand {
  return (parent, context) => {
    parent
      .command(action)
      .summary(summary)
      .description(description)
      .argument('<role>', 'name or id of the role')
      .argument('<principal>', 'object id or user principal name; with --group the name of a group')
      .option('--group', 'the principal is a group')
      .option('--scope <scope>', '/ for the whole directory, /administrativeUnits/{id}, or /{id} of one object', '/')
      .addOption(
        new Option('--unit <unit>', 'name or id of the administrative unit in which the role counts').conflicts(
          'scope',
        ),
      )
      .option('--data <folder>', 'data folder of the directory')
      .option('--database-url <url>', 'PostgreSQL database of the directory')
      .addHelpText('after', help)
      .action(async (role: string, principal: string, options: RoleOptions) => {
        const { changeRole } = await import('./change-role.ts');
        context.finish(await changeRole(action, role, principal, options, context));
      });
  };
}
