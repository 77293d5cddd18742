import { makeStyles, tokens } from '@fluentui/react-components';
import { PlainTable } from '../lists/plain-table.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import type { ModifiedProperty } from './audit-entry.ts';
import { auditTexts } from './audit-texts.ts';
import { shownValue } from './shown-value.ts';

const useStyles = makeStyles({
  value: { whiteSpace: 'pre-wrap' },
  none: { color: tokens.colorNeutralForeground2, fontStyle: 'italic' },
});

export interface ChangedValuesProps {
  readonly changes: readonly ModifiedProperty[];
  nameOf(id: string): string | undefined;
}

/** Each property with its values before and after. */
export function ChangedValues({ changes, nameOf }: ChangedValuesProps) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(auditTexts);
  const writing = { texts: general, language, nameOf };
  const value = (name: string, text: string | null) =>
    text === null ? (
      <span className={styles.none}>{texts.nothing}</span>
    ) : (
      <span className={styles.value}>{shownValue(name, text, writing)}</span>
    );
  return (
    <PlainTable
      label={texts.changed}
      rows={changes}
      keyOf={({ displayName }) => displayName}
      columns={[
        { name: 'property', heading: texts.property, isRowName: true, cell: ({ displayName }) => displayName },
        { name: 'before', heading: texts.before, cell: ({ displayName, oldValue }) => value(displayName, oldValue) },
        { name: 'after', heading: texts.after, cell: ({ displayName, newValue }) => value(displayName, newValue) },
      ]}
    />
  );
}
