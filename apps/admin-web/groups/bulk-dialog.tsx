import { makeStyles } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import type { LongWork } from '../controls/long-work.ts';
import { WorkProgress } from '../controls/work-progress.tsx';
import { nameOf, type Row } from '../lists/list-column.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { listPageTexts } from './list-page-texts.ts';

export interface BulkDialogProps {
  readonly title: string;
  /** The consequence in numbers. */
  readonly children: ReactNode;
  readonly confirm: string;
  /** What the bar counts. */
  readonly progress: string;
  readonly isWaiting?: boolean;
  /** Made anew for each time the dialog is opened. */
  begin(): LongWork<Row>;
  /** Told those that it was done for, also when others were refused. */
  onDone(done: readonly Row[]): void;
  onClose(): void;
}

const useStyles = makeStyles({ text: { margin: '0 0 0.75rem' } });

/** Asks, does it for many objects with progress, and stays open when some were refused. */
export function BulkDialog(props: BulkDialogProps) {
  const { title, children, confirm, progress, isWaiting = false, begin, onDone, onClose } = props;
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(listPageTexts);
  const [work] = useState(begin);
  const [isBegun, setIsBegun] = useState(false);
  const run = async () => {
    setIsBegun(true);
    const before = work.snapshot();
    await work.run();
    const { refused, done } = work.snapshot();
    const refusedIds = new Set(refused.map(({ item }) => item.id));
    onDone(work.items.slice(before.done, done).filter(({ id }) => !refusedIds.has(id)));
    if (refused.length > 0) throw new Error(texts.someRefused(refused.length.toLocaleString(language)));
  };
  return (
    <ConfirmDialog title={title} confirm={confirm} isWaiting={isWaiting} onConfirm={run} onClose={onClose}>
      <div className={styles.text}>{children}</div>
      {isBegun && <WorkProgress work={work} label={progress} nameOf={nameOf} />}
    </ConfirmDialog>
  );
}
