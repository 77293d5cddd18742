import type { ObjectId } from '@muster/kernel';
import { systemCaller } from '../actors/caller.ts';
import { appAccessOfApplication } from '../app-roles/app-access.ts';
import { applicationPermissions } from '../authorization/permission-table.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import { graphServicePrincipal } from '../consents/graph-service-principal.ts';
import type { Directory } from '../context.ts';
import type { Application, PropertyValue } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { grantPermissionsIn } from './grant-permissions.ts';

/** What the application is called that set-up makes. */
export const firstAdministratorName = 'Muster administration';

const documentName = 'first-administrator';

/** Which application set-up made, and the permissions that there were when it was last looked after. */
interface FirstAdministrator {
  /** The service principal; null where it cannot be told any more. */
  readonly id: ObjectId | null;
  readonly known: readonly string[];
}

/** Remembers the application that set-up has made with all permissions. */
export async function rememberFirstAdministrator(directory: Directory, id: ObjectId): Promise<void> {
  await directory.store.write('shared', ({ settings }) => settings.saveDocument(documentName, first(id, [])));
}

/**
 * Gives the application that set-up made the permissions that this version has and earlier ones had not, as Muster's own
 * doing, which the log says. Only while it holds every permission that there was: whoever took one away wanted it to be
 * limited, and it stays so. Nothing more than it could give itself. One statement when nothing is new.
 *
 * @returns the permissions that were granted
 */
export async function grantNewPermissions(directory: Directory): Promise<readonly string[]> {
  const before = await directory.store.read(({ settings }) => settings.document(documentName));
  if (before !== undefined && newOnes(before as unknown as FirstAdministrator).length === 0) return [];
  return changeDirectory(directory, systemCaller, 'grant-new-permissions', 'shared', async (change) => {
    const { objects, settings } = change.session;
    const seen = await standing(change.session);
    // Several servers may start at once: whoever has the lock looks again.
    const principal = seen.id === null ? undefined : await objects.lock('servicePrincipal', seen.id);
    const { id, known } = await standing(change.session);
    const added = newOnes({ id, known });
    if (added.length === 0) return [];
    await settings.saveDocument(documentName, first(id, known));
    if (id === null || principal === undefined) return [];
    const { roles: held } = await appAccessOfApplication(change.session, id, await graphServicePrincipal(change));
    if (!isEverything(held, known)) return [];
    const missing = added.filter((each) => !held.includes(each));
    if (missing.length === 0) return [];
    await grantPermissionsIn(change, principal, missing);
    return missing;
  });
}

const newOnes = ({ known }: FirstAdministrator) => applicationPermissions.filter((each) => !known.includes(each));

/** An older version may run beside this one, or later: what it does not know was known all the same. */
function first(id: ObjectId | null, known: readonly string[]): PropertyValue {
  return { id, known: [...new Set([...known, ...applicationPermissions])].sort() };
}

/** Permissions that this version does not have any more count for nothing. */
function isEverything(held: readonly string[], known: readonly string[]): boolean {
  const meant = known.filter((each) => applicationPermissions.includes(each));
  return held.includes('AppRoleAssignment.ReadWrite.All') && meant.every((each) => held.includes(each));
}

async function standing(session: ReadSession): Promise<FirstAdministrator> {
  const stored = await session.settings.document(documentName);
  return stored === undefined ? foundInLog(session) : (stored as unknown as FirstAdministrator);
}

/**
 * Directories from before this was remembered: the oldest application, when the operator's set-up made it, and what the
 * log says that it was granted; it said so at the application itself then.
 */
async function foundInLog(session: ReadSession): Promise<FirstAdministrator> {
  const nobody = { id: null, known: [] };
  const { objects } = await session.objects.list(
    {
      types: ['application'],
      scope: { kind: 'all' },
      filter: null,
      orderBy: null,
      limit: 1,
      after: null,
      wantsCount: false,
    },
    null,
  );
  const [application] = objects as readonly Application[];
  const creation = application && (await session.log.lastChangeOf(application.id, 'create'));
  const isSetUps = creation?.facts.some(({ changes }) => changes.displayName?.[1] === firstAdministratorName);
  if (creation?.cause.actor.kind !== 'operator' || isSetUps !== true) return nobody;
  const principal = await session.objects.findByKey(
    'servicePrincipal',
    'appId',
    application!.properties.appId as string,
  );
  if (principal === undefined) return nobody;
  const place = await session.history.present();
  const values = await session.history.valuesSetUpTo(principal.id, 'servicePrincipal', [place], ['appRoles']);
  const granted = values.get(place)?.get('appRoles');
  return Array.isArray(granted) ? { id: principal.id, known: granted as readonly string[] } : nobody;
}
