import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import { checkDefaultAccess } from './check-access.ts';
import { crossTenantDefault, type DefaultAccess, storedSettings } from './cross-tenant-access.ts';

const documentName = 'cross-tenant-access';

/** The default settings as somebody has set them; undefined as long as nobody has. */
export async function readDefaultAccess(session: ReadSession): Promise<DefaultAccess | undefined> {
  const stored = (await session.settings.document(documentName)) ?? null;
  return stored === null ? undefined : (stored as unknown as DefaultAccess);
}

/**
 * What counts for all other directories.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function getDefaultAccess(
  directory: Directory,
  caller: Caller,
): Promise<{ access: DefaultAccess; isServiceDefault: boolean }> {
  authorize(caller, 'read cross-tenant access');
  const stored = await directory.store.read(readDefaultAccess);
  return { access: stored ?? crossTenantDefault, isServiceDefault: stored === undefined };
}

/**
 * Changes members of the default settings; it counts from the next invitation, redemption and sign-in on.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_INVALID
 */
export async function updateDefaultAccess(directory: Directory, caller: Caller, patch: Properties): Promise<void> {
  authorize(caller, 'change cross-tenant access');
  const checked = checkDefaultAccess(patch);
  await replaceDefault(directory, caller, 'update-cross-tenant-access', (before) => ({ ...before, ...checked }));
}

/**
 * Goes back to what the settings are by themselves.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES
 */
export async function resetDefaultAccess(directory: Directory, caller: Caller): Promise<void> {
  authorize(caller, 'change cross-tenant access');
  await replaceDefault(directory, caller, 'reset-cross-tenant-access', () => null);
}

async function replaceDefault(
  directory: Directory,
  caller: Caller,
  operation: string,
  next: (before: DefaultAccess) => DefaultAccess | null,
): Promise<void> {
  // Two administrators at once must not undo each other's change.
  await changeDirectory(directory, caller, operation, 'exclusive', async (change) => {
    const stored = await readDefaultAccess(change.session);
    const after = next(stored ?? crossTenantDefault);
    await change.session.settings.saveDocument(documentName, after === null ? null : storedSettings(after));
    const values = [stored ?? null, after] as unknown as [PropertyValue, PropertyValue];
    change.fact({ type: 'policy', id: 'crossTenantAccessPolicy' }, 'update', { default: values });
  });
}
