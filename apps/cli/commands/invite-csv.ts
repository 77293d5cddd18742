import { InvalidArgumentError, Option } from 'commander';
import type { InviteArguments } from '../invitations/invite-csv-file.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Columns: email; if wanted displayName, redirectUrl, message, language, userType, sendEmail. The names of Graph's
invitation and of the template of the Entra admin center are known as well.

Examples:
  $ muster invite csv partners.csv
  $ muster invite csv partners.csv --apply --redirect-url https://apps.contoso.com --send
  $ muster invite csv partners.csv --apply --redirect-url https://apps.contoso.com --json > links.jsonl

Without --apply the plan is shown and nothing is written. People who are invited already are left alone, so that an
invitation that was stopped goes on when it is started again; --resend gives them a new link in place of their last one.

With --send mails are queued; a server that was started with --smtp-url sends them. Without it the links are printed:
whoever has one can come, with the account of the address.

Exit codes:
  0    everybody is invited (without --apply: can be)
  1    rows were refused, or the directory could not be written
  2    wrong usage, or the file cannot be read
  130  stopped by Ctrl-C or SIGTERM
`;

/** `muster invite csv` */
export const inviteCsv: DeclareCommand = (parent, context) => {
  parent
    .command('csv')
    .summary('invite the people of a CSV file')
    .description(
      'Invites the people of a CSV file, after a plan that says who is new, here already, or cannot be invited.',
    )
    .argument('<file>', 'the CSV file, in UTF-8, with column names in its first line')
    .addOption(new Option('--plan', 'show the plan, write nothing (the default)').conflicts('apply'))
    .option('--apply', 'invite')
    .option('--resend', 'give people who have not come yet a new link')
    .option('--send', 'send mails, where the file does not say otherwise')
    .option('--redirect-url <url>', 'where people come after they accept, where the file does not say')
    .option('--language <tag>', 'language of the mails, where the file does not say (default: en-US)')
    .option('--public-url <url>', 'address under which people reach the server (default: MUSTER_PUBLIC_URL)')
    .option('--delimiter <character>', 'between cells (default: comma, semicolon or tab, by the first line)')
    .option('--show <rows>', 'rows of the plan to show', wholeNumber, 20)
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (file: string, options: InviteArguments) => {
      const { inviteCsvFile } = await import('../invitations/invite-csv-file.ts');
      context.finish(await inviteCsvFile(file, options, context));
    });
};

function wholeNumber(text: string): number {
  const number = /^\d{1,6}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= 100_000) return number;
  throw new InvalidArgumentError('It must be a whole number from 0 to 100000.');
}
