import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AccessDialog } from '../access-dialog.tsx';
import { accessTexts } from '../access-texts.ts';
import { durationText, minutesOf, offeredMinutes } from '../durations.ts';
import { heldOf } from '../held.ts';
import { scheduleFor } from '../period.ts';
import { isReasonGiven, noReason, ReasonFields } from '../reason-fields.tsx';
import { useAccess, useSettings } from '../role-queries.ts';
import type { AccessSchedule } from '../role-records.ts';
import { demands } from '../rules/role-rules.ts';

const usualMinutes = 480;

export interface ActivateDialogProps {
  readonly eligible: AccessSchedule;
  /** What is activated, in words. */
  readonly name: string;
  readonly myId: string;
  onClose(): void;
}

/** Asks how long and why, as the settings demand, and activates. */
export function ActivateDialog({ eligible, name, myId, onClose }: ActivateDialogProps) {
  const { language } = useChosen();
  const texts = useTexts(accessTexts);
  const held = heldOf(eligible);
  const settings = useSettings(held);
  const { ask } = useAccess();
  const [chosen, setChosen] = useState<number>();
  const [starts, setStarts] = useState('');
  const [reason, setReason] = useState(noReason);
  const rules = settings.data?.rules;
  const longest = minutesOf(rules?.Expiration_EndUser_Assignment?.maximumDuration ?? '') ?? usualMinutes;
  const minutes = chosen ?? Math.min(longest, usualMinutes);
  // Whoever may not read the settings is told by the answer.
  const isJustificationNeeded = demands(rules, 'EndUser_Assignment', 'Justification');
  const isTicketNeeded = demands(rules, 'EndUser_Assignment', 'Ticketing');
  const activate = async () => {
    const made = await ask({
      kind: 'assignment',
      action: 'selfActivate',
      principalId: myId,
      held,
      scheduleInfo: scheduleFor(starts, minutes),
      ...reason,
    });
    const said = { PendingApproval: texts.saidWaiting, ScheduleCreated: texts.saidScheduled }[made.status];
    say({ text: (said ?? texts.saidActivated)(name) });
  };
  return (
    <AccessDialog
      title={texts.activateTitle(name)}
      confirm={texts.activate}
      isWaiting={settings.isPending || !isReasonGiven(reason, isJustificationNeeded, isTicketNeeded)}
      onConfirm={activate}
      onClose={onClose}
    >
      {rules?.Approval_EndUser_Assignment?.setting?.isApprovalRequired === true && <p>{texts.needsApproval}</p>}
      <Field label={texts.duration}>
        <Select value={String(minutes)} onChange={(_event, { value }) => setChosen(Number(value))}>
          {offeredMinutes(longest).map((each) => (
            <option key={each} value={each}>
              {durationText(each, language)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={texts.startsAt}>
        <Input type="datetime-local" value={starts} onChange={(_event, { value }) => setStarts(value)} />
      </Field>
      <ReasonFields
        reason={reason}
        isJustificationNeeded={isJustificationNeeded}
        isTicketNeeded={isTicketNeeded}
        onChange={setReason}
      />
    </AccessDialog>
  );
}
