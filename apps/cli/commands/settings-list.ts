import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Examples:
  $ muster settings list
  $ muster settings list --json

Exit codes:
  0  printed
  1  the directory could not be read
  2  wrong usage
`;

/** `muster settings list` */
export const settingsList: DeclareCommand = (parent, context) => {
  parent
    .command('list')
    .summary('print the settings of the directory')
    .description('Prints every setting of the directory with its value.')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: DirectoryOptions & { readonly json?: boolean }) => {
      const { listSettings } = await import('../settings/directory-settings.ts');
      context.finish(await listSettings(options, context));
    });
};
