import { makeStyles, tokens } from '@fluentui/react-components';
import { scaleLinear, scaleTime } from 'd3-scale';
import { fromTheLeft } from '../controls/code-style.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { Axes } from './axes.tsx';
import { ChartFrame } from './chart-frame.tsx';
import { margins, useWidth } from './chart-size.ts';
import { chartTexts } from './chart-texts.ts';
import type { HistoryStep } from './history-step.ts';
import { Legend, useMoveStyles } from './legend.tsx';

const height = 200;
const widestBar = 64;

const useStyles = makeStyles({
  zero: { stroke: tokens.colorNeutralStroke1, strokeWidth: '1' },
  picture: { display: 'block', direction: fromTheLeft },
});

/** Who joined a group, upwards, and who left it, downwards, step by step. */
export function JoinsAndLeaves({ steps }: { readonly steps: readonly HistoryStep[] }) {
  const { language } = useChosen();
  const texts = useTexts(chartTexts);
  const numbered = (count: number) => count.toLocaleString(language);
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <ChartFrame
      title={texts.joinsAndLeaves}
      headings={[texts.from, texts.joined, texts.gone]}
      rows={steps.map(({ startDateTime, joinedCount, leftCount }) => [
        written.format(new Date(startDateTime)),
        numbered(joinedCount),
        numbered(leftCount),
      ])}
    >
      <Picture steps={steps} />
      <Legend />
    </ChartFrame>
  );
}

function Picture({ steps }: { readonly steps: readonly HistoryStep[] }) {
  const styles = useStyles();
  const moves = useMoveStyles();
  const [element, width] = useWidth();
  const most = (count: (step: HistoryStep) => number) => Math.max(0, ...steps.map(count));
  const [up, down] = [most(({ joinedCount }) => joinedCount), most(({ leftCount }) => leftCount)];
  const x = scaleTime(
    [new Date(steps[0]!.startDateTime), new Date(steps.at(-1)!.endDateTime)],
    [margins.left, width - margins.right],
  );
  const y = scaleLinear([-Math.max(down, 1), Math.max(up, 1)], [height - margins.bottom, margins.top]).nice(4);
  return (
    <div ref={element}>
      {width > 0 && (
        <svg className={styles.picture} width={width} height={height} aria-hidden="true">
          <Axes x={x} y={y} width={width} height={height} />
          {steps.map(({ startDateTime, endDateTime, joinedCount, leftCount }) => {
            const [left, right] = [x(new Date(startDateTime)), x(new Date(endDateTime))];
            const barWidth = Math.min(widestBar, Math.max(1, right - left - 2));
            const bar = { x: (left + right - barWidth) / 2, width: barWidth };
            return (
              <g key={startDateTime}>
                <rect {...bar} className={moves.joined} y={y(joinedCount)} height={y(0) - y(joinedCount)} />
                <rect {...bar} className={moves.gone} y={y(0)} height={y(-leftCount) - y(0)} />
              </g>
            );
          })}
          <line className={styles.zero} x1={margins.left} x2={width - margins.right} y1={y(0)} y2={y(0)} />
        </svg>
      )}
    </div>
  );
}
