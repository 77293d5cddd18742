import type { ObjectId } from '@muster/kernel';
import type { Caller } from '../actors/caller.ts';
import { authorizeSome } from '../authorization/authorize.ts';
import { authorizeFor } from '../authorization/authorize-for.ts';
import type { Change } from '../changes/change.ts';
import { changeDirectory } from '../changes/change-directory.ts';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import { patchGroup } from '../groups/update-group.ts';
import type { Group } from '../objects/directory-object.ts';
import { lockObject } from '../objects/require-object.ts';
import { decided, requireHeldPass, type SeenNumbers } from './held-pass.ts';

/** What becomes of the group: it keeps its rule, paused, or goes back to the rule that it had before. */
export const rejections = ['pause', 'restoreRule'] as const;
export type Rejection = (typeof rejections)[number];

/**
 * Decides that a held pass is not to go on. Nobody moves: the group is paused, or goes back to the rule that it had before
 * the one whose pass is held, which a pass of its own then applies.
 *
 * @throws AppError INSUFFICIENT_PRIVILEGES, RESOURCE_NOT_FOUND, APPROVAL_NOT_WANTED, APPROVAL_OUTDATED when the numbers
 *   seen are not those that wait, PREVIOUS_RULE_UNKNOWN when the rule did not change, and those of saving a rule
 */
export async function rejectMembershipChange(
  directory: Directory,
  caller: Caller,
  id: ObjectId,
  rejection: Rejection = 'pause',
  seen: SeenNumbers = {},
): Promise<void> {
  authorizeSome(caller, 'approve membership changes');
  await changeDirectory(directory, caller, 'reject-membership-change', 'exclusive', async (change) => {
    const group = await lockObject(change.session, 'group', id);
    await authorizeFor(change, caller, 'approve membership changes', group);
    await authorizeFor(change, caller, 'change membership rules', group);
    const { held } = await requireHeldPass(change, id, seen);
    const properties =
      rejection === 'pause'
        ? { membershipRuleProcessingState: 'Paused' }
        : { membershipRule: await previousRule(change, group) };
    // It was in force before: whatever it fails, it failed then.
    await patchGroup(change, caller, group, { properties, ignoresRuleTests: true });
    change.fact(group, 'update', decided(held));
  });
}

/** @throws AppError PREVIOUS_RULE_UNKNOWN */
async function previousRule(change: Change, { id, properties }: Group): Promise<string> {
  const { history } = change.session;
  const present = await history.present();
  const registered = (await history.registrationsUpTo(id, [present])).get(present)?.seq ?? 1;
  const before = (await history.valuesSetUpTo(id, 'group', [registered - 1], ['membershipRule'])).get(registered - 1);
  const rule = before?.get('membershipRule');
  if (typeof rule !== 'string' || rule === properties.membershipRule) {
    throw directoryErrors.PREVIOUS_RULE_UNKNOWN({ id });
  }
  return rule;
}
