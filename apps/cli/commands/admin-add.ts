import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Gives the role and leaves the account as it is. Somebody who cannot sign in is helped by muster admin recover.

Examples:
  $ muster admin add ann@contoso.com

Exit codes:
  0  the user holds the role
  1  nobody was found
  2  wrong usage, or the user holds it already
`;

/** `muster admin add` */
export const adminAdd: DeclareCommand = (parent, context) => {
  parent
    .command('add')
    .summary('make somebody Global Administrator')
    .description('Gives the role Global Administrator in the whole directory.')
    .argument('<user>', 'object id or user principal name')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .addHelpText('after', help)
    .action(async (user: string, options: DirectoryOptions) => {
      const { changeRole } = await import('../roles/change-role.ts');
      context.finish(await changeRole('assign', 'Global Administrator', user, options, context));
    });
};
