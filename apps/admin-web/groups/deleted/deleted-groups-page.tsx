import { Button } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { type Column, dateColumn, plainColumn, type Row } from '../../lists/list-column.ts';
import { ListPage } from '../../lists/list-page.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { batchWork } from '../batch-work.ts';
import { BulkDialog } from '../bulk-dialog.tsx';
import { type Group, groupType, membershipType } from '../group.ts';
import { groupTexts } from '../group-texts.ts';
import { listPageTexts } from '../list-page-texts.ts';
import { loadedRows } from '../loaded-rows.ts';

const collection = 'directory/deletedItems/microsoft.graph.group';
const asGroup = (row: Row) => row as unknown as Group;

function useDeletedColumns(): readonly Column[] {
  const { texts: general, language } = useChosen();
  const texts = useTexts(groupTexts);
  const first = { isShownFirst: true };
  return [
    plainColumn('displayName', general.name, { isShownFirst: true, isSorted: true }),
    dateColumn('deletedDateTime', texts.deletedDateTime, language, first),
    {
      ...plainColumn('groupTypes', texts.groupType, first),
      reads: ['groupTypes', 'mailEnabled', 'securityEnabled'],
      text: (row) => texts.groupTypes[groupType(asGroup(row))],
    },
    {
      ...plainColumn('membershipType', texts.membershipType, first),
      reads: ['groupTypes', 'membershipRule'],
      text: (row) => texts.membershipTypes[membershipType(asGroup(row))],
    },
    plainColumn('membershipRule', texts.rule, first),
    plainColumn('description', texts.description, { isShownFirst: false }),
  ];
}

type Deed = 'restore' | 'purge';

/** Groups that were deleted and can be restored. */
export function DeletedGroupsPage() {
  const texts = useTexts(groupTexts);
  const own = useTexts(listPageTexts);
  const { language } = useChosen();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<{ readonly deed: Deed; readonly groups: readonly Row[] }>();
  const ask = (deed: Deed) => setAsked({ deed, groups: loadedRows(queries, `/${collection}`, ids) });
  return (
    <>
      <ListPage
        title={texts.deletedGroups}
        collection={collection}
        columns={useDeletedColumns()}
        searched={['displayName']}
        searchHint={texts.search}
        selection={{ ids, onChange: setIds }}
        actions={
          <>
            <Button onClick={() => void navigate({ to: '/groups' })}>{texts.allGroups}</Button>
            {ids.size > 0 && (
              <>
                <span>{own.selected(ids.size.toLocaleString(language))}</span>
                <Button appearance="primary" onClick={() => ask('restore')}>
                  {own.restore}
                </Button>
                <Button onClick={() => ask('purge')}>{own.deleteForGood}</Button>
              </>
            )}
          </>
        }
        empty={<EmptyState title={own.emptyDeletedTitle} text={own.emptyDeletedText} />}
      />
      {asked !== undefined && (
        <DeedDialog {...asked} onDone={() => setIds(new Set())} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

interface DeedDialogProps {
  readonly deed: Deed;
  readonly groups: readonly Row[];
  onDone(): void;
  onClose(): void;
}

function DeedDialog({ deed, groups, onDone, onClose }: DeedDialogProps) {
  const { language } = useChosen();
  const texts = useTexts(listPageTexts);
  const queries = useQueryClient();
  const said = (count: number) => count.toLocaleString(language);
  const isRestored = deed === 'restore';
  const path = (id: string) => `/directory/deletedItems/${id}`;
  return (
    <BulkDialog
      title={
        isRestored
          ? texts.restoreTitle(groups.length, said(groups.length))
          : texts.purgeTitle(groups.length, said(groups.length))
      }
      confirm={isRestored ? texts.restore : texts.deleteForGood}
      progress={isRestored ? texts.restoring : texts.deleting}
      begin={() =>
        batchWork(groups, ({ id }) =>
          isRestored ? { method: 'POST', path: `${path(id)}/restore`, body: {} } : { method: 'DELETE', path: path(id) },
        )
      }
      onDone={(done) => {
        void queries.invalidateQueries({ queryKey: ['list'] });
        onDone();
        if (done.length > 0)
          say({ text: (isRestored ? texts.restored : texts.purged)(done.length, said(done.length)) });
      }}
      onClose={onClose}
    >
      {isRestored ? texts.restoreText : texts.purgeText}
    </BulkDialog>
  );
}
