import { makeStyles, tokens } from '@fluentui/react-components';
import { code } from '../../controls/code-style.ts';
import { PlainTable } from '../../lists/plain-table.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { ruleTexts } from '../rule-texts.ts';
import type { NodeCount } from './rule-preview.ts';

const useStyles = makeStyles({
  table: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  text: { ...code },
  none: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  track: { height: '4px', marginTop: '0.2rem', borderRadius: '2px', backgroundColor: tokens.colorNeutralBackground5 },
  bar: { height: '100%', borderRadius: '2px', backgroundColor: tokens.colorBrandBackground, minWidth: '2px' },
});

const nameOf = ({ kind, depth, position, length }: NodeCount) => `${kind} ${depth} ${position} ${length}`;

/** The conditions of a rule as a tree, each with how many match it, reach it and pass it. */
export function CountTable({ nodes, objects }: { readonly nodes: readonly NodeCount[]; readonly objects: number }) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const number = (count: number) => (
    <span className={count === 0 ? styles.none : undefined}>{count.toLocaleString(language)}</span>
  );
  return (
    <PlainTable
      label={texts.clauses}
      isLabelShown
      isCompact
      className={styles.table}
      rows={nodes}
      keyOf={nameOf}
      columns={[
        {
          name: 'clause',
          heading: texts.clause,
          isRowName: true,
          cell: (node) => <CountedClause node={node} objects={objects} />,
        },
        { name: 'matching', heading: texts.matchingAlone, isNumber: true, cell: ({ matching }) => number(matching) },
        { name: 'reached', heading: texts.reached, isNumber: true, cell: ({ reached }) => number(reached) },
        { name: 'kept', heading: texts.kept, isNumber: true, cell: ({ kept }) => number(kept) },
      ]}
    />
  );
}

function CountedClause({ node, objects }: { readonly node: NodeCount; readonly objects: number }) {
  const { kind, depth, text, kept } = node;
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const named = { and: texts.allOf, or: texts.oneOf, not: texts.noneOf } as const;
  return (
    <div style={{ paddingInlineStart: `${depth}rem` }}>
      {kind in named ? (
        <strong>{named[kind as keyof typeof named]}</strong>
      ) : (
        <span className={styles.text}>{text}</span>
      )}
      <div className={styles.track} aria-hidden="true">
        {kept > 0 && <div className={styles.bar} style={{ width: `${(100 * kept) / Math.max(objects, 1)}%` }} />}
      </div>
    </div>
  );
}
