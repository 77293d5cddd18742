import type { AppError } from '@muster/kernel';
import { type GivenSettings, type RunningServer, readConfiguration, serve } from '@muster/server';
import type { CliContext } from '../cli-context.ts';
import { printable } from '../terminal/cells.ts';

/**
 * Serves until the process is asked to end, then drains and stops.
 *
 * @returns the exit code: 0, or 1 when the database ended by itself
 */
export async function runServer(given: GivenSettings, context: CliContext): Promise<number> {
  const configuration = readConfiguration(given, context.environment);
  let end: (problem?: AppError) => void = () => {};
  const ended = new Promise<AppError | undefined>((resolve) => {
    end = resolve;
  });
  context.onTerminate(() => end());
  context.onInterrupt(() => end());
  const server = await serve(configuration, { onFatal: end });
  announce(server, context);
  const problem = await ended;
  await server.stop();
  if (problem === undefined) return 0;
  context.terminal.err(`error: ${problem.message}\n`);
  return 1;
}

function announce(server: RunningServer, { terminal }: CliContext): void {
  const { colors, out } = terminal;
  out(`${colors.bold('Muster')} serves the directory of ${server.displayName} at ${colors.bold(server.url)}\n`);
  if (server.demoPeople > 0) out(`  demo directory   ${server.demoPeople} people\n`);
  out(`  admin centre     ${server.url}/\n`);
  out(`  Microsoft Graph  ${server.url}/v1.0\n`);
  out(`  tokens           ${server.url}/${server.tenantId}/oauth2/v2.0/token\n`);
  out(`  tenant id        ${server.tenantId}\n`);
  const administrator = server.firstAdministrator;
  if (administrator === undefined) return;
  out(`  client id        ${administrator.clientId}\n`);
  if (administrator.clientSecret !== undefined) {
    out(`  client secret    ${administrator.clientSecret}\n`);
    out(`${colors.yellow('These are the credentials of the first administrator. The secret is not shown again.')}\n`);
  }
  const person = server.firstPerson;
  if (person === undefined) return;
  out(`  sign-in name     ${printable(person.userPrincipalName)}\n`);
  out(`  password         ${person.password}\n`);
  out(
    `${colors.yellow('With these you sign in to the admin centre. The password is not shown again, and is changed there.')}\n`,
  );
}
