import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
A key signs for 90 days. The next one is made and published a day before; the last one is kept for two days after.

Examples:
  $ muster keys list
  $ muster keys list --json

Exit codes:
  0  the keys were listed
  1  the directory could not be read
  2  wrong usage
`;

/** `muster keys list` */
export const keysList: DeclareCommand = (parent, context) => {
  parent
    .command('list')
    .summary('show the keys that sign tokens')
    .description('Shows the keys that sign tokens, the newest first: ids and times, never the keys themselves.')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: DirectoryOptions & { json?: boolean }) => {
      const { listKeys } = await import('../keys/signing-keys.ts');
      context.finish(await listKeys(options, context));
    });
};
