import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Examples:
  $ muster role list
  $ muster role list --json

Exit codes:
  0  the assignments were listed, be there any or not
  1  the directory could not be read
  2  wrong usage
`;

/** `muster role list` */
export const roleList: DeclareCommand = (parent, context) => {
  parent
    .command('list')
    .summary('show who holds which role')
    .description('Shows who holds which role, and where, in the order in which they got it.')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: DirectoryOptions & { json?: boolean }) => {
      const { listRoles } = await import('../roles/list-roles.ts');
      context.finish(await listRoles(options, context));
    });
};
