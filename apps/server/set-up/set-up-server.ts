import {
  addSecret,
  applicationPermissions,
  createApplication,
  createServicePrincipal,
  type Directory,
  grantPermissions,
  operatorCaller,
  setUpDirectory,
} from '@muster/directory';
import type { ObjectId } from '@muster/kernel';
import type { ServerConfiguration } from '../configuration/read-configuration.ts';
import { loadDemo } from './load-demo.ts';

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
  /** People of the demo company that this start created. */
  readonly demoPeople: number;
}

/**
 * Makes an empty database a directory, with the demo company if that is wanted, and one application that has all
 * permissions; leaves a directory as it is. The application comes last: a start that was killed before is made up for
 * by the next one.
 *
 * @throws AppError DOMAIN_INVALID
 */
export async function setUpServer(
  directory: Directory,
  configuration: Pick<ServerConfiguration, 'name' | 'domain' | 'bootstrap' | 'loadsDemo'>,
): Promise<ReadyDirectory> {
  const { organization, isNew } = await setUpDirectory(directory, {
    displayName: configuration.name,
    initialDomain: configuration.domain,
  });
  const { id: tenantId, displayName } = organization;
  const needsAdministrator = isNew || !(await hasApplication(directory));
  if (!needsAdministrator) return { tenantId, displayName, firstAdministrator: undefined, demoPeople: 0 };
  const demoPeople = configuration.loadsDemo ? await loadDemo(directory) : 0;
  const { bootstrap } = configuration;
  const created = await createClient(directory, {
    displayName: 'Muster administration',
    permissions: applicationPermissions,
    ...(bootstrap === undefined ? {} : { appId: bootstrap.clientId, secretText: bootstrap.clientSecret }),
  });
  const clientSecret = bootstrap === undefined ? created.secretText : undefined;
  return { tenantId, displayName, firstAdministrator: { clientId: created.appId, clientSecret }, demoPeople };
}

/** False when a start was interrupted between making the directory and its first application. */
async function hasApplication(directory: Directory): Promise<boolean> {
  return (await directory.store.read((session) => session.objects.countLive('application'))) > 0;
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
