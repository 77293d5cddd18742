import { Field, makeStyles, Radio, RadioGroup, Select, Subtitle2, tokens } from '@fluentui/react-components';
import { useTexts } from '../../texts/define-texts.ts';
import type { Choice, DirectionChoice } from './access-settings.ts';
import { accessTexts } from './access-texts.ts';
import { TargetList } from './target-list.tsx';

const useStyles = makeStyles({
  box: { border: 'none', margin: 0, padding: 0, minWidth: 0, display: 'flex', flexDirection: 'column', gap: '0.5rem' },
  title: { margin: 0 },
  text: { margin: 0, color: tokens.colorNeutralForeground2 },
  label: { color: tokens.colorNeutralForeground1 },
  meaning: { display: 'block', color: tokens.colorNeutralForeground2 },
  part: { maxWidth: '24rem' },
});

export interface DirectionFieldsProps {
  readonly direction: 'inbound' | 'outbound';
  /** A partner's settings can fall back to the default. */
  readonly hasDefault: boolean;
  readonly value: DirectionChoice;
  onChange(value: DirectionChoice): void;
}

/** Who may come, and to which applications; or who may go: applications elsewhere are not known here. */
export function DirectionFields({ direction, hasDefault, value, onChange }: DirectionFieldsProps) {
  const styles = useStyles();
  const texts = useTexts(accessTexts);
  const modes = (['default', 'all', 'none', 'chosen'] as const).filter((mode) => hasDefault || mode !== 'default');
  const change = (changed: Partial<DirectionChoice>) => onChange({ ...value, ...changed });
  const isInbound = direction === 'inbound';
  return (
    <fieldset className={styles.box}>
      <Subtitle2 as="h2" className={styles.title}>
        {texts[direction]}
      </Subtitle2>
      <p className={styles.text}>{isInbound ? texts.inboundText : texts.outboundText}</p>
      <Field label={texts.access}>
        <RadioGroup
          name={direction}
          value={value.mode}
          onChange={(_event, data) => change({ mode: data.value as DirectionChoice['mode'] })}
        >
          {modes.map((mode) => (
            <Radio
              key={mode}
              value={mode}
              label={
                <>
                  <span className={styles.label}>
                    {texts.modes[mode === 'chosen' && !isInbound ? 'chosenPeople' : mode]}
                  </span>
                  <span className={styles.meaning}>{texts.modeMeanings[direction][mode]}</span>
                </>
              }
            />
          ))}
        </RadioGroup>
      </Field>
      {value.mode === 'chosen' && (
        <>
          <Part
            label={texts.people}
            words={texts.peopleChoices}
            value={value.people}
            onChange={(people) => change({ people })}
          />
          {value.people !== 'all' && (
            <TargetList
              kind={isInbound ? 'foreign' : 'user'}
              ids={value.peopleIds}
              onChange={(peopleIds) => change({ peopleIds })}
            />
          )}
          {isInbound && (
            <Part
              label={texts.apps}
              words={texts.appChoices}
              value={value.apps}
              onChange={(apps) => change({ apps })}
            />
          )}
          {isInbound && value.apps !== 'all' && (
            <TargetList kind="application" ids={value.appIds} onChange={(appIds) => change({ appIds })} />
          )}
        </>
      )}
    </fieldset>
  );
}

interface PartProps {
  readonly label: string;
  readonly words: Readonly<Record<Choice, string>>;
  readonly value: Choice;
  onChange(value: Choice): void;
}

function Part({ label, words, value, onChange }: PartProps) {
  const styles = useStyles();
  return (
    <Field label={label} className={styles.part}>
      <Select value={value} onChange={(_event, data) => onChange(data.value as Choice)}>
        {(['all', 'only', 'except'] as const).map((choice) => (
          <option key={choice} value={choice}>
            {words[choice]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
