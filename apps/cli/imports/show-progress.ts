import type { ImportProgress } from '@muster/connectors';
import { Presets, SingleBar } from 'cli-progress';
import type { Terminal } from '../terminal/terminal.ts';

const labels: Readonly<Record<ImportProgress['phase'], string>> = {
  read: 'reading  ',
  plan: 'comparing',
  apply: 'writing  ',
};

/** A progress bar. */
export interface ProgressBar {
  readonly show: (progress: ImportProgress) => void;
  readonly clear: () => void;
}

/** A bar on standard error while somebody watches it; otherwise nothing at all. */
export function openProgressBar({ isWatched, stderr }: Pick<Terminal, 'isWatched' | 'stderr'>): ProgressBar {
  if (!isWatched) return { show: () => {}, clear: () => {} };
  let bar: SingleBar | undefined;
  let phase: ImportProgress['phase'] | undefined;
  const clear = () => {
    bar?.stop();
    bar = undefined;
    phase = undefined;
  };
  const show = (progress: ImportProgress) => {
    if (phase !== progress.phase) {
      clear();
      phase = progress.phase;
      const format = `${labels[phase]} {bar} {percentage} %${phase === 'read' ? '' : '  {value} of {total} rows'}`;
      bar = new SingleBar({ format, stream: stderr, clearOnComplete: true, hideCursor: true }, Presets.shades_classic);
      bar.start(progress.total, progress.done);
    } else bar?.update(progress.done);
  };
  return { show, clear };
}
