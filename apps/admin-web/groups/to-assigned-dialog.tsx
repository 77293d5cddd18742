import { useQueryClient } from '@tanstack/react-query';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { useChosen } from '../shell/preferences.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { changeGroup } from './change-group.ts';
import type { Group } from './group.ts';
import { groupPageTexts } from './group-page-texts.ts';

interface ToAssignedDialogProps {
  readonly group: Group;
  /** How many members there are. */
  readonly said: string;
  onClose(): void;
}

/** Takes the members out of the hands of a rule, after saying that all of them stay. */
export function ToAssignedDialog({ group, said, onClose }: ToAssignedDialogProps) {
  const { texts: general } = useChosen();
  const texts = useTexts(groupPageTexts);
  const queries = useQueryClient();
  const withRule = { groupTypes: group.groupTypes, membershipRule: group.membershipRule };
  const back = () =>
    changeGroup(queries, group.id, {
      ...withRule,
      membershipRuleProcessingState: group.membershipRuleProcessingState ?? 'On',
    });
  return (
    <ConfirmDialog
      title={texts.toAssignedTitle}
      confirm={texts.convert}
      onConfirm={async () => {
        const groupTypes = group.groupTypes.filter((type) => type !== 'DynamicMembership');
        await changeGroup(queries, group.id, { groupTypes });
        say({ text: texts.converted, action: { label: general.undo, run: back } });
      }}
      onClose={onClose}
    >
      <p>{texts.toAssignedText(said)}</p>
    </ConfirmDialog>
  );
}
