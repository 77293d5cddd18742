import { Option } from 'commander';
import type { DomainArguments } from '../invitations/invitation-domains.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
There is a list of domains that may come, or a list of domains that may not, never both. It counts for invitations and
again when somebody accepts one; whoever came before stays.

Examples:
  $ muster invite domains
  $ muster invite domains --allow fabrikam.com,litware.com
  $ muster invite domains --block mailinator.com
  $ muster invite domains --clear

Exit codes:
  0  shown, or changed
  1  the directory could not be read or written
  2  wrong usage
`;

/** `muster invite domains` */
export const inviteDomains: DeclareCommand = (parent, context) => {
  parent
    .command('domains')
    .summary('see and change whose addresses can be invited')
    .description('Shows the domains whose addresses can, or cannot, be invited; changes them.')
    .addOption(
      new Option('--allow <domains>', 'only these may come, separated by commas').conflicts(['block', 'clear']),
    )
    .addOption(new Option('--block <domains>', 'these may not come, separated by commas').conflicts(['allow', 'clear']))
    .option('--clear', 'everybody may come')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: DomainArguments) => {
      const { invitationDomains } = await import('../invitations/invitation-domains.ts');
      context.finish(await invitationDomains(options, context));
    });
};
