import { Button } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { graph } from '../graph/graph.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import type { AuditEntry } from './audit-entry.ts';
import { auditTexts } from './audit-texts.ts';
import { pageOf } from './object-link.tsx';

/** Undoes a deletion while the object lies among the deleted items. */
export function RestoreButton({ entry }: { readonly entry: AuditEntry }) {
  const texts = useTexts(auditTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [isAsking, setIsAsking] = useState(false);
  const [target] = entry.targetResources;
  const isDeletion = target !== undefined && entry.operationType === 'Delete';
  const deleted = useQuery({
    queryKey: ['deleted', target?.id],
    enabled: isDeletion,
    retry: false,
    queryFn: ({ signal }) => graph.get<{ displayName?: string }>(`/directory/deletedItems/${target!.id}`, signal),
  });
  // Gone for good, restored already, or not for this person: nothing to offer.
  if (!isDeletion || deleted.data === undefined) return null;
  const name = deleted.data.displayName ?? target.displayName ?? target.id;
  const restore = async () => {
    await graph.send({ method: 'POST', path: `/directory/deletedItems/${target.id}/restore`, body: {} });
    queries.removeQueries({ queryKey: ['deleted', target.id] });
    for (const key of ['list', 'object', 'counts']) void queries.invalidateQueries({ queryKey: [key] });
    const page = pageOf(target.type, target.id);
    const open = page === undefined ? {} : { action: { label: texts.open, run: () => void navigate({ to: page }) } };
    say({ text: texts.restored(name), ...open });
  };
  return (
    <>
      <Button appearance="primary" onClick={() => setIsAsking(true)}>
        {texts.restore}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={texts.restoreTitle(name)}
          confirm={texts.restore}
          onConfirm={restore}
          onClose={() => setIsAsking(false)}
        >
          {texts.restoreText}
        </ConfirmDialog>
      )}
    </>
  );
}
