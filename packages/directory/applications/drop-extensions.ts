import type { Change } from '../changes/change.ts';
import { requireExclusive } from '../changes/change-directory.ts';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { RuleKey } from '../ports/directory-store.ts';
import type { ExtensionProperty } from '../ports/settings-store.ts';

/**
 * Removes a directory extension's definition. Rules that mention it cannot be applied any more: their groups keep
 * their members and show the status Failed. Needs the exclusive key.
 *
 * @see rule language spec §3.3, §7.5
 */
export async function dropExtension(change: Change, extension: ExtensionProperty): Promise<void> {
  for (const rule of change.directory.rules.mentioning(extension.name)) {
    await change.registerRule({ id: rule.groupId, number: rule.groupNumber }, true);
  }
  await change.session.settings.removeExtensionProperty(extension.id);
  change.fact({ type: 'extensionProperty', id: extension.id }, 'purge', {
    name: [extension.name, null],
    dataType: [extension.dataType, null],
  });
}

/** Removes the definitions that applications among the objects have registered; asks for the exclusive key if there are any. */
export async function dropExtensionsOf(
  change: Change,
  key: RuleKey,
  objects: readonly DirectoryObject[],
): Promise<void> {
  const applications = new Set(objects.filter((object) => object.type === 'application').map((object) => object.id));
  if (applications.size === 0) return;
  const own = (await change.session.settings.extensionProperties()).filter((each) =>
    applications.has(each.applicationId),
  );
  if (own.length === 0) return;
  requireExclusive(key);
  for (const extension of own) await dropExtension(change, extension);
}
