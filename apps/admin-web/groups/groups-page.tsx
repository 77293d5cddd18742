import { Button, makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../controls/empty-state.tsx';
import type { Row } from '../lists/list-column.ts';
import { ListPage } from '../lists/list-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { DeleteGroupsDialog } from './deleted/delete-groups-dialog.tsx';
import { useGroupColumns } from './group-columns.tsx';
import { groupTexts } from './group-texts.ts';
import { listPageTexts } from './list-page-texts.ts';
import { loadedRows } from './loaded-rows.ts';
import { ProcessingSummary } from './processing/processing-summary.tsx';

const isByRule = "groupTypes/any(c:c eq 'DynamicMembership')";

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '0.5rem', height: '100%' },
  list: { flexGrow: 1, minHeight: 0 },
});

/** All groups. */
export function GroupsPage() {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(groupTexts);
  const own = useTexts(listPageTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [deleted, setDeleted] = useState<readonly Row[]>();
  const toNew = () => void navigate({ to: '/groups/new' });
  return (
    <div className={styles.page}>
      <ProcessingSummary />
      <div className={styles.list}>
        <ListPage
          title={general.groups}
          collection="groups"
          columns={useGroupColumns()}
          searched={['displayName', 'description']}
          searchHint={texts.search}
          toggles={[
            { name: 'dynamic', label: texts.dynamic, filter: isByRule },
            { name: 'assigned', label: texts.assigned, filter: `not ${isByRule}` },
            { name: 'paused', label: own.paused, filter: `${isByRule} and membershipRuleProcessingState eq 'Paused'` },
          ]}
          selection={{ ids, onChange: setIds }}
          actions={
            <>
              <Button appearance="primary" onClick={toNew}>
                {texts.newGroup}
              </Button>
              <Button onClick={() => void navigate({ to: '/groups/deleted' })}>{texts.deletedGroups}</Button>
              {ids.size > 0 && (
                <>
                  <span>{own.selected(ids.size.toLocaleString(language))}</span>
                  <Button onClick={() => setDeleted(loadedRows(queries, '/groups?', ids))}>{own.delete}</Button>
                </>
              )}
            </>
          }
          empty={
            <EmptyState title={own.emptyTitle} text={own.emptyText}>
              <Button onClick={toNew}>{texts.newGroup}</Button>
            </EmptyState>
          }
        />
      </div>
      {deleted !== undefined && (
        <DeleteGroupsDialog groups={deleted} onDone={() => setIds(new Set())} onClose={() => setDeleted(undefined)} />
      )}
    </div>
  );
}
