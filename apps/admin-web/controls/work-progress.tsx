import { Button, Field, makeStyles, ProgressBar } from '@fluentui/react-components';
import { useSyncExternalStore } from 'react';
import { useChosen } from '../shell/preferences.ts';
import type { LongWork } from './long-work.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.5rem', alignItems: 'flex-start' },
  bar: { width: '100%' },
  refused: { maxHeight: '12rem', overflowY: 'auto', margin: 0 },
});

export interface WorkProgressProps<T> {
  readonly work: LongWork<T>;
  /** What the bar counts. */
  readonly label: string;
  /** How one of the objects is called in the list of what was refused. */
  nameOf(item: T): string;
}

/** How far work on many objects is, with stop, go on, and what was refused. */
export function WorkProgress<T>({ work, label, nameOf }: WorkProgressProps<T>) {
  const styles = useStyles();
  const { texts, language } = useChosen();
  const { state, done, all, refused } = useSyncExternalStore(work.subscribe, work.snapshot);
  const said = texts.progress(done.toLocaleString(language), all.toLocaleString(language));
  return (
    <div className={styles.box}>
      <Field className={styles.bar} label={label} validationMessage={said} validationState="none">
        <ProgressBar value={done} max={Math.max(all, 1)} />
      </Field>
      {state === 'running' && <Button onClick={() => work.stop()}>{texts.stop}</Button>}
      {state === 'stopped' && <Button onClick={() => void work.run()}>{texts.goOn}</Button>}
      {refused.length > 0 && (
        <ul className={styles.refused} aria-label={texts.refused(refused.length.toLocaleString(language))}>
          {refused.map(({ item, problem }) => (
            <li key={nameOf(item)}>
              {nameOf(item)}: {problem.message}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
