import { Select } from '@fluentui/react-components';
import { useMemo } from 'react';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { operatorWords, wordsOfOperator } from '../operators/operator-words.ts';
import type { ConditionRow, RowPath } from '../rows/rule-rows.ts';
import { ruleTexts } from '../rule-texts.ts';
import { placeName, useBuilder } from './builder-context.ts';
import { useRowStyles } from './builder-styles.ts';
import { PropertyField } from './property-field.tsx';
import { choicesFor, keyOf, propertyOfRow, type TestChoice, withProperty, withTest } from './row-choices.ts';
import { readRowValue, writeRowValue } from './row-value.ts';
import { ValueField } from './value-field.tsx';

/** Property, operator and value of one condition. */
export function ConditionFields({ row, path }: { readonly row: ConditionRow; readonly path: RowPath }) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const { edit, options } = useBuilder();
  const { content } = row;
  const place = placeName(path);
  const property = propertyOfRow(content.property, options);
  const known = property === undefined ? '' : `${property.type} ${property.name}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the property is the same while its name is
  const choices = useMemo(() => (property === undefined ? [] : choicesFor(property, options)), [known, options]);
  const chosen = keyOf(content);
  const choice = choices.find(({ key }) => key === chosen);
  const worded = ({ operator, quantifier, field }: TestChoice) => {
    const words = wordsOfOperator(operator, property?.isDate === true, language);
    if (quantifier === undefined) return words;
    const of = field === '_' ? '' : ` ${field!.split('.').at(-1)}`;
    return `${operatorWords[language][quantifier]}${of}: ${words}`;
  };
  const pickProperty = (name: string) => {
    const next = withProperty(content, { type: property?.type ?? 'user', name }, options);
    if (next !== undefined) edit({ kind: 'setContent', path, content: next });
  };
  const isListed = content.field === undefined || content.field === '_';
  return (
    <>
      <div className={styles.property}>
        <PropertyField label={texts.rowName(texts.property, place)} value={content.property} onPick={pickProperty} />
      </div>
      <div className={styles.operator}>
        <Select
          className={styles.fill}
          select={{ className: styles.fill }}
          aria-label={texts.rowName(texts.operator, place)}
          value={chosen}
          onChange={(_event, data) => {
            const next = choices.find(({ key }) => key === data.value);
            if (next !== undefined) edit({ kind: 'setContent', path, content: withTest(content, next) });
          }}
        >
          {choice === undefined && <option value={chosen}>{`-${content.operator}`}</option>}
          {choices.map((each) => (
            <option key={each.key} value={each.key}>
              {worded(each)}
            </option>
          ))}
        </Select>
      </div>
      <div className={styles.value} data-value>
        <ValueField
          label={texts.rowName(texts.value, place)}
          property={property !== undefined && isListed ? `${property.type}.${property.name}` : undefined}
          value={readRowValue(content.value)}
          kinds={choice?.valueKinds ?? []}
          onChange={(value) => edit({ kind: 'setContent', path, content: { ...content, value: writeRowValue(value) } })}
        />
      </div>
    </>
  );
}
