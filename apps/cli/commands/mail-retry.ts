import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Mails whose time is over cannot be sent any more: invite these people again.

Examples:
  $ muster mail retry
  $ muster mail retry 5f0e2a0c-6c5d-4a83-9d8b-0f4f1c1c7a11

Exit codes:
  0  at least one mail waits again
  1  there is none that can be sent again, or the directory could not be written
  2  wrong usage
`;

/** `muster mail retry` */
export const mailRetry: DeclareCommand = (parent, context) => {
  parent
    .command('retry')
    .summary('send mails again that were given up')
    .description('Lets a mail that was given up, or all of them, be sent again.')
    .argument('[mail]', 'id of the mail (default: all that were given up)')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .addHelpText('after', help)
    .action(async (mail: string | undefined, options: DirectoryOptions) => {
      const { retryQueuedMails } = await import('../mail/queued-mails.ts');
      context.finish(await retryQueuedMails(mail ?? null, options, context));
    });
};
