import {
  type DirectoryConnection,
  type DirectoryStore,
  type ReachableAddresses,
  type RemoteAnswer,
  type RemotePasswords,
  readProviders,
  type User,
} from '@muster/directory';
import { checkDirectoryPassword } from './check-directory-password.ts';
import { ConnectionPool } from './connection-pool.ts';
import { openConnection } from './open-connection.ts';

/** What the passwords on premises are checked with. */
export interface LdapPasswordParts {
  readonly store: DirectoryStore;
  readonly addresses: ReachableAddresses;
  /** Told why a directory could not be asked; never a password. */
  readonly onProblem?: (providerId: string, problem: unknown) => void;
}

/** The passwords of synchronised users, by the directories on premises that the identity providers name. */
export class LdapPasswords implements RemotePasswords {
  readonly #pools = new Map<string, { readonly version: number; readonly pool: ConnectionPool }>();

  constructor(private readonly parts: LdapPasswordParts) {}

  async checkPassword(user: User, password: string): Promise<RemoteAnswer> {
    const { settings, bindSecret } = await this.#directoryOf(user);
    if (settings === undefined) return 'unavailable';
    const name = user.properties[settings.nameProperty];
    if (typeof name !== 'string') return 'refused';
    const question = { settings, bindSecret, name, password };
    try {
      return await inTime(settings.timeoutMs * 2, checkDirectoryPassword(this.#poolOf(settings), question));
    } catch (problem) {
      this.parts.onProblem?.(settings.id, problem);
      return 'unavailable';
    }
  }

  /** Closes all connections. */
  close(): void {
    for (const { pool } of this.#pools.values()) pool.close();
    this.#pools.clear();
  }

  async #directoryOf(
    user: User,
  ): Promise<{ settings: DirectoryConnection | undefined; bindSecret: string | undefined }> {
    return this.parts.store.read(async (session) => {
      const connections = (await readProviders(session)).filter((each) => each.kind === 'onPremises');
      const settings = connectionFor(connections, user);
      return { settings, bindSecret: settings && (await session.identities.providerSecret(settings.id)) };
    });
  }

  /** Changed settings get new connections. */
  #poolOf(settings: DirectoryConnection): ConnectionPool {
    const kept = this.#pools.get(settings.id);
    if (kept?.version === settings.version) return kept.pool;
    kept?.pool.close();
    const pool = new ConnectionPool(() => openConnection(settings, this.parts.addresses));
    this.#pools.set(settings.id, { version: settings.version, pool });
    return pool;
  }
}

/** The directory of the user's domain, else the first one that has no domains. */
function connectionFor(connections: readonly DirectoryConnection[], { properties }: User) {
  const names = [
    properties.onPremisesDomainName,
    String(properties.userPrincipalName ?? '')
      .split('@')
      .at(-1),
  ];
  const domains = names.filter((name) => typeof name === 'string').map((name) => name.toLowerCase());
  return (
    connections.find((each) => domains.some((domain) => each.domains.includes(domain))) ??
    connections.find((each) => each.domains.length === 0)
  );
}

/** @throws Error when the work takes longer; it goes on, and its answer is not wanted any more */
async function inTime<R>(ms: number, work: Promise<R>): Promise<R> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
