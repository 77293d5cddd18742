import { makeStyles, tokens } from '@fluentui/react-components';
import { scaleLinear } from 'd3-scale';
import { Fragment } from 'react';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartTexts } from './chart-texts.ts';
import { Legend, useMoveStyles } from './legend.tsx';

/** How many one pass, or one change, moved. */
export interface MovedCount {
  readonly key: string;
  readonly name: string;
  readonly joined: number;
  readonly left: number;
}

export interface MovesBarsProps {
  readonly title: string;
  /** What each bar stands for: a pass, a group. */
  readonly heading: string;
  readonly counts: readonly MovedCount[];
}

const useStyles = makeStyles({
  bars: {
    display: 'grid',
    gridTemplateColumns: 'fit-content(50%) minmax(0, 1fr) auto',
    alignItems: 'center',
    gap: '0.3rem 0.75rem',
    marginBlockEnd: '0.5rem',
  },
  name: { overflowWrap: 'anywhere', maxWidth: '18rem' },
  track: { display: 'flex', height: '1rem', gap: '2px' },
  bar: { height: '100%', borderRadius: tokens.borderRadiusSmall },
  count: { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});

/** Joins and leaves side by side, a bar for each pass or group. */
export function MovesBars({ title, heading, counts }: MovesBarsProps) {
  const styles = useStyles();
  const moves = useMoveStyles();
  const { language } = useChosen();
  const texts = useTexts(chartTexts);
  const numbered = (count: number) => count.toLocaleString(language);
  const share = scaleLinear([0, Math.max(1, ...counts.map(({ joined, left }) => joined + left))], [0, 100]);
  return (
    <ChartFrame
      title={title}
      headings={[heading, texts.joined, texts.gone]}
      rows={counts.map(({ name, joined, left }) => [name, numbered(joined), numbered(left)])}
    >
      <div className={styles.bars}>
        {counts.map(({ key, name, joined, left }) => (
          <Fragment key={key}>
            <span className={styles.name}>{name}</span>
            <div className={styles.track} aria-hidden="true">
              <div className={`${styles.bar} ${moves.joined}`} style={{ width: `${share(joined)}%` }} />
              <div className={`${styles.bar} ${moves.gone}`} style={{ width: `${share(left)}%` }} />
            </div>
            <span className={styles.count}>
              +{numbered(joined)} −{numbered(left)}
            </span>
          </Fragment>
        ))}
      </div>
      <Legend />
    </ChartFrame>
  );
}
