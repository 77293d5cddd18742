import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeObjects } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { describeChange } from '../objects/describe-change.ts';
import type { User } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import type { WriteSession } from '../ports/directory-store.ts';
import { reviveRulesNaming } from '../rules/revive-rules.ts';

/**
 * Puts a user among the deleted items. The user leaves every group in the same transaction; a group of the user's
 * direct reports is emptied. The user principal name becomes free.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, LAST_GLOBAL_ADMINISTRATOR
 * @see Graph surface spec §6.8; rule language spec §7.9
 */
export async function deleteUser(directory: Directory, caller: Caller, id: ObjectId): Promise<void> {
  authorizeSome(caller, 'delete users');
  const lock = (session: WriteSession) => lockObject(session, 'user', id);
  await changeObjects(directory, caller, 'delete-user', lock, async (change, before) => {
    await authorizeFor(change, caller, 'delete users', before);
    await discardUser(change, before);
  });
}

/** Puts a locked user among the deleted items. Whether that is allowed is asked before. */
export async function discardUser(change: Change, before: User): Promise<void> {
  const { id } = before;
  const isNamed = change.directory.rules.naming(id).length > 0;
  if (isNamed) change.requireExclusive();
  const userPrincipalName = `${id.replaceAll('-', '')}${before.properties.userPrincipalName as string}`;
  const after: User = {
    ...before,
    version: before.version + 1,
    deletedAt: change.now,
    properties: { ...before.properties, userPrincipalName, signInSessionsValidFromDateTime: change.now },
  };
  await change.session.objects.update(before, after);
  change.fact(after, 'delete', describeChange(before, after));
  change.transitions.push({ before, after: null });
  if (isNamed) await reviveRulesNaming(change, id, false);
}
