import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { ruleTexts } from '../rule-texts.ts';
import type { NodeCount } from './rule-preview.ts';

const useStyles = makeStyles({
  table: { borderCollapse: 'collapse', width: '100%', fontSize: tokens.fontSizeBase200 },
  caption: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    fontSize: tokens.fontSizeBase400,
    paddingBottom: '0.35rem',
  },
  heading: {
    textAlign: 'end',
    fontWeight: tokens.fontWeightSemibold,
    padding: '0.25rem 0.35rem',
    verticalAlign: 'bottom',
  },
  clauseHeading: { textAlign: 'start' },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  clause: {
    textAlign: 'start',
    fontWeight: tokens.fontWeightRegular,
    padding: '0.3rem 0.35rem',
    overflowWrap: 'anywhere',
  },
  text: { fontFamily: tokens.fontFamilyMonospace },
  number: { textAlign: 'end', padding: '0.3rem 0.35rem', fontVariantNumeric: 'tabular-nums', verticalAlign: 'top' },
  none: { color: tokens.colorPaletteRedForeground1, fontWeight: tokens.fontWeightSemibold },
  track: { height: '4px', marginTop: '0.2rem', borderRadius: '2px', backgroundColor: tokens.colorNeutralBackground5 },
  bar: { height: '100%', borderRadius: '2px', backgroundColor: tokens.colorBrandBackground, minWidth: '2px' },
});

/** The conditions of a rule as a tree, each with how many match it, reach it and pass it. */
export function CountTable({ nodes, objects }: { readonly nodes: readonly NodeCount[]; readonly objects: number }) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const number = (count: number) => count.toLocaleString(language);
  const named = { and: texts.allOf, or: texts.oneOf, not: texts.noneOf } as const;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{texts.clauses}</caption>
      <thead>
        <tr>
          <th scope="col" className={mergeClasses(styles.heading, styles.clauseHeading)}>
            {texts.clause}
          </th>
          {[texts.matchingAlone, texts.reached, texts.kept].map((each) => (
            <th key={each} scope="col" className={styles.heading}>
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {nodes.map(({ kind, depth, text, position, length, matching, reached, kept }) => (
          <tr key={`${kind} ${depth} ${position} ${length}`} className={styles.row}>
            <th scope="row" className={styles.clause} style={{ paddingInlineStart: `${0.35 + depth}rem` }}>
              {kind in named ? (
                <strong>{named[kind as keyof typeof named]}</strong>
              ) : (
                <span className={styles.text}>{text}</span>
              )}
              <div className={styles.track} aria-hidden="true">
                {kept > 0 && (
                  <div className={styles.bar} style={{ width: `${(100 * kept) / Math.max(objects, 1)}%` }} />
                )}
              </div>
            </th>
            {[matching, reached, kept].map((count, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have no other name
              <td key={i} className={mergeClasses(styles.number, count === 0 && styles.none)}>
                {number(count)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
