import type { DeclareCommand } from './declare-command.ts';

const help = `
Every rule is asked about every object without any index, the ledger is replayed from its first row, and every
difference to what is served is listed. Writes wait while it runs.

Examples:
  $ muster verify
  $ muster verify --database-url postgresql://muster@db.example.com/muster --json

Exit codes:
  0  no difference
  1  differences were found, or the directory could not be read
  2  wrong usage
`;

/** `muster verify` */
export const verify: DeclareCommand = (parent, context) => {
  parent
    .command('verify')
    .summary('recompute every membership and list differences')
    .description('Recomputes every membership the slow way and lists every difference.')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: { data?: string; databaseUrl?: string; json?: boolean }) => {
      const { verifyDirectory } = await import('../verification/verify-directory.ts');
      context.finish(await verifyDirectory(options, context));
    });
};
