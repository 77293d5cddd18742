import type { DeclareCommand } from './declare-command.ts';

const help = `
The table is the one by which every request is decided; it is the same for every directory of this version.

Examples:
  $ muster doctor --permissions
  $ muster doctor --permissions --json

Exit codes:
  0  printed
  2  wrong usage
`;

/** `muster doctor` */
export const doctor: DeclareCommand = (parent, context) => {
  parent
    .command('doctor')
    .summary('show what the server goes by')
    .description('Shows what the server goes by: with --permissions, who may do what.')
    .requiredOption('--permissions', 'who may do what: permissions, roles, levels of people')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: { json?: boolean }) => {
      const { printPermissions } = await import('../permissions/print-permissions.ts');
      context.finish(printPermissions(options, context));
    });
};
