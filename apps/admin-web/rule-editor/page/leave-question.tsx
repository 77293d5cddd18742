import { useBlocker } from '@tanstack/react-router';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { ruleTexts } from '../rule-texts.ts';

/** Asks before the page is left with a rule that was changed and not saved. */
export function LeaveQuestion({ isChanged }: { readonly isChanged: boolean }) {
  const texts = useTexts(ruleTexts);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isChanged && current.pathname !== next.pathname,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  return (
    <ConfirmDialog
      title={texts.unsavedTitle}
      confirm={texts.leave}
      onConfirm={async () => blocker.proceed()}
      onClose={blocker.reset}
    >
      {texts.unsavedText}
    </ConfirmDialog>
  );
}
