import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import { clauseTexts } from './clause-texts.ts';
import { code } from './code-style.ts';

/** What an expression of a rule says about somebody, and of what it is made. */
export interface Clause {
  readonly expression: string;
  readonly expressionResult: boolean;
  /** What was found, where the expression reads one property. */
  readonly propertyToEvaluate?: { readonly propertyName: string; readonly propertyValue: string };
  readonly expressionEvaluationDetails?: readonly Clause[];
}

const useStyles = makeStyles({
  list: { margin: 0, padding: 0 },
  inner: { paddingInlineStart: '1.25rem' },
  item: { listStyleType: 'none' },
  clause: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0.1rem 0.75rem',
    alignItems: 'baseline',
    padding: '0.2rem 0.5rem',
    marginBlock: '0.15rem',
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    overflowWrap: 'anywhere',
  },
  held: {
    borderInlineStartColor: tokens.colorPaletteGreenBorder2,
    backgroundColor: tokens.colorPaletteGreenBackground1,
  },
  failed: { borderInlineStartColor: tokens.colorPaletteRedBorder2, backgroundColor: tokens.colorPaletteRedBackground1 },
  mark: { fontWeight: tokens.fontWeightBold },
  code: { ...code, fontSize: tokens.fontSizeBase200 },
  found: { color: tokens.colorNeutralForeground2 },
});

/** A rule as it was evaluated: each clause with a mark, and the value that was found. */
export function ClauseTree({ clause, isInner = false }: { readonly clause: Clause; readonly isInner?: boolean }) {
  const styles = useStyles();
  const texts = useTexts(clauseTexts);
  const { expression, expressionResult, propertyToEvaluate, expressionEvaluationDetails = [] } = clause;
  return (
    <ul className={mergeClasses(styles.list, isInner && styles.inner)}>
      <li className={styles.item}>
        <div className={mergeClasses(styles.clause, expressionResult ? styles.held : styles.failed)}>
          <span className={styles.mark} role="img" aria-label={expressionResult ? texts.holds : texts.fails}>
            {expressionResult ? '✓' : '✗'}
          </span>
          <code className={styles.code}>{expression}</code>
          {propertyToEvaluate !== undefined && (
            <span className={styles.found}>
              {propertyToEvaluate.propertyValue === ''
                ? texts.foundNothing(propertyToEvaluate.propertyName)
                : texts.found(propertyToEvaluate.propertyName, propertyToEvaluate.propertyValue)}
            </span>
          )}
        </div>
        {expressionEvaluationDetails.map((inner, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the clauses of one answer never change places
          <ClauseTree key={at} clause={inner} isInner />
        ))}
      </li>
    </ul>
  );
}
