import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  addSecret,
  applicationPermissions,
  createApplication,
  createServicePrincipal,
  type Directory,
  deleteApplication,
  firstAdministratorName,
  grantPermissions,
  operatorCaller,
  purgeDeletedItem,
  rememberFirstAdministrator,
  setUpDirectory,
} from '@muster/directory';
import type { Instant, ObjectId } from '@muster/kernel';
import type { ServerConfiguration } from '../configuration/read-configuration.ts';
import { type FirstPerson, makeFirstPerson } from './make-first-person.ts';

/** An application that may do everything, with the secret that is told once. */
export interface FirstAdministrator {
  readonly clientId: string;
  /** Undefined when the operator chose the secret and knows it. */
  readonly clientSecret: string | undefined;
}

export interface ReadyDirectory {
  readonly tenantId: ObjectId;
  readonly displayName: string;
  /** Set when the directory was made by this start. */
  readonly firstAdministrator: FirstAdministrator | undefined;
  /** Set when the directory was made by this start, for somebody who administers it in the browser. */
  readonly firstPerson: FirstPerson | undefined;
  /** People of the demo company that this start created. */
  readonly demoPeople: number;
}

type SetUpConfiguration = Pick<
  ServerConfiguration,
  'name' | 'domain' | 'administrator' | 'bootstrap' | 'loadsDemo' | 'database'
>;

/**
 * Makes an empty database a directory, with the demo company if that is wanted, and one application that has all
 * permissions; leaves a directory as it is. A start that was killed before all of it was there is made up for by the next
 * one. Of several servers that start on one empty database one does the work, and the others wait for it.
 *
 * @throws AppError DOMAIN_INVALID, PROPERTY_INVALID, DOMAIN_NOT_VERIFIED for the administrator's name
 */
export async function setUpServer(directory: Directory, configuration: SetUpConfiguration): Promise<ReadyDirectory> {
  const ready = await findReady(directory);
  if (ready !== undefined) return ready;
  // Nobody else can be at work in a folder of one's own, and whoever was before is dead.
  if (configuration.database.kind === 'bundled') return makeReady(directory, configuration);
  return oneAtATime(directory, async () => (await findReady(directory)) ?? makeReady(directory, configuration));
}

/** The directory, when it is there with its first application; a start that was interrupted leaves it without. */
async function findReady(directory: Directory): Promise<ReadyDirectory | undefined> {
  return directory.store.read(async (session) => {
    const organization = await session.settings.organization();
    if (organization === undefined || (await session.objects.countLive('application')) === 0) return undefined;
    // Directories from before this was kept were done when they had an application.
    if ((await session.settings.document(progressName)) === 'begun') return undefined;
    const { id: tenantId, displayName } = organization;
    return { tenantId, displayName, firstAdministrator: undefined, firstPerson: undefined, demoPeople: 0 };
  });
}

/** The document that says how far set-up is. */
const progressName = 'set-up';

const note = (directory: Directory, progress: 'begun' | 'done') =>
  directory.store.write('shared', ({ settings }) => settings.saveDocument(progressName, progress));

/** Takes away the application of a start that was killed before it could tell the secret: nobody else has made any. */
async function removeLeftOvers(directory: Directory): Promise<void> {
  if ((await directory.store.read(({ settings }) => settings.document(progressName))) !== 'begun') return;
  const page = {
    scope: { kind: 'all' },
    filter: null,
    orderBy: null,
    limit: 100,
    after: null,
    wantsCount: false,
  } as const;
  const found = await directory.store.read((session) =>
    session.objects.list({ ...page, types: ['application'] }, null),
  );
  for (const { id, properties } of found.objects) {
    const appId = properties.appId as string;
    const principal = await directory.store.read(({ objects }) =>
      objects.findByKey('servicePrincipal', 'appId', appId),
    );
    await deleteApplication(directory, operatorCaller, 'application', id);
    await purgeDeletedItem(directory, operatorCaller, id);
    if (principal !== undefined) await purgeDeletedItem(directory, operatorCaller, principal.id);
  }
}

async function makeReady(directory: Directory, configuration: SetUpConfiguration): Promise<ReadyDirectory> {
  const { organization } = await setUpDirectory(directory, {
    displayName: configuration.name,
    initialDomain: configuration.domain,
  });
  const { id: tenantId, displayName } = organization;
  await removeLeftOvers(directory);
  await note(directory, 'begun');
  const demoPeople = configuration.loadsDemo ? await (await import('./load-demo.ts')).loadDemo(directory) : 0;
  const { administrator, bootstrap } = configuration;
  const firstPerson = administrator === undefined ? undefined : await makeFirstPerson(directory, administrator);
  const created = await createClient(directory, {
    displayName: firstAdministratorName,
    permissions: applicationPermissions,
    ...(bootstrap === undefined ? {} : { appId: bootstrap.clientId, secretText: bootstrap.clientSecret }),
  });
  await rememberFirstAdministrator(directory, created.servicePrincipalId);
  await note(directory, 'done');
  const clientSecret = bootstrap === undefined ? created.secretText : undefined;
  const firstAdministrator = { clientId: created.appId, clientSecret };
  return { tenantId, displayName, firstAdministrator, firstPerson, demoPeople };
}

const leaseMs = 15_000;
const pauseMs = 100;

/** Runs the work while this process holds the job of setting up; waits while another one holds it. */
async function oneAtATime<R>(directory: Directory, work: () => Promise<R>): Promise<R> {
  const worker = randomUUID();
  const hold = (lastsMs: number) =>
    directory.store.write('shared', (session) => {
      const now = directory.clock();
      return session.jobs.takeJob('set-up', worker, now, (now + lastsMs) as Instant);
    });
  while ((await hold(leaseMs)) === undefined) await sleep(pauseMs);
  try {
    return await work();
  } finally {
    await hold(0);
  }
}

export interface NewClient {
  readonly displayName: string;
  readonly permissions: readonly string[];
  readonly appId?: ObjectId;
  readonly secretText?: string;
}

/**
 * Registers an application with service principal, secret and permissions, as the operator of the machine.
 *
 * @throws AppError PROPERTY_INVALID, UNIQUE_VALUE_TAKEN
 */
export async function createClient(
  directory: Directory,
  input: NewClient,
): Promise<{ appId: string; servicePrincipalId: ObjectId; secretText: string }> {
  const { displayName, permissions, appId, secretText } = input;
  const application = await createApplication(directory, operatorCaller, {
    properties: { displayName },
    ...(appId === undefined ? {} : { appId }),
  });
  const principal = await createServicePrincipal(directory, operatorCaller, { appId: application.properties.appId! });
  await grantPermissions(directory, operatorCaller, principal.id, permissions);
  const secret = await addSecret(directory, operatorCaller, application.id, {
    displayName: 'first secret',
    startsAt: null,
    endsAt: null,
    ...(secretText === undefined ? {} : { secretText }),
  });
  return {
    appId: application.properties.appId as string,
    servicePrincipalId: principal.id,
    secretText: secret.secretText,
  };
}
