import { useState } from 'react';
import { browserNow } from '../../shell/browser-clock.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AccessDialog } from '../access-dialog.tsx';
import { accessTexts } from '../access-texts.ts';
import { type AccessKind, adminPart, heldOf } from '../held.ts';
import { localTime, type Period, periodFault, scheduleInfoOf } from '../period.ts';
import { PeriodFields } from '../period-fields.tsx';
import { isReasonGiven, noReason, ReasonFields } from '../reason-fields.tsx';
import { useAccess, useSettings } from '../role-queries.ts';
import type { AccessSchedule } from '../role-records.ts';
import { roleTexts } from '../role-texts.ts';
import { demands } from '../rules/role-rules.ts';

export interface ChangePeriodDialogProps {
  readonly schedule: AccessSchedule;
  readonly kind: AccessKind;
  onClose(): void;
}

/** Changes when a role, or the eligibility for it, begins and ends. */
export function ChangePeriodDialog({ schedule, kind, onClose }: ChangePeriodDialogProps) {
  const { texts: general } = useChosen();
  const texts = useTexts(roleTexts);
  const access = useTexts(accessTexts);
  const held = heldOf(schedule);
  const rules = useSettings(held).data?.rules;
  const { ask } = useAccess();
  const [period, setPeriod] = useState<Period>(() => periodOf(schedule));
  const [reason, setReason] = useState(noReason);
  const hasBegun = Date.parse(schedule.scheduleInfo?.startDateTime ?? '') <= browserNow();
  const part = adminPart(kind);
  const isJustificationNeeded = demands(rules, part, 'Justification');
  const isTicketNeeded = demands(rules, part, 'Ticketing');
  const change = async () => {
    const scheduleInfo = scheduleInfoOf(period);
    await ask({ kind, action: 'adminUpdate', principalId: schedule.principalId, held, scheduleInfo, ...reason });
    say({ text: texts.saidChanged });
  };
  return (
    <AccessDialog
      title={texts.changeTitle(schedule.principal?.displayName ?? access.unknown)}
      confirm={general.save}
      isWaiting={
        periodFault(period, browserNow()) !== undefined || !isReasonGiven(reason, isJustificationNeeded, isTicketNeeded)
      }
      onConfirm={change}
      onClose={onClose}
    >
      <PeriodFields period={period} hasStart={!hasBegun} onChange={setPeriod} />
      <ReasonFields
        reason={reason}
        isJustificationNeeded={isJustificationNeeded}
        isTicketNeeded={isTicketNeeded}
        onChange={setReason}
      />
    </AccessDialog>
  );
}

function periodOf({ scheduleInfo }: AccessSchedule): Period {
  const ends = scheduleInfo?.expiration?.endDateTime;
  const starts = Date.parse(scheduleInfo?.startDateTime ?? '');
  return {
    starts: starts > browserNow() ? localTime(starts) : '',
    lasting: ends == null ? 'permanent' : 'until',
    ends: ends == null ? '' : localTime(Date.parse(ends)),
  };
}
