import { makePassword, recoverAdministrator } from '@muster/directory';
import type { CliContext } from '../cli-context.ts';
import { findMember } from '../explanations/find-ends.ts';
import type { DirectoryOptions } from '../opened-directory.ts';
import { printable } from '../terminal/cells.ts';

const passwordLength = 20;

/** Makes somebody Global Administrator again and prints a password for one sign-in. Returns the exit code. */
export async function recoverAdmin(
  text: string,
  { json = false, ...options }: DirectoryOptions & { readonly json?: boolean },
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const id = await findMember(opened.directory, text);
    const password = makePassword(passwordLength);
    const { user, ...recovery } = await recoverAdministrator(opened.directory, id, password);
    const { wasDisabled, wasNoAdministrator, removedFactors } = recovery;
    const userPrincipalName = user.properties.userPrincipalName as string;
    if (json) {
      context.terminal.out(`${JSON.stringify({ id, userPrincipalName, password, ...recovery })}\n`);
      return 0;
    }
    const done = [
      ...(wasDisabled ? ['the account was disabled and is enabled now'] : []),
      wasNoAdministrator ? 'the role Global Administrator was given' : 'the role Global Administrator was held already',
      ...(removedFactors === 0 ? [] : [`second factors taken away: ${removedFactors}`]),
      'all sessions were ended',
    ];
    context.terminal.out(`${printable(userPrincipalName)}\n${done.map((each) => `  ${each}\n`).join('')}`);
    context.terminal.out(`password  ${password}\n  shown once; to be changed at the next sign-in\n`);
    return 0;
  } finally {
    await opened.close();
  }
}
