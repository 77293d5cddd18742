import { Checkbox, makeStyles } from '@fluentui/react-components';
import { useTexts } from '../../texts/define-texts.ts';
import { type Demand, type RoleRule, withDemand } from './role-rules.ts';
import { settingTexts } from './setting-texts.ts';

const useStyles = makeStyles({
  boxes: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  legend: { padding: 0 },
});

export interface DemandBoxesProps {
  readonly label: string;
  readonly rule: RoleRule;
  readonly offered: readonly Demand[];
  onChange(rule: RoleRule): void;
}

/** What has to come with a request. */
export function DemandBoxes({ label, rule, offered, onChange }: DemandBoxesProps) {
  const styles = useStyles();
  const texts = useTexts(settingTexts);
  const words = {
    MultiFactorAuthentication: texts.factor,
    Justification: texts.justification,
    Ticketing: texts.ticket,
  };
  return (
    <fieldset className={styles.boxes}>
      <legend className={styles.legend}>{label}</legend>
      {offered.map((demand) => (
        <div key={demand}>
          <Checkbox
            label={words[demand]}
            checked={rule.enabledRules?.includes(demand) === true}
            onChange={(_event, { checked }) => onChange(withDemand(rule, demand, checked === true))}
          />
        </div>
      ))}
    </fieldset>
  );
}
