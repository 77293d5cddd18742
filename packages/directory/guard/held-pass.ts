import type { ObjectId } from '@muster/kernel';
import type { Change } from '../changes/change.ts';
import { directoryErrors } from '../errors.ts';
import type { HeldPass, Pass } from '../ports/rule-store.ts';

/** The numbers that whoever decides has seen; absent ones are taken as they stand. */
export interface SeenNumbers {
  readonly leaving?: number;
  readonly joining?: number;
}

/**
 * The group's pass that waits for an approval.
 *
 * @throws AppError APPROVAL_NOT_WANTED, APPROVAL_OUTDATED when the numbers seen are not those that wait
 */
export async function requireHeldPass(
  change: Change,
  id: ObjectId,
  seen: SeenNumbers,
): Promise<{ readonly pass: Pass; readonly held: HeldPass }> {
  const pass = await change.session.rules.pass(id);
  if (pass === undefined || pass.held === null || pass.held.until <= change.now) {
    throw directoryErrors.APPROVAL_NOT_WANTED({ id });
  }
  const { leaving, joining } = pass.held;
  if ((seen.leaving ?? leaving) !== leaving || (seen.joining ?? joining) !== joining) {
    throw directoryErrors.APPROVAL_OUTDATED({ leaving, joining });
  }
  return { pass, held: pass.held };
}

/** What the log says of a decision, whichever it was: it is no longer waited for. */
export function decided({ leaving, joining }: HeldPass) {
  const before = { isApprovalRequired: true, leavingCount: leaving, joiningCount: joining };
  return { membershipRuleProcessingStatus: [before, { ...before, isApprovalRequired: false }] } as const;
}
