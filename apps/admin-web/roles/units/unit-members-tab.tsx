import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { EmptyState } from '../../controls/empty-state.tsx';
import { type Column, plainColumn, type Row } from '../../lists/list-column.ts';
import { readingOf } from '../../lists/reading-of.ts';
import { RowGrid } from '../../lists/row-grid.tsx';
import { useRows } from '../../lists/use-rows.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { ObjectLink } from '../access-names.tsx';
import { AddMembersDialog } from './add-members-dialog.tsx';
import { RemoveMembersDialog } from './remove-members-dialog.tsx';
import { unitTexts } from './unit-texts.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem', marginBlock: '0.5rem' },
  list: { display: 'flex', flexDirection: 'column', height: 'max(18rem, 60vh)' },
});

/** The users, groups and devices of a unit. */
export function UnitMembersTab({ unit }: { readonly unit: Row }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(unitTexts);
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [dialog, setDialog] = useState<'add' | 'remove'>();
  const columns = useColumns();
  const address = `/directory/administrativeUnits/${unit.id}/members?$count=true&$top=200&$select=id,displayName`;
  const { rows, count, list } = useRows(address);
  const chosen = rows.filter(({ id }) => ids.has(id));
  return (
    <>
      <div className={styles.tools}>
        <Button appearance="primary" onClick={() => setDialog('add')}>
          {texts.addMember}
        </Button>
        {chosen.length > 0 && (
          <Button onClick={() => setDialog('remove')}>
            {texts.removeMembers(chosen.length.toLocaleString(language))}
          </Button>
        )}
        <span role="status">{count === undefined ? '' : texts.total(count.toLocaleString(language))}</span>
      </div>
      {list.error !== null && <Problem problem={list.error} onAgain={() => void list.refetch()} />}
      {count === 0 ? (
        <EmptyState title={texts.noMembers} text={texts.noMembersText} />
      ) : (
        <div className={styles.list}>
          <RowGrid
            label={texts.members}
            rows={rows}
            columns={columns}
            count={count ?? rows.length}
            {...readingOf(list)}
            selection={{ ids, onChange: setIds }}
            empty=""
          />
        </div>
      )}
      {dialog === 'add' && <AddMembersDialog unit={unit} onClose={() => setDialog(undefined)} />}
      {dialog === 'remove' && (
        <RemoveMembersDialog
          unit={unit}
          members={chosen}
          onDone={() => setIds(new Set())}
          onClose={() => setDialog(undefined)}
        />
      )}
    </>
  );
}

function useColumns(): readonly Column[] {
  const { texts: general } = useChosen();
  const texts = useTexts(unitTexts);
  const kinds: Readonly<Record<string, string>> = {
    '#microsoft.graph.user': texts.user,
    '#microsoft.graph.group': texts.group,
    '#microsoft.graph.device': texts.device,
  };
  const first = { isShownFirst: true };
  return [
    {
      ...plainColumn('displayName', general.name, first),
      cell: (row) => (
        <ObjectLink
          object={{
            '@odata.type': String(row['@odata.type']),
            id: row.id,
            displayName: row.displayName as string | null,
          }}
        />
      ),
    },
    { ...plainColumn('kind', texts.kind, first), text: (row) => kinds[String(row['@odata.type'])] ?? '' },
  ];
}
