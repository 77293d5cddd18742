import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
A pass brings the members of one group in line with its rule after the rule was changed, resumed or restored. The guard
holds a pass that would take too many people out, or let too many in, until somebody approves it.

Examples:
  $ muster pass list
  $ muster pass list --json

Exit codes:
  0  the passes were listed, be there any or not
  1  the directory could not be read
  2  wrong usage
`;

/** `muster pass list` */
export const passList: DeclareCommand = (parent, context) => {
  parent
    .command('list')
    .summary('show passes that run, wait or are held')
    .description('Shows passes of rules that run, wait for their turn or are held for approval.')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: DirectoryOptions & { json?: boolean }) => {
      const { listOpenPasses } = await import('../passes/list-open-passes.ts');
      context.finish(await listOpenPasses(options, context));
    });
};
