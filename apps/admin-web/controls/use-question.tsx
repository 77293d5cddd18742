import { type ReactNode, useCallback, useState } from 'react';
import { ConfirmDialog } from './confirm-dialog.tsx';

/** What is asked before something is done. */
export interface Question {
  readonly title: string;
  /** What will come of it, in numbers. */
  readonly text: ReactNode;
  /** Word on the button that does it. */
  readonly confirm: string;
  run(): Promise<unknown>;
}

/**
 * Questions asked from code, one at a time.
 *
 * @returns the dialog, to be put into the page, and `ask`, which tells whether it was done; false when somebody turned back
 */
export function useQuestion() {
  const [asked, setAsked] = useState<{ readonly question: Question; answer(isDone: boolean): void }>();
  const ask = useCallback((question: Question) => new Promise<boolean>((answer) => setAsked({ question, answer })), []);
  if (asked === undefined) return { ask, dialog: null };
  const { question, answer } = asked;
  const dialog = (
    <ConfirmDialog
      title={question.title}
      confirm={question.confirm}
      onConfirm={async () => {
        await question.run();
        answer(true);
      }}
      onClose={() => {
        answer(false); // without effect when it was done
        setAsked(undefined);
      }}
    >
      {question.text}
    </ConfirmDialog>
  );
  return { ask, dialog };
}
