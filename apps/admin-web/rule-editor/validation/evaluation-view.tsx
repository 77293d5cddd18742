import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { code } from '../../controls/code-style.ts';
import { useTexts } from '../../texts/define-texts.ts';
import type { EvaluationNode } from '../evaluation/evaluation-tree.ts';
import { ruleTexts } from '../rule-texts.ts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0 },
  nested: {
    paddingInlineStart: '1rem',
    marginInlineStart: '0.5rem',
    borderInlineStartWidth: '1px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
  },
  node: { display: 'flex', flexWrap: 'wrap', gap: '0 0.5rem', paddingBlock: '0.15rem', overflowWrap: 'anywhere' },
  pass: { color: tokens.colorStatusSuccessForeground1 },
  fail: { color: tokens.colorStatusDangerForeground1 },
  idle: { color: tokens.colorNeutralForeground3 },
  mark: { fontWeight: tokens.fontWeightBold, minWidth: '1rem' },
  text: { ...code, fontSize: tokens.fontSizeBase200, minWidth: 0 },
  found: { color: tokens.colorNeutralForeground2 },
  hidden: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)' },
});

/** The conditions of a rule with their answers for one person; strong where they decide. */
export function EvaluationView({ tree, label }: { readonly tree: EvaluationNode; readonly label: string }) {
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={label}>
      <Node node={tree} />
    </ul>
  );
}

function Node({ node }: { readonly node: EvaluationNode }) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { kind, text, isTrue, tone, property, value, children } = node;
  const named = { and: texts.allOf, or: texts.oneOf, not: texts.noneOf, test: text };
  return (
    <li>
      <div className={mergeClasses(styles.node, styles[tone])}>
        <span className={styles.mark} aria-hidden="true">
          {isTrue ? '✓' : '✗'}
        </span>
        <span className={styles.hidden}>
          {isTrue ? texts.holds : texts.fails}
          {tone === 'idle' ? '' : `, ${texts.decides}`}:
        </span>
        <span className={kind === 'test' ? styles.text : undefined}>{named[kind]}</span>
        {property !== undefined && (
          <span className={styles.found}>
            {value === undefined || value === '' ? texts.foundNone : texts.found(value)}
          </span>
        )}
      </div>
      {children.length > 0 && (
        <ul className={mergeClasses(styles.list, styles.nested)}>
          {children.map((each, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have no name but their place
            <Node key={i} node={each} />
          ))}
        </ul>
      )}
    </li>
  );
}
