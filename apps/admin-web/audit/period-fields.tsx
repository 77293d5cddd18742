import { Field, Input, Select } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import { type AuditQuestion, type PeriodName, periods } from './audit-question.ts';
import { auditTexts } from './audit-texts.ts';

export interface PeriodFieldsProps {
  readonly asked: Pick<AuditQuestion, 'period' | 'from' | 'until'>;
  /** Changes what stands in the address. */
  ask(changed: Record<string, string | undefined>): void;
}

/** From when to when. */
export function PeriodFields({ asked, ask }: PeriodFieldsProps) {
  const texts = useTexts(auditTexts);
  const choose = (period: PeriodName) =>
    ask(period === 'custom' ? { period } : { period, from: undefined, until: undefined });
  return (
    <>
      <Field label={texts.period}>
        <Select value={asked.period} onChange={(_event, { value }) => choose(value as PeriodName)}>
          {periods.map((each) => (
            <option key={each} value={each}>
              {texts.periods[each]}
            </option>
          ))}
        </Select>
      </Field>
      {asked.period === 'custom' &&
        (['from', 'until'] as const).map((end) => (
          <Field key={end} label={texts[end]}>
            <Input
              type="date"
              value={asked[end]}
              onChange={(_event, { value }) => ask({ [end]: value === '' ? undefined : value })}
            />
          </Field>
        ))}
    </>
  );
}
