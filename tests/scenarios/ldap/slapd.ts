import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = '/usr/sbin/slapd';
const run = promisify(execFile);
const tlsFile = (name: string) => fileURLToPath(new URL(`../../journeys/tls/${name}`, import.meta.url));

/** The certificate of the server, which is its own authority. */
export const certificateFile = tlsFile('localhost.cert.pem');

/**
 * Whether tests can use an LDAP server. In continuous integration they must, so that its absence fails them.
 *
 * @throws Error when it must be there and is not
 */
export function hasSlapd(): boolean {
  if (existsSync(program)) return true;
  if (process.env.MUSTER_TEST_SLAPD === 'required') throw new Error(`${program} is missing: install slapd`);
  process.stderr.write('no slapd (Debian: slapd): the tests of directories on premises are left out\n');
  return false;
}

/** The root of the tree. */
export const base = 'dc=contoso,dc=example';
/** The name that may search, and its password. */
export const reader = { name: `cn=reader,${base}`, password: 'reader-secret' };

/** An LDAP server on the loopback address. */
export interface Slapd {
  readonly ldaps: string;
  readonly ldap: string;
  /** The same server under an address that its certificate does not have. */
  readonly unnamed: string;
  /** Stops the process where it stands, so that it answers nothing. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

/** Starts a real OpenLDAP server with these entries below the root, in LDIF. */
export async function startSlapd(entries: string): Promise<Slapd> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-slapd-'));
  await mkdir(join(folder, 'data'));
  const settings = join(folder, 'slapd.conf');
  await writeFile(settings, configuration(folder));
  const ldif = join(folder, 'entries.ldif');
  await writeFile(
    ldif,
    `dn: ${base}\nobjectClass: dcObject\nobjectClass: organization\ndc: contoso\no: Contoso\n\n${entries}`,
  );
  await run('/usr/sbin/slapadd', ['-f', settings, '-l', ldif]);
  const [ldap, ldaps] = [`ldap://127.0.0.1:${await freePort()}`, `ldaps://127.0.0.1:${await freePort()}`];
  const child: ChildProcess = spawn(
    program,
    ['-f', settings, '-h', `${ldap} ${ldaps} ${otherName(ldaps)}`, '-d', '0'],
    {
      stdio: 'ignore',
    },
  );
  const ended = once(child, 'close');
  await listens(Number(new URL(ldaps).port));
  return {
    ldap,
    ldaps,
    unnamed: otherName(ldaps),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** As careless as a server can be: it lets in whoever gives a name and no password. */
function configuration(folder: string): string {
  return `include /etc/ldap/schema/core.schema
include /etc/ldap/schema/cosine.schema
include /etc/ldap/schema/inetorgperson.schema
modulepath /usr/lib/ldap
moduleload back_mdb
pidfile ${join(folder, 'slapd.pid')}
allow bind_anon_cred bind_anon_dn
TLSCertificateFile ${certificateFile}
TLSCertificateKeyFile ${tlsFile('localhost.key.pem')}
database mdb
suffix "${base}"
rootdn "${reader.name}"
rootpw ${reader.password}
directory ${join(folder, 'data')}
access to attrs=userPassword by anonymous auth by * none
access to * by anonymous auth by * none
`;
}

const otherName = (address: string) => address.replace('127.0.0.1', '127.0.0.2');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function listens(port: number): Promise<void> {
  for (let round = 0; round < 200; round++) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true));
      socket.on('error', () => resolve(false)).on('close', () => {});
      socket.unref();
    });
    if (isOpen) return;
    await sleep(25);
  }
  throw new Error('slapd does not listen');
}
