import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';
import { type MailerSettings, openMailer } from '@muster/delivery';
import { baseUrlOf, type ObjectId, sitePrefix, toObjectId } from '@muster/kernel';
import { serverErrors } from '../errors.ts';
import { isOwnAddress } from '../http/path-prefix.ts';
import { type SettingName, settings } from './settings.ts';

/** Checked settings of one server. */
export interface ServerConfiguration {
  readonly database:
    | { readonly kind: 'bundled'; readonly dataDir: string }
    | { readonly kind: 'url'; readonly url: string };
  readonly port: number;
  readonly host: string;
  readonly publicUrl: string | undefined;
  readonly tls: { readonly cert: string; readonly key: string } | undefined;
  readonly trustProxy: readonly string[];
  /** Private networks where identity providers may be. */
  readonly providerNetworks: readonly string[];
  /** The mail server; undefined when no mail is sent. */
  readonly mail: MailerSettings | undefined;
  readonly loadsDemo: boolean;
  readonly name: string;
  readonly domain: string;
  /** Who becomes the first Global Administrator of an empty directory. */
  readonly administrator: string | undefined;
  readonly bootstrap: { readonly clientId: ObjectId; readonly clientSecret: string } | undefined;
  readonly isStrict: boolean;
  /** Requests per address in ten seconds; 0 for no limit. */
  readonly rateLimit: number;
  /** Whether the process keeps users and devices in columns. */
  readonly keepsColumns: boolean;
  /** Memberships that passes move in one transaction. */
  readonly passBatch: number;
  readonly logLevel: string;
}

/** Settings as the command line gives them; absent ones are read from the environment. */
export type GivenSettings = { readonly [K in SettingName]?: string | boolean | undefined };

const logLevels: readonly string[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];
const shortestSecret = 16;

/**
 * Reads the server's settings: the command line, then the environment, then the defaults.
 *
 * @throws AppError SETTING_INVALID, SETTINGS_CONFLICT, SETTING_MISSING, PLAIN_HTTP_REFUSED, TLS_FILE_UNREADABLE,
 *   SMTP_URL_INVALID, MAIL_SENDER_INVALID
 */
export function readConfiguration(
  given: GivenSettings,
  environment: Readonly<Record<string, string | undefined>>,
): ServerConfiguration {
  const text = (name: SettingName): string | undefined => {
    const value = given[name] ?? environment[settings[name].variable];
    return value === undefined || value === '' || value === false ? undefined : String(value);
  };
  const flag = (name: SettingName) => readFlag(name, text(name));
  const host = text('host') ?? '127.0.0.1';
  const tls = readTls(text('tlsCert'), text('tlsKey'));
  const trustProxy = readNetworks('trustProxy', text('trustProxy'));
  if (!isLoopback(host) && tls === undefined && trustProxy.length === 0 && !flag('insecureHttp')) {
    throw serverErrors.PLAIN_HTTP_REFUSED({ host });
  }
  const loadsDemo = flag('demo');
  return {
    database: readDatabase(given, environment),
    port: readNumber('port', text('port'), 8080, 65_535),
    host,
    publicUrl: readPublicUrl(text('publicUrl')),
    tls,
    trustProxy,
    providerNetworks: readNetworks('providerNetworks', text('providerNetworks')),
    mail: readMail(text('smtpUrl'), text('mailFrom')),
    loadsDemo,
    name: text('name') ?? (loadsDemo ? 'Adventure Works Cycles' : 'Muster'),
    domain: text('domain') ?? (loadsDemo ? 'adventure-works.com' : 'muster.internal'),
    administrator: readAdministrator(text('administrator')),
    bootstrap: readBootstrap(text('bootstrapClientId'), text('bootstrapClientSecret')),
    isStrict: !flag('lenientQueries'),
    rateLimit: readNumber('rateLimit', text('rateLimit'), 5000, 1_000_000_000),
    keepsColumns: readChoice('population', text('population') ?? 'memory', ['memory', 'database']) === 'memory',
    passBatch: readNumber('passBatch', text('passBatch'), 250_000, 100_000_000, 1),
    logLevel: readChoice('logLevel', text('logLevel') ?? 'info', logLevels),
  };
}

/**
 * Where the directory is kept.
 *
 * @throws AppError SETTINGS_CONFLICT when the command line names both a folder and a URL; the command line wins over
 *   the environment
 */
export function readDatabase(
  given: Pick<GivenSettings, 'data' | 'databaseUrl'>,
  environment: Readonly<Record<string, string | undefined>>,
): ServerConfiguration['database'] {
  if (given.data !== undefined && given.databaseUrl !== undefined) {
    throw serverErrors.SETTINGS_CONFLICT({ settings: '--data and --database-url' });
  }
  const fromEnvironment = given.data === undefined ? environment[settings.databaseUrl.variable] : undefined;
  const url = given.databaseUrl ?? fromEnvironment;
  if (typeof url === 'string' && url !== '') {
    if (!/^postgres(ql)?:\/\//.test(url)) {
      throw invalid('databaseUrl', redact(url), 'a URL that begins with postgres:// or postgresql://');
    }
    return { kind: 'url', url };
  }
  const folder = given.data ?? environment[settings.data.variable];
  return { kind: 'bundled', dataDir: resolve(typeof folder === 'string' && folder !== '' ? folder : 'muster-data') };
}

