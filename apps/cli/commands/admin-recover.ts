import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
For when nobody can sign in as Global Administrator any more. The account is enabled, its sessions end, passkeys, authenticator apps
and temporary access passes go, it gets the role and a new password, which is shown once and has to be changed at the next sign-in.
Whoever can run this command holds the directory's machine; the change log keeps it under recover-administrator.

Examples:
  $ muster admin recover ann@contoso.com
  $ muster admin recover ann@contoso.com --json

Exit codes:
  0  recovered
  1  nobody was found, or the directory could not be written
  2  wrong usage
`;

/** `muster admin recover` */
export const adminRecover: DeclareCommand = (parent, context) => {
  parent
    .command('recover')
    .summary('make somebody Global Administrator again, with a new password')
    .description('Enables an account, makes it Global Administrator and gives it a new password.')
    .argument('<user>', 'object id or user principal name')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (user: string, options: DirectoryOptions & { json?: boolean }) => {
      const { recoverAdmin } = await import('../roles/recover-admin.ts');
      context.finish(await recoverAdmin(user, options, context));
    });
};
