import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AccessDialog } from '../access-dialog.tsx';
import { useTimeText } from '../access-names.tsx';
import { accessTexts } from '../access-texts.ts';
import { heldOf } from '../held.ts';
import { useAccess } from '../role-queries.ts';
import type { AccessSchedule } from '../role-records.ts';

export interface DeactivateDialogProps {
  readonly of: AccessSchedule;
  readonly name: string;
  readonly myId: string;
  onClose(): void;
}

/** Ends an activation before its time. */
export function DeactivateDialog({ of, name, myId, onClose }: DeactivateDialogProps) {
  const texts = useTexts(accessTexts);
  const timeText = useTimeText();
  const { ask } = useAccess();
  const end = async () => {
    await ask({ kind: 'assignment', action: 'selfDeactivate', principalId: myId, held: heldOf(of) });
    say({ text: texts.saidDeactivated(name) });
  };
  return (
    <AccessDialog title={texts.deactivateTitle(name)} confirm={texts.deactivate} onConfirm={end} onClose={onClose}>
      <p>{texts.deactivateText(timeText(of.scheduleInfo?.expiration?.endDateTime))}</p>
    </AccessDialog>
  );
}
