import { makeStyles, tokens } from '@fluentui/react-components';
import { scaleLinear, scaleTime } from 'd3-scale';
import { area, curveStepBefore, line } from 'd3-shape';
import { fromTheLeft } from '../controls/code-style.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { Axes } from './axes.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { margins, useWidth } from './chart-size.ts';
import { chartTexts } from './chart-texts.ts';
import { type HistoryStep, type SizePoint, sizesOf } from './history-step.ts';

const height = 220;

const useStyles = makeStyles({
  area: {
    fill: tokens.colorBrandBackground,
    fillOpacity: '0.15',
    '@media (forced-colors: active)': { fill: 'CanvasText' },
  },
  line: {
    fill: 'none',
    stroke: tokens.colorBrandStroke1,
    strokeWidth: '2',
    '@media (forced-colors: active)': { stroke: 'CanvasText' },
  },
  picture: { display: 'block', direction: fromTheLeft },
});

/** How many members a group had at the end of each step: when within it they came is not known, so nothing slopes. */
export function MembersOverTime({ steps }: { readonly steps: readonly HistoryStep[] }) {
  const { language } = useChosen();
  const texts = useTexts(chartTexts);
  const points = sizesOf(steps);
  const numbered = (count: number) => count.toLocaleString(language);
  const sizes = points.map(({ members }) => members);
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <ChartFrame
      title={texts.membersOverTime}
      summary={texts.summary(numbered(Math.min(...sizes)), numbered(Math.max(...sizes)), numbered(sizes.at(-1)!))}
      headings={[texts.until, texts.members]}
      rows={points.map(({ at, members }) => [written.format(at), numbered(members)])}
    >
      <Picture points={points} />
    </ChartFrame>
  );
}

function Picture({ points }: { readonly points: readonly SizePoint[] }) {
  const styles = useStyles();
  const [element, width] = useWidth();
  const x = scaleTime([points[0]!.at, points.at(-1)!.at], [margins.left, width - margins.right]);
  const most = Math.max(1, ...points.map(({ members }) => members));
  const y = scaleLinear([0, most], [height - margins.bottom, margins.top]).nice(4);
  const drawn = [...points];
  const outline = line<SizePoint>(
    (point) => x(point.at),
    (point) => y(point.members),
  ).curve(curveStepBefore);
  const filled = area<SizePoint>(
    (point) => x(point.at),
    y(0),
    (point) => y(point.members),
  ).curve(curveStepBefore);
  return (
    <div ref={element}>
      {width > 0 && (
        <svg className={styles.picture} width={width} height={height} aria-hidden="true">
          <Axes x={x} y={y} width={width} height={height} />
          <path className={styles.area} d={filled(drawn)!} />
          <path className={styles.line} d={outline(drawn)!} />
        </svg>
      )}
    </div>
  );
}
