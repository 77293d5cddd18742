import { useQuery, useQueryClient } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { batchWork, refusalOf } from '../batch-work.ts';
import { BulkDialog } from '../bulk-dialog.tsx';
import { type Group, isDynamic } from '../group.ts';
import { countOf, countPath } from '../group-counts.ts';
import { listPageTexts } from '../list-page-texts.ts';

export interface DeleteGroupsDialogProps {
  readonly groups: readonly Row[];
  onDone(): void;
  onClose(): void;
}

/** Asks with what hangs on the groups, deletes them, and offers to restore them. */
export function DeleteGroupsDialog({ groups, onDone, onClose }: DeleteGroupsDialogProps) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(listPageTexts);
  const queries = useQueryClient();
  const ids = groups.map(({ id }) => id);
  const counts = useQuery({
    queryKey: ['object', 'groups', 'some', 'member-counts', ids],
    queryFn: async () => {
      const answers = await graph.batch(ids.map((id) => ({ method: 'GET', path: countPath(`/groups/${id}/members`) })));
      const members = answers.reduce((sum, { body }) => sum + (countOf(body) ?? 0), 0);
      return { members, byRule: groups.filter((each) => isDynamic(each as unknown as Group)).length };
    },
  });
  const said = (count: number) => count.toLocaleString(language);
  const refresh = () => queries.invalidateQueries({ queryKey: ['list'] });
  const restore = async (deleted: readonly Row[]) => {
    const path = (id: string) => `/directory/deletedItems/${id}/restore`;
    const answers = await graph.batch(deleted.map(({ id }) => ({ method: 'POST', path: path(id), body: {} })));
    await refresh();
    const refusal = answers.map(refusalOf).find((each) => each !== undefined);
    if (refusal !== undefined) throw refusal;
    say({ text: texts.restored(deleted.length, said(deleted.length)) });
  };
  return (
    <BulkDialog
      title={texts.deleteTitle(groups.length, said(groups.length))}
      confirm={texts.delete}
      progress={texts.deleting}
      isWaiting={counts.isPending}
      begin={() => batchWork(groups, ({ id }) => ({ method: 'DELETE', path: `/groups/${id}` }))}
      onDone={(deleted) => {
        void refresh();
        onDone();
        if (deleted.length === 0) return;
        const text = texts.deleted(deleted.length, said(deleted.length));
        say({ text, action: { label: general.undo, run: () => restore(deleted) } });
      }}
      onClose={onClose}
    >
      {counts.data === undefined
        ? (counts.error?.message ?? general.loading)
        : texts.deleteText(said(counts.data.members), said(counts.data.byRule))}
    </BulkDialog>
  );
}
