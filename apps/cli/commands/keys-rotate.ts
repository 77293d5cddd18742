import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Without --urgent, the new key is published at once and signs from the next day on: nobody notices. With it, the new key
signs at once and the others count no more: every token that is out there is refused, and people go on by their refresh
tokens and sessions. That is for a key that somebody else may have.

Examples:
  $ muster keys rotate
  $ muster keys rotate --urgent

Exit codes:
  0  the key was made; running servers take it over within a minute
  1  the directory could not be written
  2  wrong usage
`;

/** `muster keys rotate` */
export const keysRotate: DeclareCommand = (parent, context) => {
  parent
    .command('rotate')
    .summary('make a new key that signs tokens')
    .description('Makes a new key that signs tokens. Keys change by themselves; this is for before their time.')
    .option('--urgent', 'let it sign at once, and refuse what was signed before')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .addHelpText('after', help)
    .action(async (options: DirectoryOptions & { urgent?: boolean }) => {
      const { rotateKeys } = await import('../keys/signing-keys.ts');
      context.finish(await rotateKeys(options, context));
    });
};