const redact = (url: string) => url.replace(/:[^:@/]*@/, ':…@');

function invalid(name: SettingName, value: string, expected: string) {
  const { flag, variable } = settings[name];
  return serverErrors.SETTING_INVALID({ setting: flag?.split(' ')[0] ?? variable, value, expected });
}

function readFlag(name: SettingName, value: string | undefined): boolean {
  if (value === undefined) return false;
  if (/^(true|yes|on|1)$/i.test(value)) return true;
  if (/^(false|no|off|0)$/i.test(value)) return false;
  throw invalid(name, value, 'yes or no');
}

function readNumber(name: SettingName, value: string | undefined, fallback: number, most: number, least = 0): number {
  if (value === undefined) return fallback;
  const number = /^\d{1,10}$/.test(value) ? Number(value) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw invalid(name, value, `a whole number from ${least} to ${most}`);
}

function readChoice(name: SettingName, value: string, choices: readonly string[]): string {
  if (choices.includes(value)) return value;
  throw invalid(name, value, `one of ${choices.join(', ')}`);
}

function readPublicUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const url = baseUrlOf(value);
  if (url === undefined) {
    throw invalid(
      'publicUrl',
      value,
      'a scheme and host such as https://id.example.com, with a path if a proxy adds one',
    );
  }
  if (isOwnAddress(sitePrefix(url))) {
    throw invalid(
      'publicUrl',
      value,
      "a path that begins with none of the server's own, such as https://example.com/muster",
    );
  }
  return url;
}

function readNetworks(name: 'trustProxy' | 'providerNetworks', value: string | undefined): readonly string[] {
  if (value === undefined) return [];
  const networks = value.split(',').map((each) => each.trim());
  for (const network of networks) {
    const [address = '', bits, ...more] = network.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    const isNetwork = more.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most));
    if (!isNetwork || (isIP(address) === 0 && network !== 'loopback')) {
      throw invalid(name, network, 'an address, a network such as 10.0.0.0/8, or loopback');
    }
  }
  return networks;
}

function readMail(smtpUrl: string | undefined, from: string | undefined): ServerConfiguration['mail'] {
  if (smtpUrl === undefined && from === undefined) return undefined;
  if (smtpUrl === undefined) throw serverErrors.SETTING_MISSING({ setting: '--mail-from', needs: '--smtp-url' });
  if (from === undefined) throw serverErrors.SETTING_MISSING({ setting: '--smtp-url', needs: '--mail-from' });
  // Says at the start what is wrong with them; it connects to nothing.
  openMailer({ smtpUrl, from }).close();
  return { smtpUrl, from };
}

function readTls(cert: string | undefined, key: string | undefined): ServerConfiguration['tls'] {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined) throw serverErrors.SETTING_MISSING({ setting: '--tls-key', needs: '--tls-cert' });
  if (key === undefined) throw serverErrors.SETTING_MISSING({ setting: '--tls-cert', needs: '--tls-key' });
  const tls = { cert: readTlsFile(cert), key: readTlsFile(key) };
  try {
    createSecureContext(tls);
  } catch (cause) {
    const detail = (cause as Error).message.replace(/^error:[0-9a-f]*:/i, '');
    const reason = `not a certificate and, in \`${key}\`, its key (${detail})`;
    throw serverErrors.TLS_FILE_UNREADABLE({ file: cert, reason }, { cause });
  }
  return tls;
}

function readTlsFile(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw serverErrors.TLS_FILE_UNREADABLE(
      { file, reason: (cause as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause },
    );
  }
}

function readAdministrator(name: string | undefined): string | undefined {
  if (name !== undefined && !/^[^@\s]+@[^@\s]+$/.test(name))
    throw invalid('administrator', name, 'a user principal name');
  return name;
}

function readBootstrap(id: string | undefined, secret: string | undefined): ServerConfiguration['bootstrap'] {
  if (id === undefined && secret === undefined) return undefined;
  const [idName, secretName] = [settings.bootstrapClientId.variable, settings.bootstrapClientSecret.variable];
  if (id === undefined) throw serverErrors.SETTING_MISSING({ setting: secretName, needs: idName });
  if (secret === undefined) throw serverErrors.SETTING_MISSING({ setting: idName, needs: secretName });
  const clientId = toObjectId(id);
  if (clientId === undefined) throw invalid('bootstrapClientId', id, 'a GUID');
  if (secret.length < shortestSecret) {
    throw invalid('bootstrapClientSecret', '…', `a secret of at least ${shortestSecret} characters`);
  }
  return { clientId, clientSecret: secret };
}

/** True for addresses that only this machine can reach. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
