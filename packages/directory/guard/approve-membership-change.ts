import type { ObjectId } from '@muster/kernel';
import { type Caller, loggedActor } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { lockObject } from '../objects/require-object.ts';

/** The numbers that whoever approves has seen; absent ones are taken as they stand. */
export interface SeenNumbers {
  readonly leaving?: number;
  readonly joining?: number;
}

/**
 * Lets a held pass go on: as many may leave and join as it asked for, and by as many more as nobody need be asked about.
 * Who does not want it pauses the group or gives it another rule.
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
    const pass = await change.session.rules.pass(id);
    if (pass === undefined || pass.held === null || pass.held.until <= change.now) {
      throw directoryErrors.APPROVAL_NOT_WANTED({ id });
    }
    const { leaving, joining } = pass.held;
    if ((seen.leaving ?? leaving) !== leaving || (seen.joining ?? joining) !== joining) {
      throw directoryErrors.APPROVAL_OUTDATED({ leaving, joining });
    }
    const approval = { leaving, joining, by: loggedActor(caller.actor).name, at: change.now };
    await change.session.rules.savePasses([{ ...pass, held: null, approval }]);
    const before = { isApprovalRequired: true, leavingCount: leaving, joiningCount: joining };
    const after = { isApprovalRequired: false, leavingCount: leaving, joiningCount: joining };
    change.fact(group, 'update', { membershipRuleProcessingStatus: [before, after] });
    change.queuedPass = true;
  });
}
