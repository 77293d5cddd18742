import { Combobox, Input, Option, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { valuesQuery } from '../directory-values.ts';
import type { ValueKind } from '../operators/offered-operators.ts';
import { ruleTexts } from '../rule-texts.ts';
import { useRowStyles } from './builder-styles.ts';
import { ListField } from './list-field.tsx';
import type { RowValue } from './row-value.ts';

export interface ValueFieldProps {
  readonly label: string;
  /** As rules write it, for the directory's values; undefined where it lists none. */
  readonly property: string | undefined;
  readonly value: RowValue;
  readonly kinds: readonly ValueKind[];
  /** False when the rule could not be read with it. */
  onChange(value: RowValue): boolean;
}

/** The value of a row, by a control that fits its kind. */
export function ValueField(props: ValueFieldProps) {
  const { label, value, kinds, onChange } = props;
  const texts = useTexts(ruleTexts);
  const styles = useRowStyles();
  if (value.kind === 'list') {
    return (
      <ListField
        label={label}
        property={props.property}
        items={value.items}
        onChange={(items) => void onChange({ kind: 'list', items })}
      />
    );
  }
  if (value.kind === 'flag' || (value.kind === 'none' && kinds.includes('boolean'))) {
    return (
      <Select
        className={styles.fill}
        aria-label={label}
        value={value.kind === 'none' ? 'null' : String(value.isTrue)}
        onChange={(_event, data) =>
          onChange(data.value === 'null' ? { kind: 'none' } : { kind: 'flag', isTrue: data.value === 'true' })
        }
      >
        <option value="true">{texts.isTrue}</option>
        <option value="false">{texts.isFalse}</option>
        {kinds.includes('null') && <option value="null">{texts.noValue}</option>}
      </Select>
    );
  }
  const isText = kinds.includes('text') || kinds.includes('pattern');
  if (value.kind === 'text' || (value.kind === 'none' && isText)) return <TextField {...props} />;
  return (
    <WrittenField
      {...props}
      key={value.kind === 'written' ? value.text : 'null'}
      text={value.kind === 'written' ? value.text : 'null'}
    />
  );
}

/** A text, with those that the directory has and how many have each. */
function TextField({ label, property, value, kinds, onChange }: ValueFieldProps) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const [isOpen, setIsOpen] = useState(false);
  const text = value.kind === 'text' ? value.text : '';
  const search = useDeferredValue(text);
  const isListed = property !== undefined && !kinds.includes('pattern');
  const found = useQuery({
    ...valuesQuery(property ?? '', search),
    enabled: isOpen && isListed,
    placeholderData: (before) => before,
  });
  const values = isListed ? (found.data ?? none) : none;
  // Beside nothing that is typed, and never before the values: Enter would take it for what was meant.
  const hasNone = kinds.includes('null') && text === '' && (!isListed || found.data !== undefined);
  return (
    <Combobox
      className={styles.fill}
      input={{ className: styles.fill }}
      aria-label={label}
      freeform
      open={isOpen && (values.length > 0 || hasNone)}
      inlinePopup
      autoComplete="off"
      placeholder={value.kind === 'none' ? texts.noValue : ''}
      value={text}
      selectedOptions={[]}
      onOpenChange={(_event, data) => setIsOpen(data.open)}
      onChange={(event) => onChange({ kind: 'text', text: event.target.value })}
      onOptionSelect={(_event, { optionValue }) => {
        if (optionValue === undefined) return;
        onChange(optionValue === noValue ? { kind: 'none' } : { kind: 'text', text: optionValue });
      }}
    >
      {values.map((each) => (
        <Option key={each.value} value={each.value} text={each.value}>
          {each.value}
          <span className={styles.count}>{each.count.toLocaleString(language)}</span>
        </Option>
      ))}
      {hasNone && (
        <Option key={noValue} value={noValue} text={texts.noValue}>
          {texts.noValue}
        </Option>
      )}
    </Combobox>
  );
}

const none: readonly never[] = [];

/** No text that a directory has. */
const noValue = '\u0000';

/** What is written as it stands in the rule; taken over when the field is left or Enter is pressed. */
export function WrittenField({
  label,
  text,
  hint,
  onChange,
}: Pick<ValueFieldProps, 'label' | 'onChange'> & { readonly text: string; readonly hint?: string }) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const [typed, setTyped] = useState(text);
  const [isWrong, setIsWrong] = useState(false);
  const take = () => setIsWrong(typed !== text && !onChange({ kind: 'written', text: typed }));
  return (
    <>
      <Input
        className={styles.fill}
        aria-label={label}
        aria-invalid={isWrong}
        placeholder={hint ?? texts.writtenHint}
        value={typed}
        onChange={(_event, data) => setTyped(data.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === 'Enter') take();
        }}
      />
      {isWrong && <div role="alert">{texts.rowUnreadable}</div>}
    </>
  );
}
