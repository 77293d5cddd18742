import { type SettingName, settings } from '@muster/server/settings';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Every option can come from the environment instead; the command line wins:
${Object.values(settings)
  .map((setting) => `  ${setting.variable.padEnd(32)}${setting.flag?.split(' ')[0] ?? 'environment only'}`)
  .join('\n')}

Examples:
  $ muster serve --demo
  $ muster serve --data /var/lib/muster --port 8443 --host 0.0.0.0 --tls-cert chain.pem --tls-key key.pem
  $ muster serve --database-url postgresql://muster@db.example.com/muster --trust-proxy 10.0.0.0/8

Exit codes:
  0  stopped by SIGTERM or Ctrl-C, with every request answered
  1  could not start, or the database ended
  2  wrong usage
`;

/** `muster serve` */
export const serve: DeclareCommand = (parent, context) => {
  const command = parent
    .command('serve')
    .summary('run the server')
    .description('Runs the server: the directory, Microsoft Graph and the token endpoint.')
    .addHelpText('after', help);
  for (const setting of Object.values(settings)) {
    if (setting.flag !== null) command.option(setting.flag, `${setting.description} (default: ${setting.defaultText})`);
  }
  command.action(async (options: Partial<Record<SettingName, string | boolean>>) => {
    const { runServer } = await import('../server/run-server.ts');
    context.finish(await runServer(options, context));
  });
};
