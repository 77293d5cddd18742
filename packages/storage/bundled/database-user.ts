import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { DataFolder } from './data-folder.ts';
import type { DatabaseUser } from './database-account.ts';
import { bundledErrors } from './errors.ts';

const run = promisify(execFile);

/** Accounts without rights of their own, in order of preference. */
const unprivilegedAccounts = ['muster', 'nobody'];

/**
 * Returns whom to run the database as, or undefined for "as ourselves". PostgreSQL refuses to run as root; then it
 * is whoever owns the cluster or the data folder, else an account without rights.
 *
 * @throws DATABASE_USER_MISSING
 */
export async function databaseUser(folder: DataFolder): Promise<DatabaseUser | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = (await ownerOf(folder.cluster)) ?? (await ownerOf(folder.path));
  if (owner !== undefined && owner !== 0) return account(String(owner));
  for (const name of unprivilegedAccounts) {
    const found = await account(name).catch(() => undefined);
    if (found) return found;
  }
  throw bundledErrors.DATABASE_USER_MISSING({ user: unprivilegedAccounts.map((name) => `\`${name}\``).join(' or ') });
}

async function ownerOf(path: string): Promise<number | undefined> {
  return stat(path).then(
    ({ uid }) => uid,
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return undefined;
      throw cause;
    },
  );
}

/** initdb wants the account to be listed, a mere number is not enough. */
async function account(nameOrUid: string): Promise<DatabaseUser> {
  try {
    const ask = async (what: string) => (await run('id', [what, nameOrUid])).stdout.trim();
    const [name, uid, gid] = await Promise.all([ask('-un'), ask('-u'), ask('-g')]);
    return { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }; // macOS writes nobody as -2
  } catch (cause) {
    throw bundledErrors.DATABASE_USER_MISSING({ user: `\`${nameOrUid}\`` }, { cause });
  }
}
