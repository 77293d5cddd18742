import { useState } from 'react';
import { browserNow } from '../../shell/browser-clock.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AccessDialog } from '../access-dialog.tsx';
import { accessTexts } from '../access-texts.ts';
import { type AccessKind, heldOf } from '../held.ts';
import { type Period, periodFault, scheduleInfoOf } from '../period.ts';
import { PeriodFields } from '../period-fields.tsx';
import { noReason, ReasonFields } from '../reason-fields.tsx';
import { useAccess } from '../role-queries.ts';
import type { AccessRequest, AccessSchedule } from '../role-records.ts';

export interface ExtendDialogProps {
  readonly action: 'selfExtend' | 'selfRenew';
  readonly kind: AccessKind;
  readonly of: AccessSchedule | AccessRequest;
  readonly name: string;
  readonly myId: string;
  onClose(): void;
}

/** Asks administrators to let something last longer, or to give it again. */
export function ExtendDialog({ action, kind, of, name, myId, onClose }: ExtendDialogProps) {
  const texts = useTexts(accessTexts);
  const { ask } = useAccess();
  const [period, setPeriod] = useState<Period>({ starts: '', lasting: 'until', ends: '' });
  const [reason, setReason] = useState(noReason);
  const send = async () => {
    const scheduleInfo = scheduleInfoOf(period);
    await ask({ kind, action, principalId: myId, held: heldOf(of), scheduleInfo, ...reason });
    say({ text: texts.saidAsked(name) });
  };
  return (
    <AccessDialog
      title={(action === 'selfExtend' ? texts.extendTitle : texts.renewTitle)(name)}
      confirm={action === 'selfExtend' ? texts.extend : texts.renew}
      isWaiting={periodFault(period, browserNow()) !== undefined}
      onConfirm={send}
      onClose={onClose}
    >
      <p>{texts.toAdministrators}</p>
      <PeriodFields period={period} hasStart={false} onChange={setPeriod} />
      <ReasonFields reason={reason} isJustificationNeeded={false} isTicketNeeded={false} onChange={setReason} />
    </AccessDialog>
  );
}
