import type { DeclareCommand } from './declare-command.ts';

const help = `
The secret is shown once. Applications sign in with it at /{tenant id}/oauth2/v2.0/token (client credentials).

Examples:
  $ muster app create --name "HR sync" --permission User.ReadWrite.All --permission Group.Read.All
  $ muster app create --name Automation --all-permissions --json

Exit codes:
  0  created
  1  the directory could not be written
  2  wrong usage, or an unknown permission
`;

const collect = (value: string, all: readonly string[]): readonly string[] => [...all, value];

/** `muster app create` */
export const appCreate: DeclareCommand = (parent, context) => {
  parent
    .command('create')
    .summary('register an application with a client secret')
    .description('Registers an application with a client secret and application permissions.')
    .requiredOption('-n, --name <text>', 'display name')
    .option(
      '-p, --permission <name>',
      'application permission, for example User.Read.All; may be repeated',
      collect,
      [],
    )
    .option('--all-permissions', 'every permission there is')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (options: import('../applications/create-app.ts').CreateAppOptions) => {
      const { createApp } = await import('../applications/create-app.ts');
      context.finish(await createApp(options, context));
    });
};
