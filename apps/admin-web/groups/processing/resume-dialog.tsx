import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { changeGroup } from '../change-group.ts';
import type { Group } from '../group.ts';
import { groupPageTexts } from '../group-page-texts.ts';
import { PreviewNumbers } from '../rule/preview-numbers.tsx';
import { usePreview } from '../rule/rule-preview.ts';

/** Says who comes and goes when the rule is applied again, and applies it. */
export function ResumeDialog({ group, onClose }: { readonly group: Group; onClose(): void }) {
  const { texts: general } = useChosen();
  const texts = useTexts(groupPageTexts);
  const queries = useQueryClient();
  const preview = usePreview({ groupId: group.id });
  return (
    <ConfirmDialog
      title={texts.resumeTitle}
      confirm={texts.resumeProcessing}
      isWaiting={preview.isPending}
      onConfirm={async () => {
        await changeGroup(queries, group.id, { membershipRuleProcessingState: 'On' });
        say({ text: texts.resumed });
      }}
      onClose={onClose}
    >
      {preview.data === undefined ? (
        <p>{preview.error?.message ?? general.loading}</p>
      ) : (
        <PreviewNumbers preview={preview.data} isOfGroup />
      )}
    </ConfirmDialog>
  );
}
