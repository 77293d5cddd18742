import type { Caller } from '../actors/caller.ts';
import { authorize } from '../authorization/authorize.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { invalid } from '../identity-providers/input-values.ts';
import type { Properties, PropertyValue } from '../objects/directory-object.ts';
import type { ReadSession } from '../ports/directory-store.ts';

/** What people from outside may do about their own account here. */
export interface ExternalIdentitiesPolicy {
  /** False: only an administrator takes them out. */
  readonly allowExternalIdentitiesToLeave: boolean;
  /** Kept as it was set; deleted accounts are purged after 30 days in any case. */
  readonly allowDeletedIdentitiesDataRemoval: boolean;
}

const byDefault: ExternalIdentitiesPolicy = {
  allowExternalIdentitiesToLeave: true,
  allowDeletedIdentitiesDataRemoval: false,
};
const documentName = 'external-identities-policy';

/** The policy as stored. One statement. */
export async function readExternalIdentitiesPolicy(session: ReadSession): Promise<ExternalIdentitiesPolicy> {
  const stored = (await session.settings.document(documentName)) ?? {};
  return { ...byDefault, ...(stored as Partial<ExternalIdentitiesPolicy>) };
}

/** @throws AppError INSUFFICIENT_PRIVILEGES */
export async function getExternalIdentitiesPolicy(
  directory: Directory,
  caller: Caller,
): Promise<ExternalIdentitiesPolicy> {
  authorize(caller, 'read external collaboration policies');
  return directory.store.read(readExternalIdentitiesPolicy);
}

/** @throws AppError INSUFFICIENT_PRIVILEGES, PROPERTY_INVALID */
export async function updateExternalIdentitiesPolicy(
  directory: Directory,
  caller: Caller,
  patch: Properties,
): Promise<void> {
  authorize(caller, 'change external collaboration policies');
  for (const [name, value] of Object.entries(patch)) {
    if (!Object.hasOwn(byDefault, name)) throw invalid(name, 'there is no such setting');
    if (typeof value !== 'boolean') throw invalid(name, 'true or false is expected');
  }
  await changeDirectory(directory, caller, 'update-external-identities-policy', 'exclusive', async (change) => {
    const before = (await readExternalIdentitiesPolicy(change.session)) as unknown as Properties;
    await change.session.settings.saveDocument(documentName, { ...before, ...patch });
    const changes = Object.entries(patch).map(([name, value]): [string, [PropertyValue, PropertyValue]] => [
      name,
      [before[name]!, value],
    ]);
    change.fact({ type: 'policy', id: 'externalIdentitiesPolicy' }, 'update', Object.fromEntries(changes));
  });
}
