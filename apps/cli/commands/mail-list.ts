import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Mails that were sent are not kept. What a mail says is not shown: it can hold the link of an invitation.

Examples:
  $ muster mail list
  $ muster mail list --json

Exit codes:
  0  the mails were listed, be there any or not
  1  the directory could not be read
  2  wrong usage
`;

/** `muster mail list` */
export const mailList: DeclareCommand = (parent, context) => {
  parent
    .command('list')
    .summary('show mails that wait, or were given up')
    .description('Shows mails that wait to be sent, and mails that could not be sent, with the reason.')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: DirectoryOptions & { json?: boolean }) => {
      const { listQueuedMails } = await import('../mail/queued-mails.ts');
      context.finish(await listQueuedMails(options, context));
    });
};
