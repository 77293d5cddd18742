import type { ObjectId } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { lockObject } from '../objects/require-object.ts';
import { decided, requireHeldPass, type SeenNumbers } from './held-pass.ts';

/**
 * Lets a held pass go on: as many may leave and join as it asked for, and by as many more as nobody need be asked about.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, APPROVAL_NOT_WANTED, APPROVAL_OUTDATED when the numbers
 *   seen are not those that wait
 */
export async function approveMembershipChange(
  directory: Directory,
  caller: Caller,
  id: ObjectId,
  seen: SeenNumbers = {},
): Promise<void> {
  authorizeSome(caller, 'approve membership changes');
  await changeDirectory(directory, caller, 'approve-membership-change', 'exclusive', async (change) => {
    const group = await lockObject(change.session, 'group', id);
    await authorizeFor(change, caller, 'approve membership changes', group);
    const { pass, held } = await requireHeldPass(change, id, seen);
    const { leaving, joining } = held;
    const approval = { leaving, joining, by: loggedActor(caller.actor).name, at: change.now };
    await change.session.rules.savePasses([{ ...pass, held: null, approval }]);
    change.fact(group, 'update', decided(held));
    change.queuedPass = true;
  });
}
