import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AccessDialog } from '../access-dialog.tsx';
import { accessTexts } from '../access-texts.ts';
import { type AccessKind, heldOf } from '../held.ts';
import { useAccess } from '../role-queries.ts';
import type { AccessSchedule } from '../role-records.ts';
import { roleTexts } from '../role-texts.ts';

export interface RemoveAssignmentDialogProps {
  readonly schedule: AccessSchedule;
  readonly kind: AccessKind;
  /** How many of this kind the role has. */
  readonly count: number;
  /** Name of the role or the group. */
  readonly ofWhat: string;
  onClose(): void;
}

/** Takes a role, or the eligibility for it, away. */
export function RemoveAssignmentDialog({ schedule, kind, count, ofWhat, onClose }: RemoveAssignmentDialogProps) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(roleTexts);
  const access = useTexts(accessTexts);
  const { ask } = useAccess();
  const who = schedule.principal?.displayName ?? access.unknown;
  const left = (count - 1).toLocaleString(language);
  const remove = async () => {
    await ask({ kind, action: 'adminRemove', principalId: schedule.principalId, held: heldOf(schedule) });
    say({ text: texts.saidRemoved(ofWhat, who) });
  };
  return (
    <AccessDialog title={texts.removeTitle(ofWhat, who)} confirm={general.remove} onConfirm={remove} onClose={onClose}>
      <p>{(kind === 'assignment' ? texts.removeActive : texts.removeEligible)(left)}</p>
    </AccessDialog>
  );
}
