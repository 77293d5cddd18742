import { Button, makeStyles, Switch } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { type Group, isDynamic } from '../group.ts';
import { listPageTexts } from '../list-page-texts.ts';
import { loadedRows } from '../loaded-rows.ts';
import { AddMembersDialog } from './add-members-dialog.tsx';
import { useMemberColumns } from './member-columns.tsx';
import { memberTexts } from './member-texts.ts';
import { withSince } from './members-since.ts';
import { RelationList, useRelationSearch } from './relation-list.tsx';
import { RemoveMembersDialog } from './remove-members-dialog.tsx';
import { WhyDialog } from './why-dialog.tsx';

const useStyles = makeStyles({ text: { margin: '0 0 0.5rem', maxWidth: '45rem' } });

/** Who is in the group, by what and since when; people are added and taken out where no rule decides. */
export function MembersTab({ group }: { readonly group: Group }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(memberTexts);
  const own = useTexts(listPageTexts);
  const queries = useQueryClient();
  const { asked, ask } = useRelationSearch();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [why, setWhy] = useState<Row>();
  const [removed, setRemoved] = useState<readonly Row[]>();
  const [isAdding, setIsAdding] = useState(false);
  const isAll = asked.all === true;
  const isByHand = !isDynamic(group) && group.onPremisesSyncEnabled !== true;
  const relation = isAll ? 'transitiveMembers' : 'members';
  const columns = useMemberColumns(group, isAll, setWhy);
  return (
    <>
      <p className={styles.text}>{isByHand ? texts.byHand : texts.byRule}</p>
      <RelationList
        path={`/groups/${group.id}/${relation}`}
        columns={columns}
        complete={(rows, signal) => withSince(group.id, rows, signal)}
        label={texts.members}
        empty={isByHand ? texts.emptyByHand : texts.emptyByRule}
        selection={isByHand && !isAll ? { ids, onChange: setIds } : undefined}
        actions={
          <>
            {isByHand && (
              <Button appearance="primary" onClick={() => setIsAdding(true)}>
                {texts.addMembers}
              </Button>
            )}
            {ids.size > 0 && !isAll && (
              <Button onClick={() => setRemoved(loadedRows(queries, `/groups/${group.id}/members`, ids))}>
                {`${texts.remove} (${own.selected(ids.size.toLocaleString(language))})`}
              </Button>
            )}
            <Switch
              label={texts.throughGroups}
              checked={isAll}
              onChange={(_event, { checked }) => {
                setIds(new Set());
                ask({ all: checked ? true : undefined });
              }}
            />
          </>
        }
      />
      {why !== undefined && <WhyDialog groupId={group.id} member={why} onClose={() => setWhy(undefined)} />}
      {isAdding && <AddMembersDialog group={group} onClose={() => setIsAdding(false)} />}
      {removed !== undefined && (
        <RemoveMembersDialog
          group={group}
          members={removed}
          onDone={() => setIds(new Set())}
          onClose={() => setRemoved(undefined)}
        />
      )}
    </>
  );
}
