import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { type ReactNode, useRef, useState } from 'react';
import { ConfirmDialog, type ConfirmDialogProps } from '../controls/confirm-dialog.tsx';
import { useChosen } from '../shell/preferences.ts';

export interface AskThenShowProps extends Omit<ConfirmDialogProps, 'onConfirm'> {
  /** Gives what is shown when it is done: a password, a link. */
  onConfirm(): Promise<ReactNode>;
}

/** A question whose answer is shown once, until it is closed. */
export function AskThenShow({ onConfirm, onClose, ...asked }: AskThenShowProps) {
  const { texts } = useChosen();
  const [shown, setShown] = useState<ReactNode>();
  const isDone = useRef(false);
  if (shown === undefined) {
    return (
      <ConfirmDialog
        {...asked}
        onConfirm={async () => {
          const made = await onConfirm();
          isDone.current = true;
          setShown(made);
        }}
        onClose={() => {
          if (!isDone.current) onClose();
        }}
      />
    );
  }
  return (
    <Dialog open modalType="alert">
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{asked.title}</DialogTitle>
          <DialogContent>{shown}</DialogContent>
          <DialogActions>
            <Button appearance="primary" onClick={onClose}>
              {texts.close}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
