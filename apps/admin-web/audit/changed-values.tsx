import { makeStyles, tokens } from '@fluentui/react-components';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import type { ModifiedProperty } from './audit-entry.ts';
import { auditTexts } from './audit-texts.ts';
import { shownValue } from './shown-value.ts';

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%', tableLayout: 'fixed' },
  cell: {
    padding: '0.4rem 0.5rem',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    textAlign: 'start',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
  },
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
    text === null ? <span className={styles.none}>{texts.nothing}</span> : shownValue(name, text, writing);
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {[texts.property, texts.before, texts.after].map((heading) => (
            <th key={heading} scope="col" className={styles.cell}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ displayName, oldValue, newValue }) => (
          <tr key={displayName}>
            <th scope="row" className={styles.cell}>
              {displayName}
            </th>
            <td className={styles.cell}>{value(displayName, oldValue)}</td>
            <td className={styles.cell}>{value(displayName, newValue)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
