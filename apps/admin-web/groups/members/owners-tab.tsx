import { Button, makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import type { Group } from '../group.ts';
import { listPageTexts } from '../list-page-texts.ts';
import { loadedRows } from '../loaded-rows.ts';
import { AddMembersDialog } from './add-members-dialog.tsx';
import { useObjectColumns } from './member-columns.tsx';
import { memberTexts } from './member-texts.ts';
import { RelationList } from './relation-list.tsx';
import { RemoveMembersDialog } from './remove-members-dialog.tsx';

const useStyles = makeStyles({ text: { margin: '0 0 0.5rem', maxWidth: '45rem' } });

/** Whose the group is. */
export function OwnersTab({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(memberTexts);
  const own = useTexts(listPageTexts);
  const queries = useQueryClient();
  const columns = useObjectColumns();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<readonly Row[]>();
  return (
    <>
      <p className={styles.text}>{texts.ownersText}</p>
      <RelationList
        path={`/groups/${group.id}/owners`}
        columns={columns}
        label={texts.owners}
        empty={texts.noOwners}
        kinds={['user', 'application']}
        selection={{ ids, onChange: setIds }}
        actions={
          <>
            <Button appearance="primary" onClick={() => setIsAdding(true)}>
              {texts.addOwners}
            </Button>
            {ids.size > 0 && (
              <Button onClick={() => setRemoved(loadedRows(queries, `/groups/${group.id}/owners`, ids))}>
                {`${texts.remove} (${own.selected(ids.size.toLocaleString(language))})`}
              </Button>
            )}
          </>
        }
      />
      {isAdding && <AddMembersDialog group={group} relation="owners" onClose={() => setIsAdding(false)} />}
      {removed !== undefined && (
        <RemoveMembersDialog
          group={group}
          relation="owners"
          members={removed}
          onDone={() => setIds(new Set())}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </>
  );
}
