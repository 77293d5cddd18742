import { randomBytes } from 'node:crypto';
import type { DirectoryConnection, RemoteAnswer } from '@muster/directory';
import { ResultCodeError } from 'ldapts';
import type { ConnectionPool } from './connection-pool.ts';
import { bindNameOf, filterOf } from './ldap-names.ts';
import type { LdapConnection } from './open-connection.ts';

/** What the check is about. */
export interface PasswordQuestion {
  readonly settings: DirectoryConnection;
  /** The password of the name that searches; undefined for patterns. */
  readonly bindSecret: string | undefined;
  /** The account's name over there. */
  readonly name: string;
  readonly password: string;
}

/** Result codes that say something about the server and not about the account: operationsError, busy, unavailable, other. */
const serverProblems: ReadonlySet<number> = new Set([1, 3, 51, 52, 80]);

const sizeLimitExceeded = 4;

/**
 * Whether the directory takes the password for the account. An account that is not found, or found twice, is asked about
 * all the same, so that it takes as long.
 *
 * @throws Error when the directory cannot be asked
 */
export async function checkDirectoryPassword(pool: ConnectionPool, question: PasswordQuestion): Promise<RemoteAnswer> {
  const { settings, name, password } = question;
  // A bind with a name and no password is no bind at all, and succeeds: RFC 4513 §5.1.2.
  if (password === '' || password.includes('\0')) return 'refused';
  // LDAP takes no notice of blanks around a name; here they would make two names of one account.
  if (name === '' || name !== name.trim()) return 'refused';
  return pool.use(async (connection) => {
    const { find } = settings;
    const found = find.by === 'pattern' ? bindNameOf(settings, name) : await search(connection, question, find);
    const isRight = await binds(connection, found ?? nobody(settings), password);
    return isRight && found !== undefined ? 'right' : 'refused';
  });
}

/** A name that nobody has. */
function nobody({ find }: DirectoryConnection): string {
  const name = randomBytes(12).toString('hex');
  return find.by === 'search' ? `cn=${name},${find.base}` : find.pattern.replace(/^.*\{name\}/, `cn=${name}`);
}

async function binds({ client }: LdapConnection, name: string, password: string): Promise<boolean> {
  try {
    await client.bind(name, password);
    return true;
  } catch (problem) {
    if (problem instanceof ResultCodeError && !serverProblems.has(problem.code)) return false;
    throw problem;
  }
}

/** The distinguished name of the one account; undefined when there is none, or more than one. */
async function search(
  { client }: LdapConnection,
  { bindSecret, name, settings }: PasswordQuestion,
  find: DirectoryConnection['find'] & { by: 'search' },
): Promise<string | undefined> {
  await client.bind(find.bindName, bindSecret ?? '');
  try {
    const { searchEntries } = await client.search(find.base, {
      scope: 'sub',
      filter: filterOf(find.filter, name),
      attributes: ['1.1'],
      timeLimit: Math.max(1, Math.ceil(settings.timeoutMs / 1000)),
      sizeLimit: 2,
    });
    return searchEntries.length === 1 ? searchEntries[0]!.dn : undefined;
  } catch (problem) {
    if (problem instanceof ResultCodeError && problem.code === sizeLimitExceeded) return undefined;
    throw problem;
  }
}
