import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { Picked } from '../../controls/picked-objects.tsx';
import { browserNow } from '../../shell/browser-clock.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AccessDialog } from '../access-dialog.tsx';
import { type AccessKind, adminPart } from '../held.ts';
import { fromNowOn, periodFault, scheduleInfoOf } from '../period.ts';
import { PeriodFields } from '../period-fields.tsx';
import { PrincipalField } from '../principal-field.tsx';
import { isReasonGiven, noReason, ReasonFields } from '../reason-fields.tsx';
import { useAccess, useSettings } from '../role-queries.ts';
import { roleTexts } from '../role-texts.ts';
import { demands } from '../rules/role-rules.ts';
import { ScopeField } from '../scope-field.tsx';
import { isForUnits } from '../units/unit-roles.ts';
import { type AccessTarget, heldAt, targetName } from './access-target.ts';

export interface AssignDialogProps {
  readonly target: AccessTarget;
  /** The administrative unit in which it is to count; asked for when it is absent. */
  readonly unit?: Picked;
  onClose(): void;
}

/** Gives a role or access to a group, or makes somebody eligible for it. */
export function AssignDialog({ target, unit: givenUnit, onClose }: AssignDialogProps) {
  const texts = useTexts(roleTexts);
  const { ask } = useAccess();
  const [kind, setKind] = useState<AccessKind>('eligibility');
  const [principal, setPrincipal] = useState<Picked>();
  const [unit, setUnit] = useState<Picked | 'directory' | 'none'>(givenUnit ?? 'directory');
  const [accessId, setAccessId] = useState<'member' | 'owner'>('member');
  const [period, setPeriod] = useState(fromNowOn);
  const [reason, setReason] = useState(noReason);
  const directoryScopeId = unit === 'directory' ? '/' : unit === 'none' ? '' : `/administrativeUnits/${unit.id}`;
  const rules = useSettings(heldAt(target, '/', accessId)).data?.rules;
  const part = adminPart(kind);
  const isEndNeeded = rules?.[`Expiration_${part}`]?.isExpirationRequired === true;
  const isJustificationNeeded = demands(rules, part, 'Justification');
  const isTicketNeeded = demands(rules, part, 'Ticketing');
  const wanted = isEndNeeded ? { ...period, lasting: 'until' as const } : period;
  const assign = async () => {
    await ask({
      kind,
      action: 'adminAssign',
      principalId: principal!.id,
      held: heldAt(target, directoryScopeId, accessId),
      scheduleInfo: scheduleInfoOf(wanted),
      ...reason,
    });
    say({ text: (kind === 'eligibility' ? texts.saidEligible : texts.saidAssigned)(principal!.name) });
  };
  return (
    <AccessDialog
      title={texts.addTitle(targetName(target))}
      confirm={texts.assign}
      isWaiting={
        principal === undefined ||
        directoryScopeId === '' ||
        periodFault(wanted, browserNow()) !== undefined ||
        !isReasonGiven(reason, isJustificationNeeded, isTicketNeeded)
      }
      onConfirm={assign}
      onClose={onClose}
    >
      <Field label={texts.assignmentType} hint={kind === 'eligibility' ? texts.addEligibleText : texts.addActiveText}>
        <RadioGroup layout="horizontal" value={kind} onChange={(_event, { value }) => setKind(value as AccessKind)}>
          <Radio value="eligibility" label={texts.addEligible} />
          <Radio value="assignment" label={texts.addActive} />
        </RadioGroup>
      </Field>
      <PrincipalField chosen={principal} hasApplications={kind === 'assignment'} onChoose={setPrincipal} />
      {target.type === 'role' && givenUnit === undefined && isForUnits(target.role) && (
        <ScopeField chosen={unit} onChoose={setUnit} />
      )}
      {target.type === 'group' && (
        <Field label={texts.as}>
          <RadioGroup
            layout="horizontal"
            value={accessId}
            onChange={(_event, { value }) => setAccessId(value as 'member' | 'owner')}
          >
            <Radio value="member" label={texts.member} />
            <Radio value="owner" label={texts.owner} />
          </RadioGroup>
        </Field>
      )}
      <PeriodFields period={wanted} isEndNeeded={isEndNeeded} onChange={setPeriod} />
      <ReasonFields
        reason={reason}
        isJustificationNeeded={isJustificationNeeded}
        isTicketNeeded={isTicketNeeded}
        onChange={setReason}
      />
    </AccessDialog>
  );
}
