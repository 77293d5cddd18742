import type { AddressInfo } from 'node:net';
import { type Directory, grantNewPermissions } from '@muster/directory';
import type { AppError, Clock, ObjectId } from '@muster/kernel';
import type { LedgerSource } from '@muster/roster';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { remotePasswords } from './adapters/remote-passwords.ts';
import { backgroundWork } from './background/background-work.ts';
import { keepSignIn } from './background/keep-sign-in.ts';
import type { ServerConfiguration } from './configuration/read-configuration.ts';
import { type OpenedDirectory, openDirectory } from './database/open-directory.ts';
import { checkAddress } from './http/check-address.ts';
import { listenError } from './http/listen-error.ts';
import type { FirstPerson } from './set-up/make-first-person.ts';
import { type FirstAdministrator, setUpServer } from './set-up/set-up-server.ts';
import { systemClock } from './system-clock.ts';

const longestDrainMs = 20_000;
const minute = 60_000;

/** A running server. */
export interface RunningServer {
  /** Address it listens on, or the public one when it is configured. */
  readonly url: string;
  readonly tenantId: ObjectId;
  readonly displayName: string;
  /** People loaded by this start; 0 when the demo was not asked for or is there already. */
  readonly demoPeople: number;
  /** Set when this start made the directory. */
  readonly firstAdministrator: FirstAdministrator | undefined;
  /** Set when this start made the directory, for somebody who administers it in the browser. */
  readonly firstPerson: FirstPerson | undefined;
  readonly directory: Directory;
  /** The stored ledger, for verification. */
  readonly ledger: LedgerSource;
  /** Takes no new requests, answers those that run, stops background work, closes the database. */
  stop(): Promise<void>;
}

export interface ServeOptions {
  readonly clock?: Clock;
  /** Told when the server cannot go on, because its database ended; it should be stopped. */
  readonly onFatal?: (error: AppError) => void;
}

/**
 * Starts the server: database, directory, background work, HTTP. Returns once it listens.
 *
 * @throws AppError of the configuration, the bundled server, the store; ADDRESS_IN_USE, LISTEN_FAILED
 */
export async function serve(configuration: ServerConfiguration, options: ServeOptions = {}): Promise<RunningServer> {
  const clock = options.clock ?? systemClock;
  const log = pino({ level: configuration.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));
  await checkAddress(configuration);
  let opened: OpenedDirectory | undefined;
  const background = backgroundWork(
    () => opened!.directory,
    () => opened!.open,
    log,
    configuration.database.kind === 'bundled',
    configuration.passBatch,
    configuration.mail,
  );
  const opening = openDirectory({
    database: configuration.database,
    clock,
    log,
    keepsColumns: configuration.keepsColumns,
    sendsMail: configuration.mail !== undefined,
    remotePasswords: ({ store }) => remotePasswords(store, configuration.providerNetworks, log),
    onPassQueued: () => background.wake(),
    ...(options.onFatal === undefined ? {} : { onDatabaseExit: options.onFatal }),
  });
  // The libraries of HTTP and sign-in load while the database starts.
  const [, { buildApp }] = await Promise.all([opening, import('./http/build-app.ts')]);
  opened = await opening;
  const { directory } = opened;
  let app: FastifyInstance | undefined;
  const stop = async () => {
    await drain(app);
    await background.stop();
    await opened!.close();
  };
  try {
    const ready = await setUpServer(directory, configuration);
    const granted = await grantNewPermissions(directory);
    if (granted.length > 0) log.info({ permissions: granted }, 'the first application got permissions that are new');
    const built = await buildApp({
      directory,
      records: opened.open.signInRecords,
      tenantId: ready.tenantId,
      configuration,
      clock,
      log,
    });
    app = built.app;
    background.add('keeping sign-in in order', minute, (signal) =>
      keepSignIn(built.signIn, opened!.open.signInRecords, clock, signal),
    );
    const url = await listen(app, configuration);
    background.start();
    let stopping: Promise<void> | undefined;
    return {
      url,
      tenantId: ready.tenantId,
      displayName: ready.displayName,
      demoPeople: ready.demoPeople,
      firstAdministrator: ready.firstAdministrator,
      firstPerson: ready.firstPerson,
      directory,
      ledger: opened.open.ledgerSource,
      stop: () => (stopping ??= stop()),
    };
  } catch (problem) {
    await stop();
    throw problem;
  }
}

/**
 * Takes no new requests and waits for the answers to those that run, but not for what their clients may ask next on the
 * same connection, nor for ever: a request that is still not whole after a while has lost its client.
 */
async function drain(app: FastifyInstance | undefined): Promise<void> {
  if (app === undefined) return;
  const sweep = setInterval(() => app.server.closeIdleConnections(), 100);
  const cut = setTimeout(() => app.server.closeAllConnections(), longestDrainMs);
  await app.close();
  clearInterval(sweep);
  clearTimeout(cut);
}

async function listen(app: FastifyInstance, configuration: ServerConfiguration): Promise<string> {
  const { host, port, tls, publicUrl } = configuration;
  try {
    await app.listen({ host, port });
  } catch (cause) {
    throw listenError(configuration, cause);
  }
  const address = app.server.address() as AddressInfo;
  const shown = host === 'localhost' ? host : address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return publicUrl ?? `${tls === undefined ? 'http' : 'https'}://${shown}:${address.port}`;
}
