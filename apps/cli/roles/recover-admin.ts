import { randomInt } from 'node:crypto';
import { recoverAdministrator } from '@muster/directory';
import type { CliContext } from '../cli-context.ts';
import { findMember } from '../explanations/find-ends.ts';
import type { DirectoryOptions } from '../opened-directory.ts';
import { printable } from '../terminal/cells.ts';

/** No letters or digits that are taken for one another. */
const alphabets = ['abcdefghijkmnpqrstuvwxyz', 'ABCDEFGHJKLMNPQRSTUVWXYZ', '23456789', '-_.+='] as const;
const length = 20;

/** A password of every kind of character, some 110 bits. */
function newPassword(): string {
  const all = alphabets.join('');
  const pick = (from: string) => from[randomInt(from.length)]!;
  const characters = [...alphabets.map(pick), ...Array.from({ length: length - alphabets.length }, () => pick(all))];
  for (let i = characters.length - 1; i > 0; i--) {
    const j = randomInt(i + 1);
    [characters[i], characters[j]] = [characters[j]!, characters[i]!];
  }
  return characters.join('');
}

/** Makes somebody Global Administrator again and prints a password for one sign-in. Returns the exit code. */
export async function recoverAdmin(
  text: string,
  { json = false, ...options }: DirectoryOptions & { readonly json?: boolean },
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const id = await findMember(opened.directory, text);
    const password = newPassword();
    const { user, wasDisabled, wasNoAdministrator } = await recoverAdministrator(opened.directory, id, password);
    const userPrincipalName = user.properties.userPrincipalName as string;
    if (json) {
      const shown = { id, userPrincipalName, password, wasDisabled, wasNoAdministrator };
      context.terminal.out(`${JSON.stringify(shown)}\n`);
      return 0;
    }
    const done = [
      ...(wasDisabled ? ['the account was disabled and is enabled now'] : []),
      wasNoAdministrator ? 'the role Global Administrator was given' : 'the role Global Administrator was held already',
      'all sessions were ended',
    ];
    context.terminal.out(`${printable(userPrincipalName)}\n${done.map((each) => `  ${each}\n`).join('')}`);
    context.terminal.out(`password  ${password}\n  shown once; to be changed at the next sign-in\n`);
    return 0;
  } finally {
    await opened.close();
  }
}
