import type { LdapPasswords } from '@muster/connectors';
import { type DirectoryStore, type RemotePasswords, reachableAddresses } from '@muster/directory';
import type { Logger } from 'pino';

/** The passwords of synchronised users; what speaks LDAP is loaded when the first of them signs in. */
export function remotePasswords(
  store: DirectoryStore,
  networks: readonly string[],
  log: Logger,
): RemotePasswords & { close(): Promise<void> } {
  let loaded: Promise<LdapPasswords> | undefined;
  const load = async () => {
    const connectors = await import('@muster/connectors');
    return new connectors.LdapPasswords({
      store,
      addresses: reachableAddresses(networks),
      onProblem: (provider, err) => log.warn({ provider, err }, 'a directory on premises cannot be asked'),
    });
  };
  return {
    async checkPassword(user, password) {
      loaded ??= load();
      return (await loaded).checkPassword(user, password);
    },
    async close() {
      (await loaded)?.close();
    },
  };
}
