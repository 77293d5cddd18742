import { makeStyles, tokens } from '@fluentui/react-components';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartTexts } from './chart-texts.ts';

/** A clause of a rule with the number of people or devices that it keeps. */
export interface CountedClause {
  readonly text: string;
  /** Undefined where it was not counted. */
  readonly matches: number | undefined;
  readonly clauses: readonly CountedClause[];
}

export interface RuleTreeProps {
  readonly title: string;
  readonly rule: CountedClause;
  /** How many there are in all. */
  readonly total: number;
}

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, paddingInlineStart: '1rem' },
  clause: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 8rem 5rem',
    alignItems: 'center',
    gap: '0.5rem',
    paddingBlock: '0.15rem',
  },
  text: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
  track: { height: '0.75rem', backgroundColor: tokens.colorNeutralBackground4, borderRadius: tokens.borderRadiusSmall },
  bar: {
    height: '100%',
    minWidth: '1px',
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
  },
  count: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
});

/** Every clause in the order of the rule, with how deep it stands. */
export function flattened(rule: CountedClause, depth = 0): readonly { clause: CountedClause; depth: number }[] {
  return [{ clause: rule, depth }, ...rule.clauses.flatMap((each) => flattened(each, depth + 1))];
}

/** A rule as a tree: how many each of its clauses keeps. */
export function RuleTree({ title, rule, total }: RuleTreeProps) {
  const { language } = useChosen();
  const texts = useTexts(chartTexts);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  const rows = flattened(rule).map(({ clause: { text, matches }, depth }) => [
    `${'– '.repeat(depth)}${text}`,
    matches?.toLocaleString(language) ?? texts.noMatches,
    matches === undefined || total === 0 ? '' : percent.format(matches / total),
  ]);
  return (
    <ChartFrame title={title} headings={[texts.clause, texts.matches, texts.share]} rows={rows}>
      <Clauses clauses={[rule]} total={total} />
    </ChartFrame>
  );
}

function Clauses({ clauses, total }: { readonly clauses: readonly CountedClause[]; readonly total: number }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(chartTexts);
  return (
    <ul className={styles.list}>
      {clauses.map(({ text, matches, clauses: inner }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: clauses are shown as the rule has them
        <li key={at}>
          <div className={styles.clause}>
            <span className={styles.text}>{text}</span>
            <div className={styles.track} aria-hidden="true">
              {matches !== undefined && total > 0 && (
                <div className={styles.bar} style={{ width: `${(100 * matches) / total}%` }} />
              )}
            </div>
            <span className={styles.count}>{matches?.toLocaleString(language) ?? texts.noMatches}</span>
          </div>
          {inner.length > 0 && <Clauses clauses={inner} total={total} />}
        </li>
      ))}
    </ul>
  );
}
