import { useState } from 'react';
import { Facts } from '../../controls/facts.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AccessDialog } from '../access-dialog.tsx';
import { useHeldName, useScopeText, useTimeText } from '../access-names.tsx';
import { accessTexts } from '../access-texts.ts';
import { durationText, minutesOf } from '../durations.ts';
import { heldOf } from '../held.ts';
import { noReason, ReasonFields } from '../reason-fields.tsx';
import { useSettings } from '../role-queries.ts';
import { stageOf } from '../rules/role-rules.ts';
import { useDecide, type WaitingRequest } from './approvals.ts';

export interface DecisionDialogProps {
  readonly isApproved: boolean;
  readonly waiting: WaitingRequest;
  onClose(): void;
}

/** Shows what is asked for, asks why it is approved or denied, and decides. */
export function DecisionDialog({ isApproved, waiting, onClose }: DecisionDialogProps) {
  const { language } = useChosen();
  const texts = useTexts(accessTexts);
  const nameOf = useHeldName();
  const scopeText = useScopeText();
  const timeText = useTimeText();
  const decide = useDecide();
  const [reason, setReason] = useState(noReason);
  const { request, type } = waiting;
  const rule = useSettings(heldOf(request)).data?.rules.Approval_EndUser_Assignment;
  const isReasonNeeded =
    waiting.by === 'approval' && (rule === undefined || stageOf(rule).isApproverJustificationRequired);
  const who = request.createdBy.user?.displayName ?? '–';
  const expiration = request.scheduleInfo?.expiration;
  const minutes = minutesOf(expiration?.duration ?? '');
  const lasts =
    minutes === undefined ? timeText(expiration?.endDateTime) || texts.never : durationText(minutes, language);
  const run = async () => {
    await decide(waiting, isApproved, reason.justification);
    say({ text: (isApproved ? texts.saidApproved : texts.saidDenied)(who) });
  };
  return (
    <AccessDialog
      title={(isApproved ? texts.approveTitle : texts.denyTitle)(who)}
      confirm={isApproved ? texts.approve : texts.deny}
      isWaiting={isReasonNeeded && reason.justification.trim() === ''}
      onConfirm={run}
      onClose={onClose}
    >
      <Facts
        facts={[
          { label: texts.what, value: nameOf(request) },
          ...(type === 'role' ? [{ label: texts.scope, value: scopeText(request) }] : []),
          { label: texts.duration, value: lasts },
          { label: texts.justification, value: request.justification },
        ]}
      />
      {(waiting.by === 'approval' || isApproved) && (
        <ReasonFields
          reason={reason}
          isJustificationNeeded={isReasonNeeded}
          isTicketNeeded={false}
          onChange={setReason}
        />
      )}
    </AccessDialog>
  );
}
