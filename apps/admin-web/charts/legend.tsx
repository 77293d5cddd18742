import { makeStyles, tokens } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import { chartTexts } from './chart-texts.ts';

/** Of joins and of leaves: told apart by their side and by their words as well. */
export const useMoveStyles = makeStyles({
  joined: {
    fill: tokens.colorBrandBackground,
    backgroundColor: tokens.colorBrandBackground,
    '@media (forced-colors: active)': { fill: 'Highlight', forcedColorAdjust: 'none', backgroundColor: 'Highlight' },
  },
  gone: {
    fill: tokens.colorPaletteDarkOrangeBackground3,
    backgroundColor: tokens.colorPaletteDarkOrangeBackground3,
    '@media (forced-colors: active)': { fill: 'CanvasText', forcedColorAdjust: 'none', backgroundColor: 'CanvasText' },
  },
});

const useStyles = makeStyles({
  legend: { display: 'flex', flexWrap: 'wrap', gap: '0.25rem 1.25rem', fontSize: tokens.fontSizeBase200 },
  entry: { display: 'inline-flex', alignItems: 'center', gap: '0.4rem' },
  mark: { width: '0.75rem', height: '0.75rem', borderRadius: tokens.borderRadiusSmall },
});

/** Which colour is which movement. */
export function Legend() {
  const styles = useStyles();
  const moves = useMoveStyles();
  const texts = useTexts(chartTexts);
  return (
    <div className={styles.legend}>
      <span className={styles.entry}>
        <span className={`${styles.mark} ${moves.joined}`} aria-hidden="true" />↑ {texts.joined}
      </span>
      <span className={styles.entry}>
        <span className={`${styles.mark} ${moves.gone}`} aria-hidden="true" />↓ {texts.gone}
      </span>
    </div>
  );
}
