import { Button, Select } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { useTexts } from '../../texts/define-texts.ts';
import type { RowPath } from '../rows/rule-rows.ts';
import { ruleTexts } from '../rule-texts.ts';
import { type DraftRow, useBuilder } from './builder-context.ts';
import { useRowStyles } from './builder-styles.ts';
import { PropertyField } from './property-field.tsx';
import { withProperty } from './row-choices.ts';

/** The new row, where it was begun: it is part of the rule as soon as it has a property. */
export function DraftFields({ path, kind }: { readonly path: RowPath; readonly kind: DraftRow['kind'] }) {
  const { draft } = useBuilder();
  if (draft === undefined || draft.kind !== kind || draft.path.join('.') !== path.join('.')) return null;
  return <DraftRowFields draft={draft} isFirst={false} isFocused />;
}

export interface DraftRowProps {
  readonly draft: DraftRow;
  /** The only row of the rule: nothing to be joined with, and nothing to be given up. */
  readonly isFirst: boolean;
  readonly isFocused: boolean;
}

/** A row that has no property yet. */
export function DraftRowFields({ draft, isFirst, isFocused }: DraftRowProps) {
  const styles = useRowStyles();
  const texts = useTexts(ruleTexts);
  const { kind, options, edit, begin } = useBuilder();
  const name = (word: string) => `${word}, ${texts.addExpression}`;
  const pick = (property: string) => {
    const content = withProperty(undefined, { type: kind, name: property }, options);
    if (content === undefined) return;
    const { path, connector } = draft;
    if (edit({ kind: draft.kind, path, connector, row: { kind: 'condition', negations: 0, content } }))
      begin(undefined);
  };
  return (
    <div className={styles.row}>
      <div className={styles.connector}>
        {!isFirst && (
          <Select
            className={styles.fill}
            aria-label={name(texts.andOr)}
            value={draft.connector}
            disabled={draft.isJoinedAlready === true}
            onChange={(_event, { value }) => begin({ ...draft, connector: value === 'or' ? 'or' : 'and' })}
          >
            <option value="and">{texts.and}</option>
            <option value="or">{texts.or}</option>
          </Select>
        )}
      </div>
      <div className={styles.property}>
        <PropertyField label={name(texts.property)} value="" isFocused={isFocused} onPick={pick} />
      </div>
      <div className={styles.actions}>
        {!isFirst && (
          <Button
            className={styles.icon}
            appearance="subtle"
            aria-label={texts.removeRow(texts.addExpression)}
            icon={<DeleteRegular />}
            onClick={() => begin(undefined)}
          />
        )}
      </div>
    </div>
  );
}
