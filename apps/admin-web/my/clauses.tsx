import { makeStyles, tokens } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import { myTexts } from './my-texts.ts';
import type { Clause } from './why.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, paddingInlineStart: '1.25rem' },
  clause: { marginBlock: '0.2rem', overflowWrap: 'anywhere' },
  mark: { display: 'inline-block', width: '1.25rem', fontWeight: tokens.fontWeightBold },
  yes: { color: tokens.colorStatusSuccessForeground1 },
  no: { color: tokens.colorStatusDangerForeground1 },
  code: { fontFamily: tokens.fontFamilyMonospace },
  found: { color: tokens.colorNeutralForeground2 },
});

/** What a rule says, clause by clause, with the values found. */
export function Clauses({ clauses }: { readonly clauses: readonly Clause[] }) {
  const styles = useStyles();
  const texts = useTexts(myTexts);
  return (
    <ul className={styles.list}>
      {clauses.map(({ expression, expressionResult: isTrue, propertyToEvaluate, expressionEvaluationDetails }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses never change places
        <li key={at} className={styles.clause}>
          <span
            className={`${styles.mark} ${isTrue ? styles.yes : styles.no}`}
            role="img"
            aria-label={isTrue ? texts.ruleTrue : texts.ruleFalse}
          >
            {isTrue ? '✓' : '✗'}
          </span>
          <span className={styles.code}>{expression}</span>
          {propertyToEvaluate !== undefined && (
            <span className={styles.found}>
              {' '}
              – {texts.found(shown(propertyToEvaluate.propertyValue, texts.noValue))}
            </span>
          )}
          {expressionEvaluationDetails !== undefined && <Clauses clauses={expressionEvaluationDetails} />}
        </li>
      ))}
    </ul>
  );
}

function shown(value: unknown, none: string): string {
  if (value === '' || value === null || value === undefined) return none;
  if (Array.isArray(value)) return value.length === 0 ? none : value.map((each) => shown(each, none)).join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
