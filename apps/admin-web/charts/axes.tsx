import { makeStyles, tokens } from '@fluentui/react-components';
import type { ScaleLinear, ScaleTime } from 'd3-scale';
import { useChosen } from '../shell/preferences.ts';
import { margins } from './chart-size.ts';

const useStyles = makeStyles({
  line: { stroke: tokens.colorNeutralStroke2, strokeWidth: '1' },
  text: { fill: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

export interface AxesProps {
  readonly x: ScaleTime<number, number>;
  readonly y: ScaleLinear<number, number>;
  readonly width: number;
  readonly height: number;
}

const hourMs = 3_600_000;
/** Half of the widest label below, in pixels. */
const labelRoom = 32;

/** Lines and numbers beside a picture over time. */
export function Axes({ x, y, width, height }: AxesProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const [first, last] = x.domain() as [Date, Date];
  const isShort = last.getTime() - first.getTime() <= 48 * hourMs;
  const written = new Intl.DateTimeFormat(
    language,
    isShort ? { hour: '2-digit', minute: '2-digit' } : { day: 'numeric', month: 'short' },
  );
  const heights = y.ticks(4).filter((each) => Number.isInteger(each));
  return (
    <>
      {heights.map((each) => (
        <g key={each} transform={`translate(0 ${y(each)})`}>
          <line className={styles.line} x1={margins.left} x2={width - margins.right} />
          <text className={styles.text} x={margins.left - 6} dy="0.32em" textAnchor="end">
            {Math.abs(each).toLocaleString(language, { notation: 'compact' })}
          </text>
        </g>
      ))}
      {x.ticks(Math.max(2, Math.floor(width / 110))).map((each) => (
        <text
          key={each.getTime()}
          className={styles.text}
          x={Math.min(x(each), width - labelRoom)}
          y={height - 6}
          textAnchor="middle"
        >
          {written.format(each)}
        </text>
      ))}
    </>
  );
}
