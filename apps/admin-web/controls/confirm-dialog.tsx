import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Spinner,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useSubmit } from '../forms/use-submit.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';

export interface ConfirmDialogProps {
  readonly title: string;
  /** What will come of it, in numbers; or fields that belong to the question. */
  readonly children: ReactNode;
  /** Word on the button that does it. */
  readonly confirm: string;
  /** The consequence is not known yet, or a field is missing: it cannot be done now. */
  readonly isWaiting?: boolean;
  /** Closes when it resolves; a refusal is shown and nothing is closed. */
  onConfirm(): Promise<unknown>;
  onClose(): void;
}

/** Asks before something is done, and stays until it is. */
export function ConfirmDialog({ title, children, confirm, isWaiting, onConfirm, onClose }: ConfirmDialogProps) {
  const { texts } = useChosen();
  const { isRunning, problem, submit } = useSubmit();
  const run = () =>
    submit(async () => {
      await onConfirm();
      onClose();
    }, isWaiting !== true);
  return (
    <Dialog open onOpenChange={() => !isRunning && onClose()}>
      <DialogSurface>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void run();
          }}
        >
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent>
              {children}
              {problem !== undefined && <Problem problem={problem} onAgain={() => void run()} />}
            </DialogContent>
            <DialogActions>
              <Button type="submit" appearance="primary" disabled={isRunning || isWaiting === true}>
                {isRunning ? <Spinner size="tiny" label={confirm} /> : confirm}
              </Button>
              <Button disabled={isRunning} onClick={onClose}>
                {texts.cancel}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
}
