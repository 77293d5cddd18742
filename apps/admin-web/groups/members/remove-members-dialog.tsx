import { useQueryClient } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { basePath, origin } from '../../session/place.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { batchWork, refusalOf } from '../batch-work.ts';
import { BulkDialog } from '../bulk-dialog.tsx';
import { refreshGroup } from '../change-group.ts';
import type { Group } from '../group.ts';
import { useGroupCounts } from '../use-group.ts';
import { memberTexts } from './member-texts.ts';

interface RemoveMembersDialogProps {
  readonly group: Group;
  readonly relation?: 'members' | 'owners';
  readonly members: readonly Row[];
  onDone(): void;
  onClose(): void;
}

/** Takes people out of a group or its ownership, with the number first and a way back. */
export function RemoveMembersDialog({
  group,
  relation = 'members',
  members,
  onDone,
  onClose,
}: RemoveMembersDialogProps) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(memberTexts);
  const queries = useQueryClient();
  const counts = useGroupCounts(group.id).data;
  const said = (count: number) => count.toLocaleString(language);
  const isOwners = relation === 'owners';
  const path = `/groups/${group.id}/${relation}`;
  const left = Math.max((counts?.owners ?? members.length) - members.length, 0);
  const putBack = async (removed: readonly Row[]) => {
    const body = (id: string) => ({ '@odata.id': `${origin}${basePath}v1.0/directoryObjects/${id}` });
    const requests = removed.map(({ id }) => ({ method: 'POST' as const, path: `${path}/$ref`, body: body(id) }));
    const answers = await graph.batch(requests);
    await refreshGroup(queries, group.id);
    const refusal = answers.map(refusalOf).find((each) => each !== undefined);
    if (refusal !== undefined) throw refusal;
    say({ text: (isOwners ? texts.ownerBack : texts.back)(removed.length, said(removed.length)) });
  };
  const title = isOwners ? texts.removeOwnerTitle : texts.removeTitle;
  return (
    <BulkDialog
      title={title(members.length, said(members.length))}
      confirm={texts.remove}
      progress={texts.removing}
      isWaiting={counts === undefined}
      begin={() => batchWork(members, ({ id }) => ({ method: 'DELETE', path: `${path}/${id}/$ref` }))}
      onDone={(removed) => {
        void refreshGroup(queries, group.id);
        onDone();
        if (removed.length === 0) return;
        const text = (isOwners ? texts.ownerRemoved : texts.removed)(removed.length, said(removed.length));
        say({ text, action: { label: general.undo, run: () => putBack(removed) } });
      }}
      onClose={onClose}
    >
      {isOwners
        ? texts.removeOwnerText(left, said(left))
        : texts.removeText(members.length, said(members.length), said(counts?.all ?? members.length))}
    </BulkDialog>
  );
}
