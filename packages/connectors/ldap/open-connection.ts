import { promises as dns } from 'node:dns';
import net, { isIP } from 'node:net';
import tls from 'node:tls';
import type { DirectoryConnection, ReachableAddresses } from '@muster/directory';
import { Client } from 'ldapts';

/** An encrypted connection to a directory on premises. */
export interface LdapConnection {
  readonly client: Client;
  /** Cuts the connection; whatever waits on it fails. */
  close(): void;
}

const usualPorts: Readonly<Record<string, number>> = { 'ldaps:': 636, 'ldap:': 389 };

/**
 * Connects and encrypts: the server must show a certificate of its name. Only to addresses that may be reached, decided
 * on the very address that is connected to.
 *
 * @throws Error when that is not possible in time
 */
export async function openConnection(
  settings: DirectoryConnection,
  addresses: ReachableAddresses,
): Promise<LdapConnection> {
  const { protocol, hostname, port } = new URL(settings.url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const target = { host: await resolve(host, addresses), port: port === '' ? usualPorts[protocol]! : Number(port) };
  const trust: tls.ConnectionOptions = {
    // Names that are addresses are compared with the addresses in the certificate.
    ...(isIP(host) === 0 ? { servername: host } : { host }),
    ...(settings.certificateAuthorities === null ? {} : { ca: settings.certificateAuthorities }),
    minVersion: 'TLSv1.2',
  };
  let socket: net.Socket | undefined;
  // The library connects again by itself, without encryption after StartTLS: a password would go out in clear.
  const once =
    <S extends net.Socket>(connect: () => S) =>
    () => {
      if (socket !== undefined) throw new Error('the connection has ended');
      const made = connect();
      socket = made;
      return made;
    };
  const isSecure = protocol === 'ldaps:';
  const client = new Client({
    url: `${protocol}//${isIP(target.host) === 6 ? `[${target.host}]` : target.host}:${target.port}`,
    timeout: settings.timeoutMs,
    connectTimeout: settings.timeoutMs,
    ...(isSecure
      ? {
          createSecureConnection: once(() =>
            tls.connect({ ...trust, ...target, ...identity(host) }),
          ) as typeof tls.connect,
        }
      : { createConnection: once(() => net.connect(target)) as typeof net.connect }),
  });
  const close = () => void socket?.destroy();
  if (!isSecure) {
    const deadline = setTimeout(close, settings.timeoutMs);
    try {
      await client.startTLS({ ...trust, ...identity(host) });
    } catch (problem) {
      close();
      throw problem;
    } finally {
      clearTimeout(deadline);
    }
  }
  return { client, close };
}

/** Compares the certificate with the name that the administrator wrote, not with the address it stands for. */
function identity(host: string): Pick<tls.ConnectionOptions, 'checkServerIdentity'> {
  return { checkServerIdentity: (_name, certificate) => tls.checkServerIdentity(host, certificate) };
}

async function resolve(host: string, addresses: ReachableAddresses): Promise<string> {
  const found = isIP(host) === 0 ? (await dns.lookup(host, { all: true })).map(({ address }) => address) : [host];
  const [first] = found;
  if (first === undefined || !found.every((address) => addresses.allows(address))) {
    throw new Error('the address is not one that this server may ask');
  }
  return first;
}
