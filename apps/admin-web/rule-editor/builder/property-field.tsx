import { Combobox, Option } from '@fluentui/react-components';
import { useState } from 'react';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { readableProperties } from '../operators/offered-operators.ts';
import { ruleTexts } from '../rule-texts.ts';
import { useBuilder } from './builder-context.ts';
import { useRowStyles } from './builder-styles.ts';

export interface PropertyFieldProps {
  readonly label: string;
  /** As written in the rule; empty while none is chosen. */
  readonly value: string;
  readonly isFocused?: boolean;
  onPick(name: string): void;
}

/** Chooses what a row is about; typing finds it. */
export function PropertyField({ label, value, isFocused, onPick }: PropertyFieldProps) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { texts: general } = useChosen();
  const { kind, options, extensions } = useBuilder();
  const [typed, setTyped] = useState<string>();
  const type = value.toLowerCase().startsWith('device.') ? 'device' : value === '' ? kind : 'user';
  const bare = value.replace(/^(?:user|device)\./i, '');
  const names = [...readableProperties(type, options).map(({ name }) => name), ...(type === 'user' ? extensions : [])];
  const wanted = (typed ?? '').toLowerCase();
  const fitting = names.filter((name) => name.toLowerCase().includes(wanted));
  return (
    <Combobox
      className={styles.fill}
      input={{ className: styles.fill }}
      aria-label={label}
      inlinePopup
      autoFocus={isFocused}
      placeholder={texts.chooseProperty}
      value={typed ?? bare}
      selectedOptions={[bare]}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => setTyped(undefined)}
      onOptionSelect={(_event, { optionValue }) => {
        setTyped(undefined);
        if (optionValue !== undefined && optionValue !== '') onPick(optionValue);
      }}
    >
      {fitting.map((name) => (
        <Option key={name} value={name}>
          {name}
        </Option>
      ))}
      {fitting.length === 0 && (
        <Option key="" value="" disabled>
          {general.nothingFound}
        </Option>
      )}
    </Combobox>
  );
}
