import { Checkbox, Field, makeStyles, Select, Subtitle1, Subtitle2, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useTexts } from '../../texts/define-texts.ts';
import type { RuleFieldsProps } from './activation-rules.tsx';
import type { RoleRule } from './role-rules.ts';
import { settingTexts } from './setting-texts.ts';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: '0.75rem', '& > h2, & > h3': { margin: 0 } },
  rules: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 16rem), 1fr))',
    gap: '1rem 1.5rem',
  },
  rule: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0 },
});

const whens = ['Admin_Eligibility', 'Admin_Assignment', 'EndUser_Assignment'] as const;
const whoms = ['Admin', 'Requestor', 'Approver'] as const;

/** Who is told by mail of what. */
export function NotificationRules({ rules, onChange }: RuleFieldsProps) {
  const styles = useStyles();
  const texts = useTexts(settingTexts);
  return (
    <section className={styles.part} aria-label={texts.notifications}>
      <Subtitle1 as="h2">{texts.notifications}</Subtitle1>
      {whens.map((when) => (
        <div key={when} className={styles.part}>
          <Subtitle2 as="h3">{texts.whenText[when]}</Subtitle2>
          <div className={styles.rules}>
            {whoms.map((whom) => (
              <NotificationRule
                key={whom}
                name={texts.whomText[whom]!}
                rule={rules[`Notification_${whom}_${when}`]!}
                onChange={onChange}
              />
            ))}
          </div>
        </div>
      ))}
    </section>
  );
}

interface NotificationRuleProps {
  readonly name: string;
  readonly rule: RoleRule;
  onChange(rule: RoleRule): void;
}

function NotificationRule({ name, rule, onChange }: NotificationRuleProps) {
  const styles = useStyles();
  const texts = useTexts(settingTexts);
  const kept = (rule.notificationRecipients ?? []).join('\n');
  // What is typed stays as it is typed: an empty line is the beginning of the next address.
  const [typed, setTyped] = useState(kept);
  const addresses = linesOf(typed);
  const shown = addresses.join('\n') === kept ? typed : kept;
  return (
    <fieldset className={styles.rule}>
      <legend className={styles.legend}>{name}</legend>
      <Field label={texts.level}>
        <Select
          value={rule.notificationLevel ?? 'All'}
          onChange={(_event, { value }) =>
            onChange({ ...rule, notificationLevel: value as NonNullable<RoleRule['notificationLevel']> })
          }
        >
          <option value="All">{texts.all}</option>
          <option value="Critical">{texts.critical}</option>
          <option value="None">{texts.none}</option>
        </Select>
      </Field>
      <Checkbox
        label={texts.defaults}
        checked={rule.isDefaultRecipientsEnabled === true}
        onChange={(_event, { checked }) => onChange({ ...rule, isDefaultRecipientsEnabled: checked === true })}
      />
      <Field label={texts.others} hint={texts.othersHint}>
        <Textarea
          value={shown}
          rows={2}
          resize="vertical"
          onChange={(_event, { value }) => {
            setTyped(value);
            onChange({ ...rule, notificationRecipients: linesOf(value) });
          }}
        />
      </Field>
    </fieldset>
  );
}

const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
