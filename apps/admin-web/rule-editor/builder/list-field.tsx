import { Button, Combobox, Option } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { valuesQuery } from '../directory-values.ts';
import { ruleTexts } from '../rule-texts.ts';
import { useRowStyles } from './builder-styles.ts';

export interface ListFieldProps {
  readonly label: string;
  readonly property: string | undefined;
  readonly items: readonly string[];
  onChange(items: readonly string[]): void;
}

/** Several texts: those chosen, and a field that adds one. */
export function ListField({ label, property, items, onChange }: ListFieldProps) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const [typed, setTyped] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const search = useDeferredValue(typed);
  const found = useQuery({
    ...valuesQuery(property ?? '', search),
    enabled: isOpen && property !== undefined,
    placeholderData: (before) => before,
  });
  const has = (text: string) => items.some((each) => each.toLowerCase() === text.toLowerCase());
  const offered = (found.data ?? []).filter(({ value }) => !has(value));
  const add = (text: string) => {
    setTyped('');
    if (text !== '' && !has(text)) onChange([...items, text]);
  };
  return (
    <>
      {items.length > 0 && (
        <div className={styles.tags}>
          {items.map((item) => (
            <Button
              key={item}
              className={styles.tag}
              size="small"
              icon={<DismissRegular />}
              iconPosition="after"
              aria-label={texts.removeValue(item)}
              onClick={() => onChange(items.filter((each) => each !== item))}
            >
              {item}
            </Button>
          ))}
        </div>
      )}
      <Combobox
        open={isOpen && offered.length > 0}
        className={styles.fill}
        input={{ className: styles.fill }}
        aria-label={label}
        freeform
        inlinePopup
        autoComplete="off"
        placeholder={texts.addValue}
        value={typed}
        selectedOptions={[]}
        onOpenChange={(_event, data) => setIsOpen(data.open)}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => add(typed)}
        onKeyDown={(event) => {
          // With an option marked, Enter takes that one.
          if (event.key === 'Enter' && !event.currentTarget.getAttribute('aria-activedescendant')) add(typed);
        }}
        onOptionSelect={(_event, { optionValue }) => add(optionValue ?? '')}
      >
        {offered.map(({ value, count }) => (
          <Option key={value} value={value} text={value}>
            {value}
            <span className={styles.count}>{count.toLocaleString(language)}</span>
          </Option>
        ))}
      </Combobox>
    </>
  );
}
