import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Settings:
  ruleDialect  the language of membership rules: entra, the portable one, or extended, which adds to it

Examples:
  $ muster settings set ruleDialect extended
  $ muster settings set ruleDialect entra --database-url postgresql://muster@db.example.com/muster

Exit codes:
  0  changed, or set so already
  1  the directory could not be written
  2  wrong usage, or refused; going back to entra is refused while rules need the extended language
`;

/** `muster settings set` */
export const settingsSet: DeclareCommand = (parent, context) => {
  parent
    .command('set')
    .summary('change a setting of the directory')
    .description('Changes a setting of the directory. It counts at once, on every server.')
    .argument('<name>', 'the setting')
    .argument('<value>', 'its new value')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .addHelpText('after', help)
    .action(async (name: string, value: string, options: DirectoryOptions) => {
      const { setSetting } = await import('../settings/directory-settings.ts');
      context.finish(await setSetting(name, value, options, context));
    });
};
