import { Field, Input, makeStyles, Radio, RadioGroup, Select, Textarea, tokens } from '@fluentui/react-components';
import { useChosen } from '../shell/preferences.ts';
import type { FormField } from './form-field.ts';

export interface FieldInputProps {
  readonly field: FormField;
  readonly value: string;
  /** What is wrong with it, once it may be said. */
  readonly fault?: string | undefined;
  onChange(value: string): void;
}

const useStyles = makeStyles({
  wide: { gridColumn: '1 / -1' },
  choice: { color: tokens.colorNeutralForeground1 },
  meaning: { display: 'block', color: tokens.colorNeutralForeground2 },
});

/** One field with its label, hint and fault. */
export function FieldInput({ field, value, fault, onChange }: FieldInputProps) {
  const { label, hint, isRequired, kind } = field;
  const styles = useStyles();
  return (
    <Field
      className={kind === 'radio' ? styles.wide : undefined}
      label={label}
      hint={hint}
      required={isRequired === true}
      validationMessage={fault}
    >
      <Control field={field} value={value} onChange={onChange} />
    </Field>
  );
}

function Control({ field, value, onChange, ...given }: Omit<FieldInputProps, 'fault'>) {
  const { texts } = useChosen();
  const { kind, choices, isReadOnly = false, longest, name } = field;
  if (kind === 'lines' || kind === 'long') {
    return (
      <Textarea
        {...given}
        name={name}
        value={value}
        readOnly={isReadOnly}
        resize="vertical"
        maxLength={longest}
        onChange={(_event, data) => onChange(data.value)}
      />
    );
  }
  if (kind === 'radio') return <Radios field={field} value={value} onChange={onChange} {...given} />;
  if (kind === 'flag' || kind === 'choice') {
    const flags = [
      { value: 'true', label: texts.yes },
      { value: 'false', label: texts.no },
    ];
    const offered = choices ?? flags;
    const isOther = !offered.some((each) => each.value === value);
    return (
      <Select
        {...given}
        name={name}
        value={value}
        disabled={isReadOnly}
        onChange={(_event, data) => onChange(data.value)}
      >
        {isOther && <option value={value}>{value === '' ? '–' : value}</option>}
        {offered.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <Input
      {...given}
      name={name}
      type={kind}
      value={value}
      readOnly={isReadOnly}
      maxLength={longest}
      autoComplete={kind === 'password' ? 'new-password' : 'off'}
      onChange={(_event, data) => onChange(data.value)}
    />
  );
}

function Radios({ field, value, onChange, ...given }: Omit<FieldInputProps, 'fault'>) {
  const styles = useStyles();
  const { choices = [], isReadOnly = false, name } = field;
  return (
    <RadioGroup
      {...given}
      name={name}
      value={value}
      disabled={isReadOnly}
      onChange={(_event, data) => onChange(data.value)}
    >
      {choices.map((each) => (
        <Radio
          key={each.value}
          value={each.value}
          label={
            <>
              <span className={styles.choice}>{each.label}</span>
              {each.hint !== undefined && <span className={styles.meaning}>{each.hint}</span>}
            </>
          }
        />
      ))}
    </RadioGroup>
  );
}
