import { useQuery } from '@tanstack/react-query';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { graph } from '../graph/graph.ts';
import { countOf, countPath } from '../groups/group-counts.ts';
import { PreviewNumbers } from '../groups/rule/preview-numbers.tsx';
import { askPreview, type RulePreview, usePreview } from '../groups/rule/rule-preview.ts';
import { useChosen } from '../shell/preferences.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { type AllUsersState, allUsersRules } from './all-users.ts';
import { groupSettingsTexts } from './group-settings-texts.ts';
import { useAllUsersDeeds } from './use-all-users.ts';

export type AllUsersDeed = 'enable' | 'harden' | 'soften' | 'disable';

interface AllUsersDialogProps {
  readonly state: AllUsersState;
  readonly deed: AllUsersDeed;
  onClose(): void;
}

/** Says in numbers what a step does to the group of everybody, takes it, and offers the way back. */
export function AllUsersDialog({ state, deed, onClose }: AllUsersDialogProps) {
  const texts = useTexts(groupSettingsTexts);
  const { texts: general } = useChosen();
  const group = state.state === 'off' ? undefined : state.group;
  const rule = {
    enable: group?.membershipRule ?? allUsersRules.everybody,
    harden: allUsersRules.members,
    soften: allUsersRules.everybody,
    disable: undefined,
  }[deed];
  const groupId = state.state === 'on' ? state.group.id : undefined;
  const preview = usePreview({ groupId, membershipRule: rule }, rule !== undefined);
  const members = useMembers(deed === 'disable' ? groupId : undefined);
  const { titles, run } = useDeed(state, deed, preview.data);
  return (
    <ConfirmDialog
      title={titles.title}
      confirm={titles.confirm}
      isWaiting={rule === undefined ? members === undefined : preview.isPending}
      onConfirm={run}
      onClose={onClose}
    >
      {deed === 'disable' && <p>{members === undefined ? general.loading : texts.disableText(members)}</p>}
      {state.state === 'deleted' && <p>{texts.restoreText}</p>}
      {preview.error !== null && <p>{preview.error.message}</p>}
      {preview.data !== undefined && rule !== undefined && (
        <PreviewNumbers preview={preview.data} isOfGroup={groupId !== undefined} approval={texts.approvesToo} />
      )}
    </ConfirmDialog>
  );
}

/** The words of a step, and the step itself with its way back. */
function useDeed(state: AllUsersState, deed: AllUsersDeed, seen: RulePreview | undefined) {
  const texts = useTexts(groupSettingsTexts);
  const { texts: general } = useChosen();
  const deeds = useAllUsersDeeds();
  const group = state.state === 'off' ? undefined : state.group;
  const said = (text: string, undo?: () => Promise<unknown>) =>
    say({ text, ...(undo === undefined ? {} : { action: { label: general.undo, run: undo } }) });
  const all = {
    enable: {
      titles: { title: texts.enableTitle, confirm: texts.enable },
      run: async () => {
        await deeds.enable(group);
        said(texts.enabled);
      },
    },
    harden: {
      titles: { title: texts.hardenTitle, confirm: texts.harden },
      run: async () => {
        await deeds.limit(group!, 'members', seen);
        said(texts.hardened, () => deeds.limit(group!, 'everybody'));
      },
    },
    soften: {
      titles: { title: texts.softenTitle, confirm: texts.soften },
      run: async () => {
        await deeds.limit(group!, 'everybody', seen);
        said(texts.softened, async () => {
          const question = { groupId: group!.id, membershipRule: allUsersRules.members };
          await deeds.limit(group!, 'members', await askPreview(question, { top: 0 }));
        });
      },
    },
    disable: {
      titles: { title: texts.disableTitle, confirm: texts.disable },
      run: async () => {
        await deeds.disable(group!);
        said(texts.disabled, () => deeds.enable(group));
      },
    },
  };
  return all[deed];
}

function useMembers(groupId: string | undefined): string | undefined {
  const { language } = useChosen();
  const { data } = useQuery({
    queryKey: ['object', 'groups', groupId ?? 'none', 'member-count'],
    queryFn: ({ signal }) => graph.get<unknown>(countPath(`/groups/${groupId}/members`), signal),
    enabled: groupId !== undefined,
  });
  return data === undefined ? undefined : (countOf(data) ?? 0).toLocaleString(language);
}
