/** One setting of the server: what the command line, the environment and the docs say of it. */
export interface Setting {
  /** Name on the command line, with its argument, in commander's notation. */
  readonly flag: string | null;
  /** Name in the environment; the command line wins. */
  readonly variable: string;
  readonly description: string;
  readonly defaultText: string;
}

/** Every setting. `docs/settings.md` and `muster serve --help` are made from it. */
export const settings = {
  data: {
    flag: '--data <folder>',
    variable: 'MUSTER_DATA',
    description: 'data folder of the bundled PostgreSQL',
    defaultText: './muster-data',
  },
  databaseUrl: {
    flag: '--database-url <url>',
    variable: 'DATABASE_URL',
    description: 'a PostgreSQL 15 or newer to use instead of the bundled one',
    defaultText: 'none',
  },
  port: { flag: '--port <number>', variable: 'MUSTER_PORT', description: 'port to listen on', defaultText: '8080' },
  host: {
    flag: '--host <address>',
    variable: 'MUSTER_HOST',
    description: 'address to listen on',
    defaultText: '127.0.0.1',
  },
  publicUrl: {
    flag: '--public-url <url>',
    variable: 'MUSTER_PUBLIC_URL',
    description:
      'scheme and host under which clients reach the server, with the path that a proxy adds; needed when that is not a loopback address',
    defaultText: 'the address a request came to',
  },
  tlsCert: {
    flag: '--tls-cert <file>',
    variable: 'MUSTER_TLS_CERT',
    description: 'certificate chain (PEM) to serve HTTPS with',
    defaultText: 'none',
  },
  tlsKey: {
    flag: '--tls-key <file>',
    variable: 'MUSTER_TLS_KEY',
    description: 'private key (PEM) of the certificate',
    defaultText: 'none',
  },
  trustProxy: {
    flag: '--trust-proxy <addresses>',
    variable: 'MUSTER_TRUST_PROXY',
    description: 'addresses or networks, separated by commas, of proxies whose X-Forwarded headers are believed',
    defaultText: 'none',
  },
  providerNetworks: {
    flag: '--provider-networks <networks>',
    variable: 'MUSTER_PROVIDER_NETWORKS',
    description:
      'private addresses or networks, separated by commas, where identity providers and directories on premises may be; `loopback` for the machine itself',
    defaultText: 'none: public addresses only',
  },
  smtpUrl: {
    flag: '--smtp-url <url>',
    variable: 'MUSTER_SMTP_URL',
    description:
      'mail server: smtps://user:password@host (TLS) or smtp://user:password@host:587 (STARTTLS); without it no mail is sent, and links of invitations are only returned',
    defaultText: 'none',
  },
  mailFrom: {
    flag: '--mail-from <address>',
    variable: 'MUSTER_MAIL_FROM',
    description:
      'sender of mails: `directory@example.com` or `Contoso <directory@example.com>`; needed with a mail server',
    defaultText: 'none',
  },
  insecureHttp: {
    flag: '--insecure-http',
    variable: 'MUSTER_INSECURE_HTTP',
    description: 'serve unencrypted HTTP on addresses other than loopback',
    defaultText: 'no',
  },
  demo: {
    flag: '--demo',
    variable: 'MUSTER_DEMO',
    description: 'fill an empty directory with the demo company: 290 people and 107 guests',
    defaultText: 'no',
  },
  name: {
    flag: '--name <text>',
    variable: 'MUSTER_NAME',
    description: 'name of the organisation, when an empty directory is set up',
    defaultText: 'Muster',
  },
  domain: {
    flag: '--domain <name>',
    variable: 'MUSTER_DOMAIN',
    description: 'initial domain, when an empty directory is set up',
    defaultText: 'muster.internal',
  },
  administrator: {
    flag: '--administrator <user principal name>',
    variable: 'MUSTER_ADMINISTRATOR',
    description:
      'who administers an empty directory in the browser: made when not among its people, with a password that is printed once',
    defaultText: 'nobody',
  },
  bootstrapClientId: {
    flag: null,
    variable: 'MUSTER_BOOTSTRAP_CLIENT_ID',
    description: 'application id (a GUID) of the first administrator application of an empty directory',
    defaultText: 'made and printed once',
  },
  bootstrapClientSecret: {
    flag: null,
    variable: 'MUSTER_BOOTSTRAP_CLIENT_SECRET',
    description: 'its secret, at least 16 characters; nothing is printed when both are given',
    defaultText: 'made and printed once',
  },
  lenientQueries: {
    flag: '--lenient-queries',
    variable: 'MUSTER_LENIENT_QUERIES',
    description: 'answer queries that Microsoft Graph refuses although they can be answered',
    defaultText: 'no',
  },
  rateLimit: {
    flag: '--rate-limit <requests>',
    variable: 'MUSTER_RATE_LIMIT',
    description: 'requests that one address may send in ten seconds; 0 for no limit',
    defaultText: '5000',
  },
  population: {
    flag: '--population <place>',
    variable: 'MUSTER_POPULATION',
    description:
      'where rules are answered for everybody: `memory` (columns in each process, fast) or `database` (nothing in memory that grows with the people; slower, without near misses)',
    defaultText: 'memory',
  },
  passBatch: {
    flag: '--pass-batch <memberships>',
    variable: 'MUSTER_PASS_BATCH',
    description: 'memberships that passes of rules move in one transaction, while which other writes wait; at least 1',
    defaultText: '250000',
  },
  logLevel: {
    flag: '--log-level <level>',
    variable: 'MUSTER_LOG_LEVEL',
    description: 'fatal, error, warn, info, debug, trace or silent; the log goes to standard error as JSON lines',
    defaultText: 'info',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;
