import { makeStyles, tokens } from '@fluentui/react-components';
import { fromTheLeft } from '../controls/code-style.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { ChartFrame } from './chart-frame.tsx';
import { chartTexts } from './chart-texts.ts';
import { circlesOf } from './circles.ts';

/** What `compareMembers` counts of two groups. */
export interface TwoSetsProps {
  readonly firstName: string;
  readonly secondName: string;
  readonly onlyInFirst: number;
  readonly inBoth: number;
  readonly onlyInSecond: number;
}

const [width, height, edge] = [320, 180, 6];

const useStyles = makeStyles({
  picture: { display: 'block', maxWidth: '100%', height: 'auto', direction: fromTheLeft },
  first: {
    fill: tokens.colorBrandBackground,
    fillOpacity: '0.35',
    stroke: tokens.colorBrandStroke1,
    strokeWidth: '2',
    '@media (forced-colors: active)': { stroke: 'Highlight' },
  },
  second: {
    fill: tokens.colorPaletteDarkOrangeBackground3,
    fillOpacity: '0.35',
    stroke: tokens.colorPaletteDarkOrangeBorderActive,
    strokeWidth: '2',
    strokeDasharray: '6 3',
    '@media (forced-colors: active)': { stroke: 'CanvasText' },
  },
  list: { margin: 0, paddingInlineStart: '1.25rem' },
});

/** Who is in both of two groups and who in one alone, as two circles whose areas are the numbers. */
export function TwoSets({ firstName, secondName, onlyInFirst, inBoth, onlyInSecond }: TwoSetsProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(chartTexts);
  const rows = [
    [texts.onlyIn(firstName), onlyInFirst.toLocaleString(language)],
    [texts.inBoth, inBoth.toLocaleString(language)],
    [texts.onlyIn(secondName), onlyInSecond.toLocaleString(language)],
  ] as const;
  return (
    <ChartFrame title={texts.overlap} headings={[texts.group, texts.members]} rows={rows}>
      <Picture onlyInFirst={onlyInFirst} inBoth={inBoth} onlyInSecond={onlyInSecond} />
      <ul className={styles.list}>
        {rows.map(([name, count]) => (
          <li key={name}>
            {name}: <strong>{count}</strong>
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

function Picture({ onlyInFirst, inBoth, onlyInSecond }: Omit<TwoSetsProps, 'firstName' | 'secondName'>) {
  const styles = useStyles();
  if (onlyInFirst + inBoth + onlyInSecond === 0) return null;
  const { first, second, distance } = circlesOf(onlyInFirst, inBoth, onlyInSecond);
  const left = Math.min(-first, distance - second);
  const right = Math.max(first, distance + second);
  const scale = Math.min((width - 2 * edge) / (right - left), (height - 2 * edge) / (2 * Math.max(first, second)));
  const start = width / 2 - ((left + right) / 2) * scale;
  const circle = (at: number, radius: number) => ({ cx: start + at * scale, cy: height / 2, r: radius * scale });
  return (
    <svg className={styles.picture} width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <circle className={styles.first} {...circle(0, first)} />
      <circle className={styles.second} {...circle(distance, second)} />
    </svg>
  );
}
