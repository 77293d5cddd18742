import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { browserNow } from '../shell/browser-clock.ts';
import { useTexts } from '../texts/define-texts.ts';
import { accessTexts } from './access-texts.ts';
import { type Period, periodFault } from './period.ts';

export interface PeriodFieldsProps {
  readonly period: Period;
  /** Absent where it has begun already. */
  readonly hasStart?: boolean;
  /** The settings allow no end that never comes. */
  readonly isEndNeeded?: boolean;
  onChange(period: Period): void;
}

/** From when until when. */
export function PeriodFields({ period, hasStart = true, isEndNeeded = false, onChange }: PeriodFieldsProps) {
  const texts = useTexts(accessTexts);
  const fault = period.ends === '' ? undefined : periodFault(period, browserNow());
  return (
    <>
      {!isEndNeeded && (
        <Field label={texts.lasting}>
          <RadioGroup
            layout="horizontal"
            value={period.lasting}
            onChange={(_event, { value }) => onChange({ ...period, lasting: value as Period['lasting'] })}
          >
            <Radio value="permanent" label={texts.permanent} />
            <Radio value="until" label={texts.until} />
          </RadioGroup>
        </Field>
      )}
      {hasStart && (
        <Field label={texts.startsAt}>
          <Input
            type="datetime-local"
            value={period.starts}
            onChange={(_event, { value }) => onChange({ ...period, starts: value })}
          />
        </Field>
      )}
      {period.lasting === 'until' && (
        <Field label={texts.endsAt} required validationMessage={fault === 'ends-early' ? texts.endsEarly : undefined}>
          <Input
            type="datetime-local"
            value={period.ends}
            onChange={(_event, { value }) => onChange({ ...period, ends: value })}
          />
        </Field>
      )}
    </>
  );
}
