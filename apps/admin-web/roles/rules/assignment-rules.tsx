import { Checkbox, Subtitle1, Subtitle2 } from '@fluentui/react-components';
import { useTexts } from '../../texts/define-texts.ts';
import { DurationSelect } from '../duration-select.tsx';
import { type RuleFieldsProps, useRuleStyles } from './activation-rules.tsx';
import { DemandBoxes } from './demand-boxes.tsx';
import { settingTexts } from './setting-texts.ts';

/** What administrators have to do when they assign a role or make somebody eligible. */
export function AssignmentRules({ rules, onChange }: RuleFieldsProps) {
  const styles = useRuleStyles();
  const texts = useTexts(settingTexts);
  const parts = [
    ['Admin_Eligibility', texts.eligible],
    ['Admin_Assignment', texts.active],
  ] as const;
  return (
    <section className={styles.part} aria-label={texts.assignment}>
      <Subtitle1 as="h2">{texts.assignment}</Subtitle1>
      {parts.map(([part, title]) => {
        const expiration = rules[`Expiration_${part}`]!;
        return (
          <div key={part} className={styles.part}>
            <Subtitle2 as="h3">{title}</Subtitle2>
            <Checkbox
              label={texts.endNeeded}
              checked={expiration.isExpirationRequired === true}
              onChange={(_event, { checked }) => onChange({ ...expiration, isExpirationRequired: checked === true })}
            />
            {expiration.isExpirationRequired === true && (
              <DurationSelect
                label={texts.longest}
                unit="days"
                duration={expiration.maximumDuration!}
                onChange={(maximumDuration) => onChange({ ...expiration, maximumDuration })}
              />
            )}
            <DemandBoxes
              label={texts.demandedAdmin}
              rule={rules[`Enablement_${part}`]!}
              offered={['MultiFactorAuthentication', 'Justification', 'Ticketing']}
              onChange={onChange}
            />
          </div>
        );
      })}
    </section>
  );
}
