import { Field, Input, Textarea } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import { accessTexts } from './access-texts.ts';

/** Why something is asked for. */
export interface Reason {
  readonly justification: string;
  readonly ticketNumber: string;
  readonly ticketSystem: string;
}

export const noReason: Reason = { justification: '', ticketNumber: '', ticketSystem: '' };

export interface ReasonFieldsProps {
  readonly reason: Reason;
  readonly isJustificationNeeded: boolean;
  readonly isTicketNeeded: boolean;
  onChange(reason: Reason): void;
}

/** Whether what the settings ask for is there. */
export const isReasonGiven = (reason: Reason, isJustificationNeeded: boolean, isTicketNeeded: boolean) =>
  (!isJustificationNeeded || reason.justification.trim() !== '') &&
  (!isTicketNeeded || reason.ticketNumber.trim() !== '');

/** Justification, and the ticket where the settings ask for one. */
export function ReasonFields({ reason, isJustificationNeeded, isTicketNeeded, onChange }: ReasonFieldsProps) {
  const texts = useTexts(accessTexts);
  return (
    <>
      <Field label={texts.justification} required={isJustificationNeeded}>
        <Textarea
          value={reason.justification}
          maxLength={4096}
          resize="vertical"
          onChange={(_event, { value }) => onChange({ ...reason, justification: value })}
        />
      </Field>
      {isTicketNeeded && (
        <>
          <Field label={texts.ticketNumber} required>
            <Input
              value={reason.ticketNumber}
              maxLength={256}
              onChange={(_event, { value }) => onChange({ ...reason, ticketNumber: value })}
            />
          </Field>
          <Field label={texts.ticketSystem}>
            <Input
              value={reason.ticketSystem}
              maxLength={256}
              onChange={(_event, { value }) => onChange({ ...reason, ticketSystem: value })}
            />
          </Field>
        </>
      )}
    </>
  );
}
