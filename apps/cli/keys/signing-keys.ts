import { formatInstant } from '@muster/kernel';
import { type ListedSigningKey, listSigningKeys, rotateSigningKeys } from '@muster/server';
import type { CliContext } from '../cli-context.ts';
import type { DirectoryOptions } from '../opened-directory.ts';

/** Prints the keys that sign tokens. Returns the exit code. */
export async function listKeys(
  options: DirectoryOptions & { readonly json?: boolean },
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const keys = await listSigningKeys(opened.directory);
    const { out } = context.terminal;
    for (const key of keys) out(options.json === true ? `${JSON.stringify(forJson(key))}\n` : describe(key));
    if (keys.length === 0 && options.json !== true) out('there is no key yet; the first start of a server makes one\n');
    return 0;
  } finally {
    await opened.close();
  }
}

/** Makes a new key, and prints the keys. Returns the exit code. */
export async function rotateKeys(
  options: DirectoryOptions & { readonly urgent?: boolean },
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    await rotateSigningKeys(opened.directory, options.urgent === true);
    for (const key of await listSigningKeys(opened.directory)) context.terminal.out(describe(key));
    return 0;
  } finally {
    await opened.close();
  }
}

function forJson({ kid, createdAt, signsFrom }: ListedSigningKey) {
  return { kid, createdAt: formatInstant(createdAt), signsFrom: formatInstant(signsFrom) };
}

function describe({ kid, signsFrom }: ListedSigningKey): string {
  return `${kid}  signs from ${formatInstant(signsFrom)}\n`;
}
