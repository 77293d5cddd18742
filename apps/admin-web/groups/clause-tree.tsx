import { makeStyles, tokens } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import type { ClauseAnswer } from './explanation.ts';
import { memberTexts } from './member-texts.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  inner: { listStyleType: 'none', margin: 0, padding: 0, paddingInlineStart: '1.25rem' },
  line: { display: 'flex', gap: '0.5rem', alignItems: 'baseline', flexWrap: 'wrap' },
  expression: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  passed: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  value: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** A rule as a tree, each condition with its answer for somebody and the value that was found. */
export function ClauseTree({ answer }: { readonly answer: ClauseAnswer }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      <Clause answer={answer} />
    </ul>
  );
}

function Clause({ answer }: { readonly answer: ClauseAnswer }) {
  const styles = useStyles();
  const texts = useTexts(memberTexts);
  const { expression, expressionResult: isMet, propertyToEvaluate: found, expressionEvaluationDetails: inner } = answer;
  return (
    <li>
      <span className={styles.line}>
        <span
          role="img"
          aria-label={isMet ? texts.wasPassed : texts.wasNot}
          className={isMet ? styles.passed : styles.failed}
        >
          {isMet ? '✓' : '✗'}
        </span>
        <span className={styles.expression}>{expression}</span>
        {found !== undefined && (
          <span className={styles.value}>
            {found.propertyName}: {found.propertyValue === '' ? texts.isEmpty : texts.quoted(found.propertyValue)}
          </span>
        )}
      </span>
      {inner !== undefined && (
        <ul className={styles.inner}>
          {inner.map((each, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the conditions of a rule have no names and keep their places
            <Clause key={at} answer={each} />
          ))}
        </ul>
      )}
    </li>
  );
}
